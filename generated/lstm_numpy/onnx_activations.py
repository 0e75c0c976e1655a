"""The activation functions that ONNX names, with its defaults of alpha and beta."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Real
from typing import Any

import numpy as np

from lstm_numpy import activations as functions
from lstm_numpy.arrays import Array
from lstm_numpy.floats import shown

Function = Callable[[Array], Array]

# Name: the function, and its parameters with ONNX's defaults; None for those without a default.
KNOWN: dict[str, tuple[Callable[..., Array], dict[str, tuple[str, float | None]]]] = {
    "Relu": (functions.relu, {}),
    "Tanh": (functions.tanh, {}),
    "Sigmoid": (functions.sigmoid, {}),
    "Softsign": (functions.softsign, {}),
    "Softplus": (functions.softplus, {}),
    "Elu": (functions.elu, {"alpha": ("alpha", 1.0)}),
    "LeakyRelu": (functions.leaky_relu, {"alpha": ("negative_slope", 0.01)}),
    "ThresholdedRelu": (functions.thresholded_relu, {"alpha": ("alpha", 1.0)}),
    "Affine": (functions.affine, {"alpha": ("alpha", None), "beta": ("beta", None)}),
    "ScaledTanh": (functions.scaled_tanh, {"alpha": ("alpha", None), "beta": ("beta", None)}),
    "HardSigmoid": (functions.hard_sigmoid_onnx, {"alpha": ("alpha", 0.2), "beta": ("beta", 0.5)}),
}


@dataclass(frozen=True)
class Clipped:
    """A function of what is bounded before; its derivative is known where the function's is.

    >>> Clipped(functions.linear, 0.5)(np.array([-1.0, 0.25]))
    array([-0.5 ,  0.25])
    """

    function: Function
    bound: float

    def __call__(self, x: Array) -> Array:
        """The value, elementwise."""
        return self.function(np.clip(x, -self.bound, self.bound))


#: onnxruntime takes the names in any case.
BY_LOWER_CASE = {name.lower(): name for name in KNOWN}


def text(value: Any) -> Any:
    """Bytes of text, as the package onnx gives them, as text; all else as it is."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def listed(name: str, values: object, kind: Any) -> list[Any]:
    """The values as a list; raises TypeError with its name unless all are of a kind."""
    if not isinstance(values, list | tuple) or not all(isinstance(v, kind) for v in values):
        said = "numbers" if kind is Real else "strings"
        raise TypeError(f"{name} is {shown(values)}, expected a list of {said}")
    return list(values)


def resolve(
    names: Sequence[str | bytes] | None,
    alpha: Sequence[float] | None,
    beta: Sequence[float] | None,
    directions: int,
    by_default: tuple[str, ...] = ("Sigmoid", "Tanh", "Tanh"),
) -> list[list[Function]]:
    """The functions f, g, h of each direction; raises ValueError naming what does not fit."""
    each = len(by_default)
    names = [*by_default] * directions if names is None else names
    names = listed("activations", names, str | bytes)
    if len(names) != each * directions:
        raise ValueError(f"activations has {len(names)} names, expected {each * directions}")
    said = {"alpha": () if alpha is None else alpha, "beta": () if beta is None else beta}
    given = {greek: listed(f"activation_{greek}", said[greek], Real) for greek in said}
    found: list[Function] = []
    for name in map(text, names):
        if name.lower() not in BY_LOWER_CASE:
            raise ValueError(f"activations holds {shown(name)}; known are {', '.join(KNOWN)}")
        function, parameters = KNOWN[BY_LOWER_CASE[name.lower()]]
        values = {}
        for greek, (parameter, default) in parameters.items():
            value = given[greek].pop(0) if given[greek] else default
            if value is None:
                raise ValueError(
                    f"activation_{greek} lacks a value for {name}, which has no default"
                )
            values[parameter] = value
        found.append(partial(function, **values) if values else function)
    for greek, rest in given.items():
        if rest:
            raise ValueError(f"activation_{greek} has {len(rest)} values that no function takes")
    return [found[start : start + each] for start in range(0, len(found), each)]
