"""Writes the products, or checks them. The only module that writes; both do the same rendering."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from lstm_sym import __version__
from lstm_sym.equations import FORMULATIONS, keras
from lstm_sym.exchange import exchange
from lstm_sym.products import (
    c_source,
    distribution,
    javascript,
    latex,
    numpy_activations,
    numpy_fast,
    numpy_formulation,
    numpy_layouts,
    numpy_versions,
    package,
)
from lstm_sym.products.manifest import digest, manifest

HERE = Path(__file__).resolve().parent
SUPPORT = HERE / "support"
PRODUCTS = HERE.parent / "generated"
MEND = "lstm-sym generate"


@dataclass(frozen=True)
class Difference:
    """One product that is not what the equations render to."""

    path: str
    kind: str  # missing, left over, stale, edited
    labels: tuple[str, ...] = ()
    diff: str = ""

    def __str__(self) -> str:
        about = f" ({', '.join(self.labels)})" if self.labels else ""
        return f"{self.kind}: {self.path}{about}"


def render() -> dict[str, str]:
    """Every product: its path below ``generated/`` and its text. Nothing is written."""
    files = {f"lstm_numpy/{file.name}": file.read_text() for file in sorted(SUPPORT.glob("*.py"))}
    files["lstm_numpy/py.typed"] = ""
    files["lstm_numpy/activations.py"] = numpy_activations.module()
    files["lstm_numpy/keras_versions.py"] = numpy_versions.module()
    files["lstm_numpy/layouts.py"] = numpy_layouts.module()
    files["latex/activations.tex"] = latex.of_activations()
    for formulation in FORMULATIONS:
        files[f"lstm_numpy/{formulation.module}.py"] = numpy_formulation.module(formulation)
        files[f"latex/{formulation.name}.tex"] = latex.of_formulation(formulation)
    files |= c_source.files() | javascript.files() | distribution.files()
    files["lstm_numpy/keras_fast.py"] = numpy_fast.module(keras.formulation)
    for name in ("lstm_numpy", "lstm_c"):
        files[f"{name}/__init__.py"] = package.module(
            name, files[f"{name}/__init__.py"], files, __version__
        )
    for path, text in files.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
    files["manifest.json"] = manifest(files)
    return files


def differences(
    folder: Path = PRODUCTS, rendered: Mapping[str, str] | None = None
) -> list[Difference]:
    """How the products in a folder differ from what the equations render to; none: an empty list.

    A product is stale if it is as it was once generated, edited if not even that. ``rendered``
    are other products than the project's own, such as those of a user's cell.
    """
    rendered = render() if rendered is None else rendered
    present = set(products_in(folder))
    generated = _recorded(folder)
    found = [Difference(path, "missing") for path in rendered if path not in present]
    found += [Difference(path, "left over") for path in sorted(present - set(rendered))]
    for path in sorted(present & set(rendered)):
        old = _read(folder / path)
        if old == rendered[path]:
            continue
        kind = "stale" if generated.get(path) == digest(old) else "edited"
        if path == "manifest.json" and generated:
            kind = "stale"
        diff = "".join(
            unified_diff(
                old.splitlines(True), rendered[path].splitlines(True), path, f"{path} (rendered)"
            )
        )
        found.append(Difference(path, kind, tuple(labels(old, rendered[path])), diff))
    return found


def write(folder: Path = PRODUCTS, rendered: Mapping[str, str] | None = None) -> list[Difference]:
    """Write every product, all or none; returns what is left over and was kept.

    Raises OSError where the folder cannot be written; then the old products are whole.
    """
    rendered = render() if rendered is None else rendered
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".generated-", dir=folder.parent))
    try:
        new.chmod(0o755)
        for path in set(products_in(folder)) - set(rendered):
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / path, new / path)
        for path, text in rendered.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(text, encoding="utf-8", newline="\n")
        exchange(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return differences(folder, rendered)


def record(path: Path, text: str) -> None:
    """Write what a command found; who is interrupted leaves the old file whole."""
    is_stream = path.exists() and not path.is_file()  # a pipe or a terminal
    written = path if is_stream else path.with_name(f".{path.name}.new")
    written.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    if not is_stream:
        written.replace(path)


def products_in(folder: Path) -> Iterator[str]:
    """The files below a folder, but for what Python itself puts there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


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


def _recorded(folder: Path) -> dict[str, str]:
    """The digests that the folder's manifest recorded; none if it was edited."""
    try:
        content = json.loads(_read(folder / "manifest.json"))
        recorded = content.pop("digest")
    except (OSError, ValueError, KeyError, AttributeError):
        return {}
    intact = digest(json.dumps(content, sort_keys=True)) == recorded
    return dict(content["files"]) if intact else {}


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
