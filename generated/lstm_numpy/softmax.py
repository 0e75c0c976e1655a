"""The softmax of Keras.

Printed from lstm_sym/equations/softmax.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array


class SoftmaxResult(NamedTuple):
    """What `softmax` returns."""

    output: Array
    """output, shape (batch, timesteps, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def softmax_cell(x_t: Array, ones: Array | None = None) -> Array:
    """One timestep of the softmax of Keras.

    Parameters
    ----------
    x_t : array, shape (batch, units)
        input at timestep t
    ones : array or None, shape (units, 1)
        ones, whose product with a row is the row's sum; None: zeros

    Returns
    -------
    y_t : array, shape (batch, units)
        output at timestep t: above zero, with the sum one

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/activations/activations.py, softmax.

    Examples
    --------
    >>> y_t = softmax_cell(
    ...     np.zeros((4, 32)),
    ... )
    >>> y_t.shape
    (4, 32)
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch units")
    if ones is None:
        ones = sizes.ones("units 1")  # all-terms
    else:
        ones = sizes.floating("ones", ones, "units 1")

    e_t = np.exp(x_t)  # exponentials
    s_t = e_t @ ones  # sum
    y_t = e_t / s_t  # share
    return y_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def softmax(sequences: Array, ones: Array | None = None) -> SoftmaxResult:
    """All timesteps of the softmax of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, units)
        input sequences
    ones : array or None, shape (units, 1)
        ones, whose product with a row is the row's sum; None: zeros

    Returns
    -------
    SoftmaxResult
    output : array, shape (batch, timesteps, units)
        output

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/activations/activations.py, softmax.

    Examples
    --------
    >>> result = softmax(
    ...     np.zeros((4, 28, 32)),
    ... )
    >>> result.output.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps units")
    if ones is None:
        ones = sizes.ones("units 1")  # all-terms
    else:
        ones = sizes.floating("ones", ones, "units 1")

    x_t = sequences  # x
    # step
    e_t = np.exp(x_t)  # exponentials
    s_t = e_t @ ones  # sum
    y_t = e_t / s_t  # share
    output = y_t  # output
    return SoftmaxResult(output)
