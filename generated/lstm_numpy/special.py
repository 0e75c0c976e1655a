"""The one special function that NumPy lacks."""

import math

import numpy as np

from lstm_numpy.arrays import Array

_erfc = np.frompyfunc(math.erfc, 1, 1)


def erfc(x: Array) -> Array:
    """1 - erf(x), exact for large x: Python's own, one element at a time, in double precision.

    Parameters
    ----------
    x : array, any shape

    Returns
    -------
    array, the shape and the float type of x

    Examples
    --------
    >>> erfc(np.array([0.0, 30.0])).tolist()
    [1.0, 2.564656203756112e-393]
    """
    x = np.asarray(x)
    return np.asarray(_erfc(x), dtype=x.dtype)
