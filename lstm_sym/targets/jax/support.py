"""What printed modules need besides equations; each module takes from here what it calls.

A module is whole by itself: it imports JAX and nothing of this project.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array


class Sizes:
    """The named dimensions of one call; the first array that has a dimension decides its size."""

    def __init__(self) -> None:
        self._sizes: dict[str, tuple[int, str]] = {"1": (1, "the notation")}
        self._dtypes: list[Any] = []

    def __getitem__(self, dimension: str) -> int:
        factor, _, name = dimension.rpartition("*")
        return int(factor or 1) * self._sizes[name][0]

    @property
    def dtype(self) -> Any:
        """The common type of all arrays that were checked."""
        return jnp.result_type(*self._dtypes)

    def floating(self, name: str, value: Any, dimensions: str) -> Array:
        """The value as an array of floats; raises TypeError or ValueError with its name."""
        array = as_array(name, value)
        if not jnp.issubdtype(array.dtype, jnp.floating):
            raise TypeError(f"{name} has dtype {array.dtype}, expected floats")
        self._dtypes.append(array.dtype)
        return self._fitted(name, array, dimensions.split())

    def boolean(self, name: str, value: Any, dimensions: str) -> Array:
        """The value as an array of booleans; raises TypeError or ValueError with its name."""
        array = as_array(name, value)
        if array.dtype != bool:
            raise TypeError(f"{name} has dtype {array.dtype}, expected bool")
        return self._fitted(name, array, dimensions.split())

    def zeros(self, dimensions: str) -> Array:
        """Zeros of named dimensions, in the common type."""
        return jnp.zeros([self[dimension] for dimension in dimensions.split()], self.dtype)

    def ones(self, dimensions: str) -> Array:
        """Ones of named dimensions, in the common type."""
        return jnp.ones([self[dimension] for dimension in dimensions.split()], self.dtype)

    def divided(self, whole: str, part: str) -> None:
        """Raise ValueError unless a dimension consists of parts of the size of another one."""
        units, head = self[whole], self[part]
        if units % head if head else units:
            (_, source), (_, name) = (self._sizes[d.rpartition("*")[2]] for d in (whole, part))
            raise ValueError(
                f"{name} has {part} = {head}, expected a divisor of {whole} = {units}, which "
                f"comes from {source}"
            )

    def common(self, *values: Any) -> tuple[Any, ...]:
        """Arrays in the common type: a loop's states keep theirs. A Python float has none."""
        return tuple(v if isinstance(v, float) else v.astype(self.dtype) for v in values)

    def _fitted(self, name: str, array: Array, dimensions: list[str]) -> Array:
        wanted = f"({', '.join(dimensions)}{',' * (len(dimensions) == 1)})"
        has = f"{name} has shape {array.shape}, expected {wanted}"
        if array.ndim != len(dimensions):
            plural = "" if len(dimensions) == 1 else "s"
            raise ValueError(f"{has}: {len(dimensions)} dimension{plural} instead of {array.ndim}")
        for dimension, size in zip(dimensions, array.shape, strict=True):
            factor, _, word = dimension.rpartition("*")
            if word not in self._sizes and size % int(factor or 1):
                raise ValueError(f"{has}: {size} is not a multiple of {factor}")
            known, source = self._sizes.setdefault(word, (size // int(factor or 1), name))
            if self[dimension] != size:
                raise ValueError(f"{has}: {word} = {known} comes from {source}")
        return array


def as_array(name: str, value: Any) -> Array:
    """The value as an array; raises TypeError with its name."""
    try:
        return jnp.asarray(value)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name} is not an array: {error}") from None


def number(name: str, value: Any) -> Any:
    """A number: a float of Python's, or an array without dimensions, which may be traced."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    array = as_array(name, value)
    if array.ndim or not jnp.issubdtype(array.dtype, jnp.floating):
        found = f"an array of shape {array.shape} and dtype {array.dtype}"
        raise TypeError(f"{name} is {found}, expected a number")
    return array


def choice(name: str, value: object, allowed: tuple[object, ...], given: str = "") -> None:
    """Raise ValueError unless the value is one of those allowed, where something is given."""
    named = value if isinstance(value, str) else None
    if not any(value is one or (isinstance(one, str) and named == one) for one in allowed):
        listed = ", ".join(map(repr, allowed))
        where = f" where {given} is given" if given else ""
        found = "traced: give it as static" if isinstance(value, jax.core.Tracer) else repr(value)
        raise ValueError(f"{name} is {found}, expected one of {listed}{where}")


def several(name: str, value: Any, number: int) -> tuple[Any, ...]:
    """The value as a tuple of so many items; raises ValueError otherwise."""
    if not isinstance(value, tuple | list) or len(value) != number:
        found = f"{len(value)} items" if isinstance(value, tuple | list) else type(value).__name__
        raise ValueError(f"{name} is {found}, expected a tuple of {number} arrays")
    return tuple(value)


def two_rows(name: str, array: Any, second: str, below: Any) -> tuple[Any, Any]:
    """Two arrays, of which the second may be given as a second row of the first."""
    if array is None or as_array(name, array).ndim != 2:
        return array, below
    found = as_array(name, array)
    if len(found) != 2:
        raise ValueError(f"{name} has shape {found.shape}, expected two rows: {name}, {second}")
    if below is not None:
        raise ValueError(f"{second} is given, expected None: {name} has two rows, one of them it")
    return found[0], found[1]


def elementwise(name: str, function: Any) -> Callable[[Array], Array]:
    """The function of an array that the caller chose; raises TypeError for anything else."""
    if not callable(function):
        example = "expected a function of an array, such as jax.nn.relu"
        raise TypeError(f"{name} is {function!r}, {example}")

    def call(x: Array) -> Array:
        y = jnp.asarray(function(x))
        if y.shape != x.shape:
            raise ValueError(f"{name} returned shape {y.shape} for {x.shape}, expected the same")
        return y.astype(x.dtype)

    return call


def joined(*blocks: Array) -> Array:
    """Blocks side by side: one product for several gates."""
    return jnp.concatenate(blocks, axis=-1)


def convolve(kernel: Array, image: Array) -> Array:
    """The convolution over rows and columns, zeros outside; JAX does not turn the kernel round."""
    high, wide = kernel.shape[:2]
    above, left = high - 1 - high // 2, wide - 1 - wide // 2
    return jax.lax.conv_general_dilated(
        image,
        kernel[::-1, ::-1],
        (1, 1),
        [(above, high // 2), (left, wide // 2)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )


def block_diagonal(R: Array) -> Array:
    """The square matrix with R's rows on its diagonal, as many rows a block as R has columns."""
    units, head = R.shape
    if units % head if head else units:
        raise ValueError(
            f"the heads have {units} rows and {head} columns, expected columns that divide the "
            "rows: a head has as many units as columns"
        )
    whole = jnp.zeros((units, units), R.dtype)
    for first in range(0, units, head or 1):
        last = first + head
        whole = whole.at[first:last, first:last].set(R[first:last])
    return whole


def time_first(entries: Any) -> Any:
    """Arrays with timesteps in front of the batch, as `jax.lax.scan` takes them."""
    return jax.tree.map(lambda array: jnp.swapaxes(array, 0, 1), entries)


def kept(m_t: Array, now: tuple[Array, ...], before: tuple[Array, ...]) -> tuple[Array, ...]:
    """The states of examples whose timestep counts; of the others those from before."""
    return tuple(jnp.where(m_t, one, other) for one, other in zip(now, before, strict=True))
