"""The committed files of real frameworks, and how each is loaded."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2] / "tests" / "reference"
FILES = ROOT / "files"
ENDS = (".weights.h5", "-weights.h5", ".h5", ".keras")
KERAS = sorted(
    (file for file in FILES.iterdir() if file.name.endswith(ENDS)), key=lambda file: file.name
)
#: Weights without a configuration, which stands in a file beside them.
WEIGHTS = [file for file in KERAS if file.name.endswith(ENDS[:2])]


def without_end(file: Path) -> Path:
    """The name that a file shares with what stands beside it."""
    end = next(end for end in ENDS if file.name.endswith(end))
    return file.with_name(file.name.removesuffix(end))


def words(file: Path) -> dict[str, Any]:
    """What has to be told beside the file."""
    base = without_end(file)
    told: dict[str, Any] = {}
    if file in WEIGHTS:
        told["config"] = base.with_name(f"{base.name}.config")
    if file.name.endswith(".weights.h5"):
        told["keras_version"] = base.name.split("-")[1]
    if file.name.endswith((".keras", ".weights.h5")) and file.name.startswith("keras-3"):
        told["backend"] = "jax"  # where it ran; the file does not say
    return told


def recorded(file: Path) -> tuple[Any, list[np.ndarray]]:
    """The inputs, alone or in a list, and the outputs that the framework returned."""
    base = without_end(file)
    arrays = np.load(base.with_name(f"{base.name}.npz"))
    inputs, outputs = ([arrays[k] for k in sorted(arrays) if k[0] == w] for w in "xy")
    return inputs if len(inputs) > 1 else inputs[0], outputs


#: How a model comes to another place; each copy computes what the model itself does.
COPIES: dict[str, Callable[[Any], Any]] = {
    "copied": copy.deepcopy,
    "in another process": lambda model: pickle.loads(pickle.dumps(model)),
}
