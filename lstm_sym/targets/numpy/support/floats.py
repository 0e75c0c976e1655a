"""What is a float and what is a number: each error names the argument, what it was and a remedy."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from numbers import Real
from reprlib import Repr
from typing import Any, TypeVar, cast

import numpy as np

from lstm_numpy.arrays import Array

Pointwise = TypeVar("Pointwise", bound=Callable[..., Array])

#: NumPy's own floats; other packages register further ones, with which NumPy does not compute.
FLOATS = "efdg"

#: Kinds of whole numbers that are no numbers here.
NONE = (bool, np.timedelta64)

#: NumPy takes no deeper lists.
DEEPEST = 64

#: A value in a message: short, and for whatever it is.
_short = Repr()
_short.maxother = _short.maxstring = _short.maxlong = 100
_short.maxtuple = _short.maxlist = _short.maxdict = _short.maxset = 20
shown = _short.repr


def as_array(name: str, value: Any) -> Array:
    """The value as an array; raises TypeError or ValueError with its name where it is none."""
    if type(value) is np.ndarray:
        return value
    if has_mask(value):
        raise TypeError(
            f"{name} is a masked array, whose mask would be lost: pass {name}.filled(0) or other "
            "numbers in their place; timesteps that do not count are named by the argument mask, "
            "where there is one"
        )
    try:
        return np.asarray(value)
    except ValueError as error:
        if "inhomogeneous" in str(error):
            raise ValueError(f"{name} is not an array: its rows differ in length") from None
        raise ValueError(f"{name} cannot be read as an array: {error}") from None
    except Exception as error:
        # Whatever the conversion of a foreign object raises; it often says what to do.
        raise TypeError(f"{name} cannot be read as an array: {error}") from error


def has_mask(value: Any, depth: int = 0) -> bool:
    """Whether an array, or an array in a list, has a mask, which NumPy would drop."""
    if isinstance(value, np.ndarray):
        return hasattr(value, "mask") and value.dtype.names is None
    if isinstance(value, list | tuple) and depth < DEEPEST:
        return any(has_mask(item, depth + 1) for item in value)
    return False


def floats(name: str, value: Any) -> Array:
    """The value as an array of floats; raises TypeError or ValueError with its name."""
    if type(value) is np.ndarray and value.dtype.char in FLOATS:
        return value  # as most are, before any call
    array = as_array(name, value)
    if array.dtype.char in FLOATS:
        return array
    if array.dtype.kind != "O":
        raise TypeError(
            f"{name} has dtype {array.dtype}, expected floats{remedy(name, value, array.dtype)}"
        )
    if not isinstance(value, np.ndarray) and array.ndim == 0 and not symbolic(value):
        raise TypeError(f"{name} is {shown(value)}, expected an array of floats")
    odd = [item for item in array.flat if not symbolic(item)]
    if odd:
        worst = next((item for item in odd if not isinstance(item, Real)), odd[0])
        cure = ": that is not a number"
        if worst is None or isinstance(worst, Real):
            cure = remedy(name, value, array.dtype)
        raise TypeError(f"{name} has dtype object and holds {shown(worst)}, expected floats{cure}")
    return array


def symbolic(item: Any) -> bool:
    """Whether it is an expression of SymPy, which adds and multiplies as floats do."""
    return hasattr(item, "free_symbols")


def remedy(name: str, value: Any, dtype: np.dtype[Any]) -> str:
    """How to make floats of an array, as a line that runs."""
    name = name if isinstance(value, np.ndarray) else f"np.asarray({name})"
    if dtype == "V2":
        bits = f"{name}.view(np.uint16).astype(np.uint32)"
        return f": if these are bfloat16, convert them with ({bits} << 16).view(np.float32)"
    if dtype.names:
        return f": it has fields, take one of them, as {name}[{dtype.names[0]!r}]"
    if dtype.kind == "c":
        return f": take np.real({name}) if the imaginary parts are 0"
    if dtype.kind == "M":
        return f": for seconds take ({name} - {name}.min()) / np.timedelta64(1, 's')"
    if dtype.kind == "m":
        return f": for seconds take {name} / np.timedelta64(1, 's')"
    if dtype.type in (np.str_, np.bytes_, np.void):
        return ": these are not numbers"
    return f": convert it with {name}.astype(np.float32)"


def number(name: str, value: Any) -> float:
    """The value as a float; raises TypeError or ValueError with its name."""
    if isinstance(value, NONE) or not isinstance(value, int | float | np.floating | np.integer):
        raise TypeError(f"{name} is {shown(value)}, expected a number")
    try:
        found = float(value)
    except OverflowError:
        raise ValueError(f"{name} is beyond the range of floats, expected a number") from None
    if np.isnan(found):
        raise ValueError(f"{name} is NaN, expected a number")
    if name.endswith("clip") and found < 0:  # no number is between such bounds
        raise ValueError(
            f"{name} is {shown(value)}, expected a number above 0; for no bound leave it out"
        )
    return found


def of_floats(function: Pointwise) -> Pointwise:
    """The function of x, which refuses by name what is not an array of floats, or not a number.

    Examples
    --------
    >>> twice = of_floats(lambda x: 2 * x)
    >>> twice("text")
    Traceback (most recent call last):
    TypeError: x has dtype <U4, expected floats: these are not numbers
    """
    _, *names = signature(function).parameters

    @wraps(function)
    def call(x: Array, *given: float, **named: float) -> Array:
        if type(x) is not np.ndarray or x.dtype.char not in FLOATS:
            x = floats("x", x)
        if not (given or named):
            return function(x)
        known = (number(*pair) for pair in zip(names, given, strict=False))
        checked = {name: number(name, value) for name, value in named.items()}
        return function(x, *known, *given[len(names) :], **checked)

    return cast(Pointwise, call)
