"""A model run on drawn inputs: the shapes of its layers, and what each recurrent layer took in."""

from typing import Any, NamedTuple

import numpy as np

from lstm_numpy.files.around import Embedding
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model

#: Sizes of what the file leaves open.
BATCH, TIMESTEPS = 3, 12
SEED = 0
#: How far off float32 may be, of the largest number of an output or of 1.
BOUND = 3e-6


def off_by(found: Any, wanted: Any) -> float:
    """How far an output is off, of its largest number or of 1."""
    off = np.abs(np.asarray(found) - np.asarray(wanted)).max(initial=0)
    return float(off) / max(1.0, float(np.abs(wanted).max(initial=0)))


class Seen(NamedTuple):
    """One call of a layer: its input, mask and states, and its output."""

    layer: Layer
    x: Any
    mask: Any
    states: dict[str, Any]
    output: Any


def inputs(model: Model) -> list[np.ndarray]:
    """Arrays that the model takes: words where an Embedding reads them, else normal numbers.

    The second row is half padding: zeros at its end.
    """
    random = np.random.default_rng(SEED)
    drawn = []
    for ref in model.graph.inputs:
        layer = model.layers[ref.layer]
        sizes = (getattr(layer, "shape", None) or (None, None))[1:]
        shape = (BATCH, *(TIMESTEPS if size is None else size for size in sizes))
        readers = [c.layer for c in model.graph.calls.values() if ref in c.refs()]
        tables = [one for one in readers if isinstance(one, Embedding)]
        if tables:
            array = random.integers(1, max(2, min(one.rows for one in tables)), shape)
        else:
            array = random.normal(size=shape).astype(np.float32)
        if len(shape) > 2 or tables:
            array[1, shape[1] // 2 :] = 0
        drawn.append(array)
    return drawn


def watched(
    model: Model, given: list[np.ndarray], calls: list[Seen] | None = None
) -> tuple[list[np.ndarray], list[Seen]]:
    """The outputs, and every call of a layer; raises what the model raises.

    The calls up to there stand in ``calls``.
    """
    seen = [] if calls is None else calls
    model.reset()
    outputs = model(
        given if len(given) > 1 else given[0], watch=lambda *call: seen.append(Seen(*call))
    )
    return outputs if isinstance(outputs, list) else [outputs], seen


def shape(output: Any) -> str:
    """The shape of a layer's output, with the batch open."""
    if isinstance(output, list):
        return ", ".join(map(shape, output))
    sizes = ["batch", *map(str, np.shape(output)[1:])]
    return f"({', '.join(sizes)})"
