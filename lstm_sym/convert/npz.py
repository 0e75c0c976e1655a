"""Every array of a file, by its name in the model, in one .npz file."""

import io
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.files.model import Model
from lstm_numpy.files.pytorch import StateDict


def written(model: Any, path: Path) -> dict[str, bytes]:
    """The one file."""
    if isinstance(model, StateDict):
        arrays = dict(model.arrays)
    else:
        arrays = {
            f"{name}{f'/{place}' if place else ''}/{array}": value
            for name, layer in model.layers.items()
            for place, part in (layer.parts() if isinstance(model, Model) else (("", layer),))
            for array, value in part.arrays.items()
        }
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return {path.name: stream.getvalue()}
