"""Numbers of bfloat16, which are the upper halves of those of float32."""

import numpy as np

from lstm_numpy.arrays import Array


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def bfloat16(x: Array) -> Array:
    """The nearest number of 8 binary digits, of two the even one, in the float type of x.

    The exponents are those of float32: from 2**128 on it is infinite, and below 2**-126 zero, as
    for the instructions of processors.

    Parameters
    ----------
    x : array of floats

    Returns
    -------
    array of x's shape

    Examples
    --------
    >>> bfloat16(np.array([1.001, 1.004, 3.0e38, 1.0e-39]))
    array([1.00000000e+00, 1.00781250e+00, 3.00405527e+38, 0.00000000e+00])
    """
    fraction, exponent = np.frexp(x)
    near = np.ldexp(np.rint(np.ldexp(fraction, 8)), exponent - 8)
    near = np.where(np.abs(near) > 0xFF * 2.0**120, near * np.inf, near)
    return np.where(np.abs(x) < 2.0**-126, 0 * near, near)
