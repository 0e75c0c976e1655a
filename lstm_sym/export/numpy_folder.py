"""The NumPy part of the folder: the printed modules that a model needs, its weights, its check."""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

import lstm_numpy
from lstm_numpy.files.model import Model
from lstm_sym.convert.npz import archive
from lstm_sym.explain.seeded import BOUND
from lstm_sym.export.recorded import Recorded

FOLDER = Path(__file__).with_name("folder") / "numpy"
PACKAGE = "lstm_numpy"


def files(model: Model, known: Recorded) -> dict[str, bytes]:
    """The files by their paths."""
    own = {file.name: file.read_bytes() for file in sorted(FOLDER.glob("*.py"))}
    begin = [name for text in own.values() for name in imported(text.decode())]
    arrays = {f"x{n}": one for n, one in enumerate(known.inputs)}
    arrays |= {f"y{n}": one for n, one in enumerate(known.outputs)}
    said = {"config": model.config, "writer": asdict(model.writer)}
    return (
        own
        | modules(begin)
        | {
            "model.json": as_json(said),
            "weights.npz": archive(weights(model)),
            "recorded.npz": archive(arrays),
            "recorded.json": as_json({"by": known.by, "bound": BOUND}),
        }
    )


def weights(model: Model) -> dict[str, np.ndarray]:
    """Every array by the place of its layer and its name."""
    return {
        f"{place}/{name}": array
        for place, layer in model.parts()
        for name, array in layer.arrays.items()
    }


def sums(files: Mapping[str, bytes]) -> bytes:
    """The sum of each file, as `sha256sum` writes and reads it."""
    return "".join(f"{sha256(text).hexdigest()}  {name}\n" for name, text in files.items()).encode()


def modules(begin: list[str]) -> dict[str, bytes]:
    """The modules of the package that some names need, with all that those import."""
    home = Path(lstm_numpy.__file__).parent
    found: dict[str, bytes] = {
        f"{PACKAGE}/__init__.py": f'__version__ = "{lstm_numpy.__version__}"\n'.encode()
    }
    waiting = list(begin)
    while waiting:
        name = waiting.pop()
        if not name.startswith(f"{PACKAGE}."):
            continue
        for path in places(home, name):
            key = f"{PACKAGE}/{path.relative_to(home).as_posix()}"
            if key not in found:
                found[key] = path.read_bytes()
                waiting += imported(found[key].decode())
    return dict(sorted(found.items()))


def places(home: Path, name: str) -> Iterator[Path]:
    """The files of a module, or of the module that a name is in, and of the packages around."""
    parts = name.split(".")[1:]
    for number in range(1, len(parts) + 1):
        place = home.joinpath(*parts[:number])
        for path in (place.with_suffix(".py"), place / "__init__.py"):
            if path.is_file():
                yield path


def imported(text: str) -> list[str]:
    """What a module imports from the package, wherever in its text."""
    found: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names]
    return found


def as_json(value: Any) -> bytes:
    """JSON as a file has it."""
    return f"{json.dumps(value, indent=1)}\n".encode()
