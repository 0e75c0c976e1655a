"""Products by blocks: a matrix of blocks on the diagonal, for heads that do not see each other."""

import numpy as np

from lstm_numpy.arrays import Array


def block_diagonal(R: Array) -> Array:
    """The square matrix with R's rows on its diagonal, as many rows a block as R has columns.

    Parameters
    ----------
    R : array, shape (units, head)
        head divides units

    Returns
    -------
    array, shape (units, units)

    Raises
    ------
    ValueError
        the number of rows is not a multiple of that of columns

    Examples
    --------
    >>> block_diagonal(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]))
    array([[1., 2., 0., 0.],
           [3., 4., 0., 0.],
           [0., 0., 5., 6.],
           [0., 0., 7., 8.]])
    """
    units, head = R.shape
    if units % head if head else units:
        raise ValueError(
            f"the heads have {units} rows and {head} columns, expected columns that divide the "
            "rows: a head has as many units as columns"
        )
    whole = np.zeros((units, units), R.dtype)
    for first in range(0, units, head or 1):
        whole[first : first + head, first : first + head] = R[first : first + head]
    return whole


def diagonal_blocks(whole: Array, head: int) -> Array:
    """The rows of the blocks on the diagonal: what `block_diagonal` put there.

    Parameters
    ----------
    whole : array, shape (units, units)
    head : int
        how many units a block has, a divisor of units

    Returns
    -------
    array, shape (units, head)

    Examples
    --------
    >>> diagonal_blocks(np.arange(16.0).reshape(4, 4), 2)
    array([[ 0.,  1.],
           [ 4.,  5.],
           [10., 11.],
           [14., 15.]])
    """
    units = len(whole)
    rows = np.zeros((units, head), whole.dtype)
    for first in range(0, units, head or 1):
        rows[first : first + head] = whole[first : first + head, first : first + head]
    return rows
