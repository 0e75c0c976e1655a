"""The products: what they are, and how those in a folder differ from it."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from lstm_sym import __version__
from lstm_sym.folder import Plan, is_manifest, recorded
from lstm_sym.folder import write as write_files
from lstm_sym.manifest.write import digest, manifest
from lstm_sym.replacement import content
from lstm_sym.targets.c import source as c
from lstm_sym.targets.javascript import product as javascript
from lstm_sym.targets.numpy import distribution, package
from lstm_sym.targets.numpy import source as numpy
from lstm_sym.targets.paper import tex

PRODUCTS = Path(__file__).resolve().parents[1] / "generated"
MEND = "lstm-sym generate"


@dataclass(frozen=True)
class Difference:
    """One product that is not what the equations render to."""

    path: str
    kind: str  # missing, no file, stale, edited, left over
    labels: tuple[str, ...] = ()
    diff: str = ""

    def __str__(self) -> str:
        about = f" ({', '.join(self.labels)})" if self.labels else ""
        return f"{self.kind}: {self.path}{about}"


def parts() -> Iterator[tuple[str, Callable[[], dict[str, str]]]]:
    """What prints the products, in parts of which none needs another: each with what it prints."""
    yield "pyproject.toml", distribution.files
    yield from numpy.parts()
    for target in (tex, c, javascript):
        yield target.__name__, target.files


def render() -> dict[str, str]:
    """Every product: its path below ``generated/`` and its text. Nothing is written."""
    return whole({path: text for _, part in parts() for path, text in part().items()})


def whole(
    files: dict[str, str], written: Callable[[Mapping[str, str]], str] = manifest
) -> dict[str, str]:
    """The products with what names all of them; ``written`` makes the manifest."""
    for name in ("lstm_numpy", "lstm_c"):
        if (path := f"{name}/__init__.py") in files:
            files[path] = package.module(name, files[path], files, __version__)
    for path, text in files.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
    files["manifest.json"] = written(files)
    return files


def left_out(rendered: Mapping[str, str]) -> Iterator[str]:
    """What the products lack of a formulation, and why, with the label of an equation."""
    for target in (numpy, c, javascript):
        yield from target.left_out(rendered)


def differences(
    folder: Path = PRODUCTS, rendered: Mapping[str, str] | None = None
) -> list[Difference]:
    """How the products in a folder differ from what the equations render to; none: an empty list.

    A product is stale if it is as it was once generated, edited if not even that. ``rendered``
    are other products than the project's own, such as those of a user's cell. What else is in the
    folder is not looked at. Raises OSError where a product cannot be read.
    """
    rendered = render() if rendered is None else rendered
    generated: dict[str, str] = {}
    for path in filter(is_manifest, rendered):
        files = recorded(text_of(folder / path))
        generated |= files
        if files:
            generated[path] = digest(text_of(folder / path))
    found = []
    for path, new in rendered.items():
        present = content(folder / path)
        if present is None:
            kind = "no file" if os.path.lexists(folder / path) else "missing"
            found.append(Difference(path, kind))
        elif present != new.encode():
            old = present.decode("utf-8", errors="replace")
            kind = "stale" if generated.get(path) == digest(old) else "edited"
            lines = unified_diff(
                old.splitlines(True), new.splitlines(True), path, f"{path} (rendered)"
            )
            found.append(Difference(path, kind, tuple(labels(old, new)), "".join(lines)))
    gone = sorted(set(generated) - set(rendered))
    found += [Difference(p, "left over") for p in gone if os.path.lexists(folder / p)]
    return sorted(found, key=lambda one: bool(one.diff))  # the short ones first


def write(folder: Path = PRODUCTS, rendered: Mapping[str, str] | None = None) -> Plan:
    """Write every product that is not there as it is rendered: `lstm_sym.folder.write`."""
    return write_files(folder, render() if rendered is None else rendered)


def mend(cells: Iterable[Path], folder: Path, target: str | None = None) -> str:
    """The command that writes what a check found different."""
    words = [*map(str, cells), *(("--target", target) if target else ())]
    words += ("-o", str(folder)) if folder != PRODUCTS else ()
    return " ".join((MEND, *map(shlex.quote, words)))


LABELLED = re.compile(
    r'# (?P<code>[\w-]+)$|\\label\{eq:\w+:(?P<tex>[\w-]+)\}|"label": "(?P<json>[^"]+)"'
)


def labels(old: str, new: str) -> list[str]:
    """The labels of the equations whose lines differ: on the line itself, or above it."""
    found: dict[str, None] = {}
    for one, other in ((old.splitlines(), new.splitlines()), (new.splitlines(), old.splitlines())):
        same, above = set(other), ""
        for line in one:
            match = LABELLED.search(line)
            label = match[match.lastgroup] if match and match.lastgroup else ""
            if match and match.lastgroup != "code":
                above = label
            elif line.startswith('  "'):
                above = ""  # of the manifest: past the equations
            if line not in same and (label or above):
                found[label or above] = None
    return list(found)


def text_of(place: Path) -> str:
    """The text of a file; empty where there is none."""
    return (content(place) or b"").decode("utf-8", errors="replace")
