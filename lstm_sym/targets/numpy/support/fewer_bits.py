"""How far products of fewer bits move a layer's results, on data of your own."""

from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy import blocks
from lstm_numpy.arguments import choice
from lstm_numpy.arrays import Array
from lstm_numpy.bfloat16 import bfloat16
from lstm_numpy.layouts import OTHERS, STORAGES
from lstm_numpy.whole_numbers import (
    eight_bits,
    scale_of_eight_bits,
    scale_of_twelve_bits,
    twelve_bits,
)

__all__ = ["Deviation", "deviation", "of_model"]

#: By the module of the equations: its function, and whose arrays of which cell its weights are.
CELLS = {
    "keras": ("lstm", "keras", "lstm"),
    "gru": ("gru", "keras", "gru"),
    "pytorch_layer": ("lstm_layer", "pytorch", "lstm"),
}
#: What products may be of: the ends of the modules' names.
FORMS = ("eight", "bfloat16")
#: The whole numbers of which products with inputs and with states are, in the form eight.
WHOLE = {
    "input": (scale_of_twelve_bits, twelve_bits),
    "recurrent": (scale_of_eight_bits, eight_bits),
}


class Deviation(NamedTuple):
    """What `deviation` returns.

    Examples
    --------
    >>> Deviation({"state_h": 0.001}, {"i": 0.01}).gates["i"]
    0.01
    """

    results: dict[str, float]
    """by result, the largest difference from floats"""

    gates: dict[str, float]
    """by gate, what rounding moves its sum by at most, at any timestep and from the same states"""


def deviation(
    cell: str, x: Array, *weights: Array, form: str = "eight", **options: Any
) -> Deviation:
    """The largest differences between fewer bits and floats on some data, and their bounds.

    Parameters
    ----------
    cell : one of "keras", "gru", "pytorch_layer"
        the module whose equations are meant
    x, weights
        the sequences and the weights that the module's function takes, in its order
    form : one of "eight", "bfloat16"
        products of whole numbers of eight bits, or of numbers of bfloat16
    options
        its other arguments by name, such as ``activation`` or ``initial_state``

    Returns
    -------
    Deviation

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> random = np.random.default_rng(0)
    >>> x, kernel, recurrent = (random.normal(size=s) for s in ((2, 9, 3), (3, 28), (7, 28)))
    >>> found = deviation("keras", x, kernel, recurrent)
    >>> sorted(found.results), sorted(found.gates)
    (['lstm_output', 'state_c', 'state_h'], ['f', 'g', 'i', 'o'])
    >>> 0 < found.results["state_h"] < 0.1
    True
    >>> weights = deviation("keras", x, kernel, recurrent, form="bfloat16")
    >>> 0 < weights.results["lstm_output"] < found.results["lstm_output"] < 0.1
    True
    """
    choice("cell", cell, tuple(CELLS))
    choice("form", form, FORMS)
    exact, rounded = (import_module(f"lstm_numpy.{cell}{end}") for end in ("", f"_{form}"))
    name, *stored = CELLS[cell]
    run = getattr(rounded, name)
    floats, found = getattr(exact, name)(x, *weights, **options), run(x, *weights, **options)
    results = {
        result: float(np.max(np.abs(one - other), initial=0))
        for result, one, other in zip(floats._fields, floats, found, strict=True)
    }
    if cell != "pytorch_layer":
        options |= {"return_sequences": True, "masked_output": "state"}
    outputs = run(x, *weights, **options)[0]
    start = options.get("initial_state")
    first = start[0] if isinstance(start, tuple) else start
    first = np.zeros_like(outputs[:, 0]) if first is None else np.asarray(first)
    before = np.concatenate([first[:, np.newaxis], outputs[:, :-1]], axis=1)
    storage = next(one for one in (*STORAGES.values(), *OTHERS) if [one.name, one.cell] == stored)
    names = [one.name for one in storage.arrays[:2]]
    arrays = dict(zip(names, weights, strict=False))
    taken = np.asarray(x)[:, :: -1 if options.get("go_backwards") else 1]  # as states follow it
    return Deviation(results, bounds(form, blocks.read(storage, arrays), taken, before))


def bounds(form: str, weights: blocks.Blocks, x: Array, before: Array) -> dict[str, float]:
    """By gate: what a weight is off, times the vector, and what that is off, times the weight."""
    found: dict[str, Any] = {}
    for part, vectors in (("input", x), ("recurrent", before)):
        scale, whole = WHOLE[part]
        sizes = np.abs(vectors)
        if form == "eight":  # at most half a step
            step = scale(np.max(sizes, axis=-1, keepdims=True, initial=0))
            moved = np.broadcast_to(step / 2, sizes.shape)
        else:
            moved = np.abs(vectors - two_words(vectors))
        for gate, W in weights[part].items():
            if form == "eight":
                s = scale(np.max(np.abs(W), axis=0, initial=0))
                near = s * whole(W, s)
            else:
                near = two_words(W) if part == "input" else bfloat16(W)
            off = sizes @ np.abs(W - near) + moved @ np.abs(near)
            found[gate] = found.get(gate, 0) + off
    return {gate: float(np.max(off, initial=0)) for gate, off in found.items()}


def two_words(x: Array) -> Array:
    """The sum of two numbers of bfloat16 that is nearest to x."""
    first = bfloat16(x)
    return first + bfloat16(x - first)


def of_model(model: Any, x: Any, form: str = "eight") -> dict[str, Deviation]:
    """The deviation of each LSTM and GRU in a model of Keras, on the inputs of that layer.

    Parameters
    ----------
    model
        what `lstm_numpy.load` returns
    x : array, or a list of them
        what the model takes
    form : one of "eight", "bfloat16"
        as in `deviation`

    Returns
    -------
    dict
        by the layers' names; it does not contain the errors of other layers

    Raises
    ------
    ValueError, TypeError
        what the model raises
    """
    choice("form", form, FORMS)
    found: dict[str, Deviation] = {}

    def watch(layer: Any, given: Any, mask: Any, words: dict[str, Any], _output: Any) -> None:
        kind = getattr(getattr(layer, "kind", None), "module", "")
        if kind in CELLS:
            states = words.get("initial_state")
            if isinstance(given, list):
                given, *states = given
            states = states[0] if states and kind == "gru" else states and tuple(states)
            options = layer.options() | {"mask": mask, "initial_state": states or None}
            weights = layer.arrays.values()
            found[layer.name] = deviation(kind, given, *weights, form=form, **options)

    model(x, watch=watch)
    return found
