"""Arrays as the cache of a processor likes them."""

from typing import Any

import numpy as np

from lstm_numpy.arrays import Array

#: Bytes of a line of the cache: what begins where a line does is read quicker.
LINE = 64

#: So many numbers of room at the end of each row keep those of a column from competing for a few
#: places of the cache.
ROOM = 16

#: So many rows become columns at once.
AT_ONCE = 64


def numbers(count: int, dtype: np.dtype[Any]) -> Array:
    """Numbers without values, of which the first begins where a line of the cache does."""
    room = np.empty(count + LINE // dtype.itemsize, dtype)
    first = -room.ctypes.data % LINE // dtype.itemsize
    return room[first : first + count]


def aligned(rows: int, columns: int, dtype: np.dtype[Any]) -> Array:
    """An array of such numbers."""
    return numbers(rows * columns, dtype).reshape(rows, columns)


def turned(rows: Array) -> Array:
    """The columns of an array as rows, by way of copies that have room in theirs."""
    columns = aligned(rows.shape[1], len(rows), rows.dtype)
    copies = np.empty((AT_ONCE, rows.shape[1] + ROOM), rows.dtype)[:, : rows.shape[1]]
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        copies[: len(some)] = some
        columns[:, first : first + AT_ONCE] = copies[: len(some)].T
    return columns


def split(array: Array, count: int) -> list[Array]:
    """So many equal parts of an array along its last axis: views, sooner than from np.split."""
    width = array.shape[-1] // count
    return [array[..., k * width : (k + 1) * width] for k in range(count)]


def choose(condition: Array, value: Array, otherwise: Array, out: Array) -> None:
    """Write a value where the condition is not zero, else the other one; any may be ``out``."""
    if out is otherwise and value.size in (1, out.size):
        np.putmask(out, condition, value)  # in half the time, but it would repeat a row wrongly
        return
    holds = condition != 0
    if out is value:
        np.copyto(out, otherwise, where=~holds)
        return
    if out is not otherwise:
        np.copyto(out, otherwise)
    np.copyto(out, value, where=holds)
