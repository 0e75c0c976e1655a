"""A folder of products: which files in it are ours, and how they are written.

Ours are the files that a manifest in the folder names; nothing else in it is read, moved or
deleted. Each is written beside its place and takes it in one step, the manifests last. While a
manifest waits beside its place it says what the run had begun to write: so the next run knows what
an interrupted one left, mends it, and clears the rest.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from lstm_sym.manifest.write import ABOUT, digest
from lstm_sym.replacement import alone, beside, content, is_regular, kind, make, waiting_beside

#: How the name of every manifest ends.
MANIFEST = "manifest.json"
#: What every manifest says of itself.
PRINTED_BY = ABOUT.partition("{}")[2]


class NotWritten(Exception):
    """The message says what is in the way, and whether something was changed."""


@dataclass(frozen=True)
class Plan:
    """What a run would do; paths of products are relative to the folder."""

    changed: tuple[str, ...]  # to be written
    removed: tuple[str, ...]  # printed once, as they were printed, and printed no more
    kept: tuple[str, ...]  # the same, but edited since
    left: tuple[Path, ...]  # what an interrupted run left


def write(folder: Path, rendered: Mapping[str, str]) -> Plan:
    """Write the products that are not in the folder as they are rendered; returns what was done.

    What a former manifest named and is rendered no more is removed if it is as it was printed.
    Raises NotWritten where something else is in a product's place or nothing can be written,
    before anything is changed; also where something fails later: then every file is whole, and the
    next run goes on.
    """
    if said := no_folder(folder):
        raise NotWritten(said)
    contents = {path: text.encode() for path, text in rendered.items()}
    waiting: dict[str, Path] = {}
    changed = "nothing was changed"
    try:
        with ExitStack() as undone:
            make(folder, undone)
            with alone(folder):
                plan = planned(folder, contents)
                for path in sorted(plan.changed, key=is_manifest, reverse=True):
                    make((folder / path).parent, undone)
                    waiting[path] = beside(folder / path, contents[path])
                    undone.callback(waiting[path].unlink, missing_ok=True)
                undone.pop_all()
                changed = "some products are new and some old: generate again"
                finish(folder, plan, waiting)
    except OSError as error:
        at = error.filename2 or error.filename
        where = "" if at in (None, str(folder)) else f" ({at})"
        said = f"cannot write {folder}: {error.strerror or error}{where}"
        raise NotWritten(f"{said}; {changed}") from error
    return plan


def finish(folder: Path, plan: Plan, waiting: Mapping[str, Path]) -> None:
    """Let every file take its place, the manifests last, and clear what is ours no more."""
    manifests = [path for path in waiting if is_manifest(path)]
    for path in [path for path in waiting if path not in manifests]:
        os.replace(waiting[path], folder / path)
    for path in plan.removed:
        (folder / path).unlink()
    for path in manifests:
        os.replace(waiting[path], folder / path)
    for file in plan.left:
        file.unlink(missing_ok=True)


def planned(folder: Path, contents: Mapping[str, bytes]) -> Plan:
    """What is to be done in the folder; raises NotWritten for what is in the way."""
    named, printed = former(folder, contents)
    changed = [path for path in contents if content(folder / path) != contents[path]]
    wrong = list(in_the_way(folder, changed, named, printed))
    if wrong:
        raise NotWritten("\n".join((*wrong, "Nothing was changed.")))
    once = sorted((named | {path for path, _ in printed}) - set(contents))
    gone = [path for path in once if os.path.lexists(folder / path)]
    # Where A.py and a.py are one file, the old one may be a present one.
    gone = [path for path in gone if not is_one_of(folder / path, map(folder.joinpath, contents))]
    removed = [path for path in gone if is_as_printed(folder, path, printed)]
    kept = [path for path in gone if path in named and path not in removed]
    ours = {*contents, *named, *(path for path, _ in printed)}
    left = [file for path in sorted(ours) for file in waiting_beside(folder / path)]
    return Plan(tuple(changed), tuple(removed), tuple(kept), tuple(left))


def no_folder(folder: Path) -> str:
    """Why no products can be there; empty for a folder, a link to one, and for nothing yet."""
    if folder.is_dir() or not os.path.lexists(folder):
        return ""
    return f"{folder} is {kind(folder)}, expected a folder: name another with -o"


def in_the_way(
    folder: Path, changed: Iterable[str], named: set[str], printed: set[tuple[str, str]]
) -> Iterator[str]:
    """What is where a product is to be written and is none, with what to do."""
    remedy = "move it away or delete it, or name another folder with -o"
    for path in changed:
        place = folder / path
        if not os.path.lexists(place):
            continue
        if not is_regular(place):
            yield f"{place} is {kind(place)}, where a product is to be written: {remedy}"
        elif not (
            is_one_of(place, map(folder.joinpath, named)) or is_as_printed(folder, path, printed)
        ):
            yield f"{place} is not a product that a manifest here names: {remedy}"


def former(folder: Path, contents: Iterable[str]) -> tuple[set[str], set[tuple[str, str]]]:
    """The paths that the manifests in place name, and with digests what any manifest names.

    One that was edited, or has the marks of a merge, still says which of the present products are
    ours; it no longer says what may be removed.
    """
    named: set[str] = set()
    printed: set[tuple[str, str]] = set()
    for path in filter(is_manifest, contents):
        text = (content(folder / path) or b"").decode("utf-8", errors="replace")
        files = recorded(text)
        printed |= set(files.items())
        if PRINTED_BY in text:
            known = files or (
                p for p in contents if f"{json.dumps(p, ensure_ascii=False)}: " in text
            )
            named |= {path, *known}
        for file in waiting_beside(folder / path):
            printed |= set(recorded(file.read_text("utf-8", errors="replace")).items())
    return named, printed


def recorded(text: str) -> dict[str, str]:
    """The files that a manifest names with their digests; none if it is not as it was printed."""
    try:
        stated = json.loads(text)
        signed = stated.pop("digest")
        intact = digest(json.dumps(stated, sort_keys=True)) == signed
        files = dict(stated["files"]) if intact else {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {p: value for p, value in files.items() if isinstance(value, str) and is_inside(p)}


def is_inside(path: str) -> bool:
    """Whether a path that a manifest names can lead to nothing outside the manifest's folder."""
    with suppress(ValueError):
        plain = path == PurePosixPath(path).as_posix() and b"\0" not in path.encode()
        parts = PureWindowsPath(path)
        return plain and not parts.anchor and ".." not in parts.parts and bool(parts.name)
    return False


def is_manifest(path: str) -> bool:
    """Whether a product names the others."""
    return path.endswith(MANIFEST)


def is_as_printed(folder: Path, path: str, printed: set[tuple[str, str]]) -> bool:
    """Whether a file's content is what a manifest says of it."""
    if not is_regular(folder / path):
        return False
    return (path, hashlib.sha256((folder / path).read_bytes()).hexdigest()) in printed


def is_one_of(place: Path, others: Iterable[Path]) -> bool:
    """Whether a file is there under another name."""
    found = place.lstat()
    return any(os.path.samestat(found, o.lstat()) for o in others if os.path.lexists(o))
