"""What a cell in C is called with: structures of fields, described beside the printed source."""

import ctypes
from collections.abc import Mapping
from typing import Any, NamedTuple

from lstm_c.numbers import ACTIVATIONS
from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Sizes
from lstm_numpy.other_engine import NotServedError

#: The kinds of fields that are no addresses; ``number`` is of the call's type of floats.
WORDS = {
    **dict.fromkeys(("size", "count"), ctypes.c_size_t),
    **dict.fromkeys(("function", "masked_output", "backwards", "every"), ctypes.c_int),
}
NUMBER_OF = {function: ACTIVATIONS[n] for n, function in BY_NAME.items() if n in ACTIVATIONS}
FLOATS = {"float32": ctypes.c_float, "float64": ctypes.c_double}


class Field(NamedTuple):
    """One field: its name in C, its kind, and what `lstm_numpy` calls it.

    ``argument`` is the place of an initial state; ``size`` are the dimensions of one example's
    state or of its output at one timestep.
    """

    name: str
    kind: str
    argument: str
    size: str = ""


class Body(NamedTuple):
    """A cell under some values of its options: a source file, the fields of a call and of weights.

    ``sizes`` are the dimensions that both structures begin with, in order; ``gradients`` are the
    fields of a call for gradients, whose source is beside; ``products`` says what products are of
    where these are not floats.
    """

    name: str
    sizes: tuple[str, ...]
    call: tuple[Field, ...]
    weights: tuple[Field, ...]
    gradients: tuple[Field, ...] = ()
    products: str = ""


class Cell(NamedTuple):
    """A formulation: its bodies, by the values of the options that choose one.

    ``masked_output`` is what a masked timestep emits where there is no option of this name.
    """

    choices: tuple[str, ...]
    bodies: Mapping[tuple[Any, ...], Body]
    masked_output: str = ""


def own_shape(size: str, sizes: Sizes) -> tuple[int, ...]:
    """The shape of one example's array, from the dimensions that a field names."""
    return tuple(sizes[one] for one in size.split())


def structure(name: str, fields: tuple[Field, ...], dtype: str) -> type[ctypes.Structure]:
    """The fields as a structure of C, for one type of floats."""
    kinds: dict[str, Any] = {**WORDS, "number": FLOATS[dtype]}
    listed = [(one.name, kinds.get(one.kind, ctypes.c_void_p)) for one in fields]
    return type(name, (ctypes.Structure,), {"_fields_": listed})


def number_of(argument: str, function: Any) -> int:
    """The number of an activation; raises `NotServedError` for one that has none."""
    if function not in NUMBER_OF:
        raise NotServedError(
            f"{argument} is a function that has no number in C, expected one of "
            "lstm_numpy.activations with its default parameters: C calls no Python; "
            "the same function of lstm_numpy takes it"
        )
    return NUMBER_OF[function]
