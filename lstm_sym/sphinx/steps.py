"""Keras's cell run step by step, with every variable that its printed code had on the way."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import FrameType
from typing import Any, TypeAlias

Array: TypeAlias = Any  # an extension of other projects goes without NumPy


@dataclass(frozen=True)
class Call:
    """One call of an activation: what it was given and what it gave."""

    function: str
    given: Array
    gave: Array


@dataclass(frozen=True)
class Step:
    """One timestep: the variables of the printed function, and its calls of activations."""

    values: Mapping[str, Array]
    calls: tuple[Call, ...]


def steps(arrays: Mapping[str, Any]) -> Iterator[Step]:
    """The cell over the ``sequences`` of the arrays, which hold one example; states begin at 0."""
    import numpy as np

    weights = {name: np.array(given) for name, given in arrays.items() if name != "sequences"}
    h = c = np.zeros((1, len(weights["recurrent_kernel"])))
    for x in np.moveaxis(np.array(arrays["sequences"]), 1, 0):
        step = watched({"x_t": x, "h_tm1": h, "c_tm1": c, **weights})
        h, c = step.values["h_t"], step.values["c_t"]
        yield step


def watched(given: Mapping[str, Array]) -> Step:
    """Call the printed cell, and look at its variables as it returns."""
    from lstm_numpy.activations import sigmoid, tanh
    from lstm_numpy.keras import lstm_cell

    calls: list[Call] = []

    def heard(name: str, function: Callable[[Array], Array]) -> Callable[[Array], Array]:
        def call(x: Array) -> Array:
            calls.append(Call(name, x, function(x)))
            return calls[-1].gave

        return call

    functions: dict[str, Any] = {
        "activation": heard("activation", tanh),
        "recurrent_activation": heard("recurrent_activation", sigmoid),
    }
    values: dict[str, Array] = {}

    def look(frame: FrameType, event: str, _returned: object) -> None:
        if event == "return" and frame.f_code is inspect.unwrap(lstm_cell).__code__:
            values.update(frame.f_locals)

    # A profile function is of its thread alone, so that a build can itself be profiled.
    with ThreadPoolExecutor(1, initializer=sys.setprofile, initargs=(look,)) as thread:
        thread.submit(lstm_cell, **given, **functions).result()
    return Step(values, tuple(calls))
