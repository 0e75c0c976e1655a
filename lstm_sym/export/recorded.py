"""Inputs and outputs of a model: of its own framework where that is installed, else of this one."""

import os
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from lstm_numpy.files.model import Model
from lstm_sym import __version__
from lstm_sym.explain import seeded
from lstm_sym.explain.seeded import Seen
from lstm_sym.export.part import of_part

#: What the framework is asked, in a process of its own. What it loads has no Lambda and no layer of
#: a user: such a model does not run here, and comes not so far.
ASKED = """
import sys, numpy as np, keras
file, given, found = sys.argv[1:]
arrays = np.load(given)
x = [arrays[f"arr_{n}"] for n in range(len(arrays.files))]
y = keras.models.load_model(file, compile=False).predict(x if len(x) > 1 else x[0], verbose=0)
np.savez(found, *(y if isinstance(y, list) else [y]))
"""


class Recorded(NamedTuple):
    """Inputs, outputs, who computed the outputs, and what each layer was called with."""

    inputs: list[np.ndarray]
    outputs: list[np.ndarray]
    by: str
    calls: list[Seen]


def recorded(model: Model, words: dict[str, Any], part: Any = None) -> Recorded:
    """Drawn inputs and their outputs; raises a usage error where the framework has others.

    ``part`` is the module of PyTorch or the node of ONNX that the model was made from.
    """
    given = seeded.inputs(model)
    here, calls = seeded.watched(model, given)
    release = model.written_by.partition(", ")[0]
    there, why = None, f"{release} is not installed"
    by = f"Keras {installed()}"
    if part is not None:
        there, by, why = of_part(part, *given)
    elif words.get("config") or words.get("keras_version"):
        why = "the file was read with words from elsewhere"
    elif installed() == (model.writer.stored or model.writer.said):
        there = of_framework(model, given)
    if there is None:
        return Recorded(given, here, f"lstm_numpy {__version__}: {why}", calls)
    for one, other in zip(here, there, strict=True):
        off = seeded.off_by(one, other)
        if not off <= seeded.BOUND:
            raise click.ClickException(
                f"{by} computes other numbers from {model.path.name}: off by {off:.1e}"
            )
    on = "" if part is not None else f" on {model.writer.backend}"
    return Recorded(given, there, by + on, calls)


def installed() -> str:
    """The release of Keras that is installed; empty for none."""
    try:
        return version("keras")
    except PackageNotFoundError:
        return ""


def of_framework(model: Model, given: list[np.ndarray]) -> list[np.ndarray] | None:
    """What Keras computes, on the file's backend; None where that is not installed.

    Raises a usage error with Keras's last words where it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        inputs, outputs = Path(folder) / "given.npz", Path(folder) / "found.npz"
        np.savez(inputs, *given)
        asked = [sys.executable, "-c", ASKED, str(model.path), str(inputs), str(outputs)]
        told = {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": model.writer.backend}
        done = subprocess.run(asked, capture_output=True, text=True, env=os.environ | told)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
            if last.startswith(("ModuleNotFoundError", "ImportError")):
                return None
            raise click.ClickException(f"Keras does not run {model.path.name}: {last}")
        with np.load(outputs) as found:
            return [found[f"arr_{number}"] for number in range(len(found.files))]
