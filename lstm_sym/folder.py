"""A folder of products: which files in it are ours, and how they are written.

Ours are the files that a manifest in the folder names; nothing else in it is read, moved or
deleted. Each is written beside its place and takes it in one step, the manifests last. While a
manifest waits beside its place it says what the run had begun to write: so the next run knows what
an interrupted one left, mends it, and clears the rest.
"""

import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from lstm_sym.products.manifest import ABOUT, digest

#: How the name of every manifest ends.
MANIFEST = "manifest.json"
#: The name of a file that waits to take the place of another beside it.
WAITING = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.lstm-sym-new", re.DOTALL)
#: What every manifest says of itself.
PRINTED_BY = ABOUT.partition("{}")[2]
KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class Refused(Exception):
    """Something that is not ours stands where a product would be written; nothing was changed."""


class Unfinished(OSError):
    """Some products are new and some old; every file is whole, and the next run goes on."""


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
    Raises Refused where something else stands in a product's place, OSError where the folder
    cannot be written, both before anything is changed; Unfinished where it fails later.
    """
    if said := no_folder(folder):
        raise Refused(said)
    contents = {path: text.encode() for path, text in rendered.items()}
    waiting: dict[str, Path] = {}
    with ExitStack() as undone:
        make(folder, undone)
        with alone(folder):
            plan = planned(folder, contents)
            for path in sorted(plan.changed, key=is_manifest, reverse=True):
                make((folder / path).parent, undone)
                waiting[path] = beside(folder / path, contents[path])
                undone.callback(waiting[path].unlink, missing_ok=True)
            undone.pop_all()  # from here on the next run mends what this one leaves
            try:
                finish(folder, plan, waiting)
            except OSError as error:
                raise Unfinished(error.errno, error.strerror, error.filename) from error
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
    """What is to be done in the folder; raises Refused for what stands in the way there."""
    named, printed = former(folder, contents)
    changed = [path for path in contents if content(folder / path) != contents[path]]
    wrong = list(in_the_way(folder, changed, named, printed))
    if wrong:
        raise Refused("\n".join(wrong))
    gone = sorted((named | {path for path, _ in printed}) - set(contents))
    # Where names differ by case alone, or two are linked, the old file may be a present one.
    gone = [path for path in gone if os.path.lexists(folder / path)]
    gone = [path for path in gone if not is_one_of(folder / path, map(folder.joinpath, contents))]
    removed = [path for path in gone if is_as_printed(folder, path, printed)]
    kept = [path for path in gone if path in named and path not in removed]
    ours = {*contents, *named, *(path for path, _ in printed)}
    left = [file for path in sorted(ours) for file in waiting_beside(folder / path)]
    return Plan(tuple(changed), tuple(removed), tuple(kept), tuple(left))


def no_folder(folder: Path) -> str:
    """Why no products can stand there; empty for a folder, a link to one, and for nothing yet."""
    if folder.is_dir() or not os.path.lexists(folder):
        return ""
    return f"{folder} is {kind(folder)}, expected a folder: name another with -o"


def in_the_way(
    folder: Path, changed: Iterable[str], named: set[str], printed: set[tuple[str, str]]
) -> Iterator[str]:
    """What stands where a product is to be written and is none, with what to do."""
    remedy = "move it away or delete it, or name another folder with -o"
    for path in changed:
        place = folder / path
        if not os.path.lexists(place):
            continue
        if not is_regular(place):
            yield f"{place} is {kind(place)}, where a product is to be written: {remedy}"
        elif path not in named and not is_as_printed(folder, path, printed):
            yield f"{place} is there, and no manifest in {folder} names it: {remedy}"


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
    return {path: value for path, value in files.items() if is_inside(path)}


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


def content(place: Path) -> bytes | None:
    """What a file holds, through links; None where there is none."""
    return place.read_bytes() if os.path.isfile(place) else None


def is_regular(place: Path) -> bool:
    """Whether there is a file, and not a link to one."""
    return os.path.isfile(place) and not place.is_symlink()


def is_one_of(place: Path, others: Iterable[Path]) -> bool:
    """Whether a file is there under another name."""
    with suppress(OSError):
        return any(place.samefile(other) for other in others if other.exists())
    return False


def kind(place: Path) -> str:
    """What stands there, in words."""
    said = KINDS.get(stat.S_IFMT(place.lstat().st_mode), "no file")
    return "a link to nothing" if said == "a link" and not place.exists() else said


def make(folder: Path, undone: ExitStack) -> None:
    """Make a folder with those above it; what was not there goes again where nothing is written."""
    for place in reversed((folder, *folder.parents)):
        if not os.path.lexists(place):
            place.mkdir(exist_ok=True)
            undone.callback(remove_empty, place)
    folder.mkdir(exist_ok=True)  # raises what is wrong


def remove_empty(folder: Path) -> None:
    """Remove a folder, unless another process has put something there."""
    with suppress(OSError):
        folder.rmdir()


def beside(place: Path, content: bytes) -> Path:
    """Write a file that waits beside a place, with the mode of the one that stands there."""
    file = place.with_name(f".{place.name}.{secrets.token_hex(4)}.lstm-sym-new")
    opened = file.open("xb")
    try:
        with opened:
            opened.write(content)
        if place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) != stat.S_IMODE(
            file.stat().st_mode
        ):
            file.chmod(mode)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return file


def waiting_beside(place: Path) -> list[Path]:
    """The files that wait to take a place; who has the folder alone knows that nobody comes."""
    try:
        names = sorted(os.listdir(place.parent))
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [n for n in names if (m := WAITING.fullmatch(n)) and m["name"] == place.name]
    return [file for file in map(place.with_name, found) if is_regular(file)]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait while another process writes into the folder; the lock of a killed one is let go."""
    with ExitStack() as at_end:
        # Windows and some file systems of a network lock no folder: there the names of waiting
        # files, which no two processes share, still keep every file whole.
        with suppress(ImportError, OSError):
            import fcntl

            opened = os.open(folder, os.O_RDONLY)
            at_end.callback(os.close, opened)
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def record(path: Path, text: str) -> None:
    """Write what a command found; who is interrupted leaves the old file whole.

    A link is followed; a pipe, a terminal or another device is written to.
    """
    content = f"{text}\n".encode()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    place = Path(os.path.realpath(path))
    with alone(place.parent):
        left = waiting_beside(place)
        os.replace(beside(place, content), place)
        for file in left:
            file.unlink(missing_ok=True)
