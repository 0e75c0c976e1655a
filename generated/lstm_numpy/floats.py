"""What is a float and what is a number: each error names the argument, what it was and a remedy."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, cast

import numpy as np

from lstm_numpy.arrays import Array

Pointwise = TypeVar("Pointwise", bound=Callable[..., Array])


def as_array(name: str, value: Any) -> Array:
    """The value as an array; raises ValueError with its name for rows of different lengths."""
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is no array: its rows differ in length") from None


def floats(name: str, value: Any) -> Array:
    """The value as an array of floats; raises TypeError or ValueError with its name."""
    array = as_array(name, value)
    # Objects pass: SymPy expressions, for one, add and multiply as floats do.
    if array.dtype.kind not in "fO":
        raise TypeError(
            f"{name} has dtype {array.dtype}, expected floats: convert it with "
            f"{name}.astype(np.float32)"
        )
    if array.dtype.kind == "O":
        for item in array.flat:
            computes = hasattr(item, "__add__") and hasattr(item, "__mul__")
            if not computes or isinstance(item, float | str | list | tuple):
                raise TypeError(
                    f"{name} has dtype object and holds {item!r}, expected floats: convert it "
                    f"with {name}.astype(np.float32)"
                )
    return array


def number(name: str, value: Any) -> float:
    """The value as a float; raises TypeError or ValueError with its name."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.floating | np.integer):
        raise TypeError(f"{name} is {value!r}, expected a number")
    try:
        found = float(value)
    except OverflowError:
        raise ValueError(f"{name} is beyond the range of floats, expected a number") from None
    if np.isnan(found):
        raise ValueError(f"{name} is NaN, expected a number")
    return found


def of_floats(function: Pointwise) -> Pointwise:
    """The function of x, which refuses by name what is no array of floats, or no number.

    Examples
    --------
    >>> twice = of_floats(lambda x: 2 * x)
    >>> twice("text")
    Traceback (most recent call last):
    TypeError: x has dtype <U4, expected floats: convert it with x.astype(np.float32)
    """
    _, *names = signature(function).parameters

    @wraps(function)
    def call(x: Array, *given: float, **named: float) -> Array:
        if type(x) is not np.ndarray or x.dtype.kind != "f":
            x = floats("x", x)
        if not (given or named):
            return function(x)
        known = (number(*pair) for pair in zip(names, given, strict=False))
        checked = {name: number(name, value) for name, value in named.items()}
        return function(x, *known, *given[len(names) :], **checked)

    return cast(Pointwise, call)
