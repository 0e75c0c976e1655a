"""Checks of arguments: each error names the argument, what it was and what was expected."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from lstm_numpy.activations import BY_NAME, MIXING, NEED_PARAMETERS
from lstm_numpy.arrays import Array
from lstm_numpy.floats import FLOATS, NONE, floats
from lstm_numpy.floats import as_array as as_array
from lstm_numpy.floats import number as number
from lstm_numpy.floats import shown as shown

#: A name in lstm_numpy.activations, None for the identity, or a function of an array.
Activation: TypeAlias = str | Callable[[Array], Array] | None

#: No array is longer along a dimension.
LARGEST = 2**31 - 1


class Sizes:
    """The named dimensions of one call; the first array that has a dimension decides its size.

    ``known`` are sizes by dimension, each alone or with what a message says that it comes from.

    Examples
    --------
    >>> sizes = Sizes()
    >>> x_t = sizes.floating("x_t", np.zeros((3, 2)), "batch input_dim")
    >>> sizes["input_dim"]
    2
    >>> sizes.floating("kernel", np.zeros((5, 28)), "input_dim 4*units")
    Traceback (most recent call last):
    ValueError: kernel has shape (5, 28), expected (input_dim, 4*units) = (2, 28): input_dim = 2 \
comes from x_t
    """

    def __init__(self, **known: int | tuple[int, str]) -> None:
        self._sizes = {k: n if isinstance(n, tuple) else (n, k) for k, n in known.items()}
        self._sizes["1"] = (1, "the notation")  # a dimension that serves all units
        self._shapes: dict[str, tuple[int, ...]] = {}  # that fitted, by what was expected
        self._dtypes: dict[np.dtype[Any], None] = {}

    def further(self) -> "Sizes":
        """The same for one more call: what is known stays known, here and there."""
        sizes = Sizes.__new__(Sizes)
        sizes._sizes, sizes._dtypes = self._sizes.copy(), self._dtypes.copy()
        sizes._shapes = self._shapes.copy()
        return sizes

    def __getitem__(self, dimension: str) -> int:
        return self._sizes[dimension][0]

    def last(self, dimension: str) -> int:
        """The index of the last entry along a dimension; raises ValueError where there is none."""
        size, name = self._sizes[dimension]
        if not size:
            raise ValueError(f"{name} has no {dimension}, expected at least one")
        return size - 1

    def some(self, *dimensions: str) -> None:
        """Raise ValueError for a dimension without entries."""
        for dimension in dimensions:
            self.last(dimension)

    @property
    def dtype(self) -> np.dtype[Any]:
        """NumPy's common type of all arrays that were checked."""
        first, *others = self._dtypes
        return np.result_type(first, *others) if others or not first.isnative else first

    def floating(self, name: str, value: Any, dimensions: str) -> Array:
        """The value as an array of floats; raises TypeError or ValueError with its name."""
        # What most arrays are is seen here, without a further call.
        usual = type(value) is np.ndarray and value.dtype.char in FLOATS
        array = value if usual else floats(name, value)
        if self._shapes.get(dimensions) != array.shape:
            self._fit(name, array, dimensions)
        self._dtypes[array.dtype] = None
        return array

    def boolean(self, name: str, value: Any, dimensions: str) -> Array:
        """The value as an array of booleans; raises TypeError or ValueError with its name."""
        array = as_array(name, value)
        if array.dtype != np.bool_:
            array_of = name if isinstance(value, np.ndarray) else f"np.asarray({name})"
            raise TypeError(
                f"{name} has dtype {array.dtype}, expected bool: convert it with "
                f"{array_of}.astype(bool)"
            )
        self._fit(name, array, dimensions)
        return array

    def integers(self, name: str, value: Any, dimensions: str) -> Array:
        """The value as an array of integers; raises TypeError or ValueError with its name."""
        array = as_array(name, value)
        if array.dtype.kind not in "iu":
            raise TypeError(f"{name} has dtype {array.dtype}, expected integers")
        self._fit(name, array, dimensions)
        return array

    def zeros(self, dimensions: str) -> Array:
        """Zeros of named dimensions, in the common type."""
        return np.zeros(self._shape(dimensions.split()), self.dtype)

    def ones(self, dimensions: str) -> Array:
        """Ones of named dimensions, in the common type."""
        return np.ones(self._shape(dimensions.split()), self.dtype)

    def empty(self, dimensions: str) -> Array:
        """Room for values of named dimensions, in the common type."""
        return np.empty(self._shape(dimensions.split()), self.dtype)

    def divided(self, whole: str, part: str) -> None:
        """Raise ValueError unless a dimension consists of parts of the size of another one."""
        units, head = self._size(whole), self._size(part)
        if units % head if head else units:
            (_, source), (_, name) = (self._sizes[d.rpartition("*")[2]] for d in (whole, part))
            raise ValueError(
                f"{name} has {part} = {head}, expected a divisor of {whole} = {units}, which "
                f"comes from {source}: give it as many columns a gate as a head has units"
            )

    def _shape(self, dimensions: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._size(dimension) for dimension in dimensions)

    def _size(self, dimension: str) -> int:
        factor, _, name = dimension.rpartition("*")
        return int(factor or 1) * self[name]

    def _fit(self, name: str, array: Array, dimensions: str) -> None:
        """Learn the sizes of new dimensions; raise ValueError where a known one is another."""
        sizes, parts, shape = self._sizes, parsed(dimensions), array.shape
        if len(parts) == len(shape):
            # zip stops where both end, which `strict` would cost more to say
            for (factor, dimension), size in zip(parts, shape):  # noqa: B905
                if dimension in sizes:
                    if sizes[dimension][0] * factor != size:
                        break
                elif size % factor == 0:
                    sizes[dimension] = (size // factor, name)
                else:
                    break
            else:
                self._shapes[dimensions] = shape
                return
        self._refuse(name, array, dimensions.split())

    def _refuse(self, name: str, array: Array, dimensions: list[str]) -> None:
        if array.ndim != len(dimensions):
            raise ValueError(
                f"{name} has shape {array.shape}, expected {self._say(dimensions)}: "
                f"{counted(len(dimensions), 'dimension')} instead of {array.ndim}"
            )
        wrong = []
        for dimension, size in zip(dimensions, array.shape, strict=True):
            factor, _, unknown = dimension.rpartition("*")
            if unknown not in self._sizes and size % int(factor or 1) == 0:
                self._sizes[unknown] = (size // int(factor or 1), name)
            if unknown not in self._sizes:
                raise ValueError(
                    f"{name} has shape {array.shape}, expected {self._say(dimensions)}: "
                    f"{size} is not a multiple of {factor}"
                )
            if self._size(dimension) != size:
                wrong.append(unknown)
        if wrong:
            reasons = ", ".join(
                f"{dimension} = {self[dimension]} comes from {self._sizes[dimension][1]}"
                for dimension in dict.fromkeys(wrong)
            )
            expected = self._shape(dimensions)
            raise ValueError(
                f"{name} has shape {array.shape}, expected {self._say(dimensions)} = {expected}: "
                f"{reasons}"
            )

    @staticmethod
    def _say(dimensions: list[str]) -> str:
        return f"({', '.join(dimensions)}{',' if len(dimensions) == 1 else ''})"


@cache
def parsed(dimensions: str) -> tuple[tuple[int, str], ...]:
    """Factors and names of dimensions: "units 4*units" is (1, "units"), (4, "units")."""
    parts = (dimension.rpartition("*") for dimension in dimensions.split())
    return tuple((int(factor or 1), name) for factor, _, name in parts)


def whole(name: str, value: Any, least: int) -> int:
    """The value as a whole number; raises ValueError with its name."""
    if isinstance(value, NONE) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} is {shown(value)}, expected a whole number from {least} on")
    if value > LARGEST:
        raise ValueError(f"{name} is {shown(value)}, expected {LARGEST} at most")
    return int(value)


def choice(name: str, value: object, allowed: tuple[object, ...], given: str = "") -> None:
    """Raise ValueError unless the value is one of those allowed, where something is given."""
    if type(value) in (str, bool) and value in allowed:
        return
    # 1 and 0 are no flags: they would compare equal to True and False.
    named = value if isinstance(value, str) else None
    if not any(value is one or (isinstance(one, str) and named == one) for one in allowed):
        listed = ", ".join(map(repr, allowed))
        expected = f"one of {listed}" if len(allowed) > 1 else listed
        where = f" where {given} is given" if given else ""
        raise ValueError(f"{name} is {shown(value)}, expected {expected}{where}")


def two_rows(
    name: str, array: Array | None, second: str, below: Array | None
) -> tuple[Array | None, Array | None]:
    """Two arrays, of which the second may be given as a second row of the first.

    Raises ValueError with their names for other rows, and where the second is given twice.
    """
    if array is None or as_array(name, array).ndim != 2:
        return array, below
    found = as_array(name, array)
    if len(found) != 2:
        raise ValueError(f"{name} has shape {found.shape}, expected two rows: {name}, {second}")
    if below is not None:
        raise ValueError(f"{second} is given, expected None: {name} has two rows, one of them it")
    return found[0], found[1]


def several(name: str, value: Any, number: int) -> tuple[Any, ...]:
    """The value as a tuple of so many items; raises ValueError otherwise."""
    if isinstance(value, tuple | list) and len(value) == number:
        return tuple(value)
    found = f"is {type(value).__name__}"
    if isinstance(value, tuple | list):
        found = f"has {counted(len(value), 'item')}"
    raise ValueError(f"{name} {found}, expected a tuple of {counted(number, 'array')}")


def counted(number: int, word: str) -> str:
    """So many of what a word names, in words of a message."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def elementwise(name: str, activation: Activation) -> Callable[[Array], Array]:
    """The function that an option names; raises ValueError or TypeError with the option's name."""
    if activation is None:
        return BY_NAME["linear"]
    if callable(activation):
        known = any(activation is one for one in BY_NAME.values())
        checked = isinstance(activation, Checked)  # by a layer, before its function
        return activation if known or checked else Checked(name, activation)
    if not isinstance(activation, str):
        raise TypeError(f"{name} is {shown(activation)}, expected a name or a function of an array")
    if activation in MIXING:
        raise ValueError(
            f"{name}={activation!r} mixes units; an LSTM's activation acts on each unit alone"
        )
    if activation in NEED_PARAMETERS:
        raise ValueError(
            f"{name}={activation!r} needs more than x: pass a function, for example "
            f"functools.partial(activations.{activation}, ...)"
        )
    if activation not in BY_NAME:
        raise ValueError(f"{name}={shown(activation)} is unknown; known are {', '.join(BY_NAME)}")
    return BY_NAME[activation]


class Checked:
    """The caller's own function; refused where it fails, or would broadcast."""

    def __init__(self, name: str, function: Callable[[Array], Array]) -> None:
        self.name, self.function = name, function

    def __call__(self, x: Array) -> Array:
        try:
            y = as_array(self.name, self.function(x))
        except Exception as error:
            raise ValueError(f"{self.name} raised {type(error).__name__}: {error}") from error
        if y.shape != x.shape:
            found = f"{self.name} returned shape {y.shape} for {x.shape}"
            raise ValueError(f"{found}, expected the same")
        return y.astype(x.dtype, copy=False)
