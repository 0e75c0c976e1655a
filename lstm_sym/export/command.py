"""The folder that ``lstm-sym export`` writes: the model in NumPy and in C, equations, a check."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from lstm_numpy.files import onnx, pytorch
from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym import __version__
from lstm_sym.convert.alone import part_of
from lstm_sym.convert.command import written
from lstm_sym.explain import seeded
from lstm_sym.export import c_folder, equations, numpy_folder
from lstm_sym.export.part import package_of
from lstm_sym.export.recorded import Recorded, recorded
from lstm_sym.program import NotLoweredError
from lstm_sym.replacement import new_folder

README = Path(__file__).with_name("folder") / "README.md"


def export(
    path: Path, folder: Path, words: dict[str, Any], layer: str | None = None
) -> Iterator[str]:
    """Write the folder, and say what is in it; raises a usage error that says what to do.

    A module of PyTorch and a node of ONNX are exported as the layers of Keras that compute the
    same; ``layer`` names one, or one recurrent layer of Keras.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"{folder} is there already: name a folder that is new or empty")
    with tempfile.TemporaryDirectory() as temporary:
        model, part = opened(path, words, layer, Path(temporary))
        known = recorded(model, words, part)
        files: dict[str, bytes] = {}
        files |= numpy_folder.files(model, known)
        files |= equations.files(model, known.calls)
        left_out = ""
        try:
            files |= c_folder.files(model, known)
        except (NotLoweredError, NotKnown) as error:
            left_out = str(error)
    files["README.md"] = readme(path, writer(model, part), known, left_out).encode()
    files["SHA256SUMS"] = numpy_folder.sums(files)
    try:
        new_folder(folder, files)
    except OSError as error:
        raise click.ClickException(f"cannot write {folder}: {error.strerror or error}") from None
    yield f"{path.name} in {folder}: {len(files)} files"
    yield f"  outputs recorded by {known.by}"
    if left_out:
        yield f"  left out: C: {left_out}; the NumPy of the folder computes it"


def opened(
    path: Path, words: dict[str, Any], layer: str | None, temporary: Path
) -> tuple[Model, Any]:
    """The model, and the module or node that it was made from, if any.

    Raises a usage error for a file that does not run as one. What is no model of Keras becomes one
    in the folder ``temporary``.
    """
    part = None
    try:
        model = load(path, **words)
        if layer is not None or not isinstance(model, Model):
            part = part_of(model, layer)
            file = temporary / f"{path.stem}.keras"
            new_folder(temporary, written(model, "keras", file, layer))
            model = load(file)
        seeded.watched(model, seeded.inputs(model))
    except (UnreadableFile, ImportError, NotKnown, ValueError, TypeError) as error:
        said = str(error)
        raise click.ClickException(said if path.name in said else f"{path.name}: {said}") from None
    return model, part if isinstance(part, pytorch.Module | onnx.Recurrent) else None


def writer(model: Model, part: Any) -> str:
    """Who wrote the file, and what became of a part of it that is no layer of Keras."""
    if part is None:
        return model.written_by
    return f"{package_of(part)}, with {part.name!r} as layers of Keras that compute the same"


def readme(path: Path, writer: str, known: Recorded, left_out: str) -> str:
    """What is in the folder, in words."""
    said = {
        "FILE": path.name,
        "WRITER": writer,
        "RELEASE": __version__,
        "RECORDED": known.by,
        "C": f"There is no C: {left_out}." if left_out else C,
    }
    text = README.read_text()
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    return text


C = """\
`make -C c test` does the same in C.
`c/model.h` says how the model is called, with a sequence or, where a timestep is enough, with one;
nothing is allocated, and the weights are constants."""
