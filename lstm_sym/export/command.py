"""The folder that ``lstm-sym export`` writes: the model in NumPy and in C, equations, a check."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym import __version__
from lstm_sym.explain import seeded
from lstm_sym.export import c_folder, equations, numpy_folder
from lstm_sym.export.recorded import Recorded, recorded
from lstm_sym.program import NotLoweredError
from lstm_sym.replacement import new_folder

README = Path(__file__).with_name("folder") / "README.md"


def export(path: Path, folder: Path, words: dict[str, Any]) -> Iterator[str]:
    """Write the folder, and say what is in it; raises a usage error that says what to do."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"{folder} is there already: name a folder that is new or empty")
    model = opened(path, words)
    known = recorded(model, words)
    files: dict[str, bytes] = {}
    files |= numpy_folder.files(model, known)
    files |= equations.files(model, known.calls)
    left_out = ""
    try:
        files |= c_folder.files(model, known)
    except (NotLoweredError, NotKnown) as error:
        left_out = str(error)
    files["README.md"] = readme(model, known, left_out).encode()
    files["SHA256SUMS"] = numpy_folder.sums(files)
    try:
        new_folder(folder, files)
    except OSError as error:
        raise click.ClickException(f"cannot write {folder}: {error.strerror or error}") from None
    yield f"{path.name} in {folder}: {len(files)} files"
    yield f"  outputs recorded by {known.by}"
    if left_out:
        yield f"  left out: C: {left_out}; the NumPy of the folder computes it"


def opened(path: Path, words: dict[str, Any]) -> Model:
    """The model; raises a usage error for a file that does not run as one."""
    try:
        model = load(path, **words)
        if not isinstance(model, Model):
            model(np.zeros((1, 1)))
        seeded.watched(model, seeded.inputs(model))
    except (UnreadableFile, ImportError, NotKnown, ValueError, TypeError) as error:
        raise click.ClickException(str(error)) from None
    return model


def readme(model: Model, known: Recorded, left_out: str) -> str:
    """What is in the folder, in words."""
    said = {
        "FILE": model.path.name,
        "WRITER": model.written_by,
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
