"""A model over an array of Dask: many examples, on several processes or machines."""

from importlib import import_module
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array

AXES = {1: "timesteps", 2: "features"}


def apply(model: Any, x: Any) -> Any:
    """The model's output for an array of Dask that is cut into chunks of examples.

    Each worker is sent the weights once. A chunk gives what the model gives for it alone.

    Parameters
    ----------
    model : callable
        takes an array, (batch, ...), and returns one, such as what `lstm_numpy.load` returns
    x : dask.array.Array, (batch, ...)
        cut into chunks only along its first axis

    Returns
    -------
    dask.array.Array
        the outputs, in the same chunks of examples; nothing is computed yet

    Raises
    ------
    ValueError
        x is cut along another axis, or a layer is stateful
    TypeError
        x is not an array of Dask, or the model has several outputs
    ImportError
        Dask is missing; the message has the line to type

    Examples
    --------
    >>> import dask.array  # doctest: +SKIP
    >>> x = dask.array.ones((1000, 20, 1), chunks=(100, -1, -1), dtype="float32")  # doctest: +SKIP
    >>> apply(load("model.keras"), x).compute().shape  # doctest: +SKIP
    (1000, 1)
    """
    try:
        engine, arrays = import_module("dask"), import_module("dask.array")
    except ImportError:
        raise ImportError('lstm_numpy.dask needs Dask: pip install "lstm-numpy[dask]"') from None
    if not isinstance(x, arrays.Array):
        raise TypeError(f"x is a {type(x).__name__}, expected an array of Dask")
    for axis, number in enumerate(x.numblocks[1:], 1):
        if number > 1:
            what = AXES.get(axis, f"axis {axis}")
            raise ValueError(
                f"x is cut along its {what} into {number} chunks, and a timestep waits for the one "
                f"before it: pass x.rechunk({{{axis}: -1}})"
            )
    layers = getattr(model, "layers", {}).values()
    if kept := [one.name for layer in layers for _, one in layer.parts() if stateful(one)]:
        raise ValueError(
            f"the layer {kept[0]!r} is stateful: chunks run in any order, and none follows another"
        )
    # One example says the shape and the type of the output.
    like = _of_chunk(np.zeros((1, *x.shape[1:]), x.dtype), model)
    shared = engine.delayed(model, pure=False, traverse=False)
    sizes = {axis: (size,) for axis, size in enumerate(like.shape[1:], 1)}
    return x.map_blocks(
        _of_chunk,
        shared,
        dtype=like.dtype,
        chunks=(x.chunks[0], *sizes.values()),
        drop_axis=list(range(like.ndim, x.ndim)),
        new_axis=list(range(x.ndim, like.ndim)),
        meta=np.zeros((0,) * like.ndim, like.dtype),
        name=f"lstm-{engine.base.tokenize(x.name, shared.key)}",
    )


def stateful(layer: Any) -> bool:
    """Whether a layer keeps its state for the next call."""
    return bool(getattr(layer, "stateful", False))


def _of_chunk(x: Array, model: Any) -> Array:
    """The outputs of a chunk."""
    found = model(x)
    if not isinstance(found, np.ndarray):
        raise TypeError(f"the model returns a {type(found).__name__}, expected one array")
    return found
