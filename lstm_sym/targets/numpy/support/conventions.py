"""Derivatives of functions, where there is none with the convention of a framework."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from lstm_numpy import slopes
from lstm_numpy.arguments import Checked
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Function
from lstm_numpy.floats import shown
from lstm_numpy.kinks import CONVENTIONS
from lstm_numpy.onnx_activations import Clipped

#: A derivative: of x and of the value that the function has there.
Slope = Callable[[Array, Array], Array]

#: The functions that have a kink.
KINKED = frozenset(name for functions in CONVENTIONS.values() for name in functions)
CLIP = "clip"


def slope_of(name: str, function: Function, at_kink: str | None) -> Slope:
    """The derivative of a function that an option names; raises ValueError where none is known."""
    known: Any = function.function if isinstance(function, Checked) else function
    if isinstance(known, Clipped):
        slope = slope_of(name, known.function, at_kink)
        return of_clipped(slope, known.bound, at_kink)
    words: dict[str, Any] = {}
    if isinstance(known, partial) and not known.args:
        known, words = known.func, known.keywords
    # By identity: a function of the caller's may have no hash.
    found = next((slope for one, slope in slopes.OF.items() if one is known), None)
    if found is None:
        raise ValueError(
            f"{name} is a function of your own, whose derivative is not known: for gradients name "
            "one of lstm_numpy.activations"
        )
    found = partial(found, **words) if words else found
    if words and at_kink is not None and known.__name__ in KINKED:
        raise ValueError(
            f"at_kink is given, expected None: {name} has parameters, and only the kinks of "
            f"{known.__name__} without are recorded"
        )
    return with_convention(found, known.__name__, at_kink)


def points(name: str, at_kink: str) -> tuple[tuple[float, float], ...]:
    """The kinks of a function, and what a framework takes there.

    Raises ValueError for an unknown framework, and where nothing is known of the function.
    """
    if not isinstance(at_kink, str) or at_kink not in CONVENTIONS:
        listed = ", ".join(map(repr, CONVENTIONS))
        raise ValueError(f"at_kink is {shown(at_kink)}, expected None or one of {listed}")
    if name in KINKED and name not in CONVENTIONS[at_kink]:
        raise ValueError(f"at_kink={at_kink!r} says nothing of {name}, which has a kink")
    return CONVENTIONS[at_kink].get(name, ())


def with_convention(slope: Slope, name: str, at_kink: str | None) -> Slope:
    """The derivative of a function, with what a framework takes at its kinks."""
    if at_kink is None or not points(name, at_kink):
        return slope
    taken = points(name, at_kink)

    def call(x: Array, y: Array) -> Array:
        found = slope(x, y)
        for at, value in taken:
            found = np.where(x == at, x.dtype.type(value), found)
        return found

    return call


def of_clipped(slope: Slope, bound: float, at_kink: str | None) -> Slope:
    """The derivative of a function of what is bounded before."""

    def call(x: Array, y: Array) -> Array:
        inside = np.where(np.abs(x) < bound, x.dtype.type(1), x.dtype.type(0))
        return at_bounds(inside, x, -bound, bound, at_kink) * slope(np.clip(x, -bound, bound), y)

    return call


def at_bounds(slope: Array, x: Array, low: float, high: float, at_kink: str | None) -> Array:
    """The derivative of a value between bounds, with what a framework takes at them."""
    if at_kink is None:
        return slope
    for bound, (_, value) in zip((low, high), points(CLIP, at_kink), strict=True):
        slope = np.where(x == bound, slope.dtype.type(value), slope)
    return slope
