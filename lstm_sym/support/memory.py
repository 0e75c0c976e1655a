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


def filled(part: Array, block: Array | None, negated: bool = False) -> None:
    """Copy a block of weights into its part of an array; zeros for none."""
    if block is None:
        part[...] = 0
        return
    copy = np.negative if negated else np.positive
    columnwise = block.ndim == 2 and block.strides[0] < block.strides[1]
    at_once = AT_ONCE if columnwise else max(1, len(part))
    for first in range(0, len(part), at_once):
        some = slice(first, first + at_once)
        copy(block[some] if block.ndim == 2 else block, out=part[some])
