"""The one special function that NumPy lacks."""

import math

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.floats import of_floats

_erfc = np.frompyfunc(math.erfc, 1, 1)


@of_floats
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
    >>> [f"{y:.3e}" for y in erfc(np.array([0.0, 20.0]))]
    ['1.000e+00', '5.396e-176']
    """
    return np.asarray(_erfc(x), dtype=x.dtype)
