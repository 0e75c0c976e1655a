"""Arrays by their names in one .npz file."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.keras import unknown
from lstm_numpy.files.model import Model
from lstm_numpy.files.onnx import RECURRENT, OnnxModel
from lstm_numpy.files.pytorch import StateDict


def archive(arrays: Mapping[str, Array]) -> bytes:
    """The bytes of a .npz file."""
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def arrays(model: Any, layer: str | None) -> dict[str, Array]:
    """Every array by its name in the model, or those of one layer."""
    if isinstance(model, StateDict):
        whole = dict(model.arrays)
        return {k: v for k, v in whole.items() if layer in (None, k.rpartition(".")[0])}
    return {
        f"{name}{f'/{place}' if place else ''}/{array}": value
        for name, one in model.layers.items()
        if layer in (None, name)
        for place, part in (one.parts() if hasattr(one, "parts") else (("", one),))
        for array, value in part.arrays.items()
    }


def left_out(model: Any) -> Iterator[str]:
    """What is in the file and not among the arrays."""
    if isinstance(model, OnnxModel):
        yield from model.refused.values()
        rest = Counter(node.op for node in model.nodes if node.op not in RECURRENT)
        if rest:
            kinds = ", ".join(f"{op} ({number})" for op, number in sorted(rest.items()))
            yield f"the nodes that are not recurrent: {kinds}"
    elif isinstance(model, Model):
        yield from (f"the layer {n!r}" for n, one in model.layers.items() if unknown(one))
