"""The BatchNormalization of Keras.

Printed from lstm_sym/equations/normalization.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Sizes, number
from lstm_numpy.arrays import Array


class BatchNormalizationResult(NamedTuple):
    """What `batch_normalization` returns."""

    output: Array
    """output, shape (batch, timesteps, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def batch_normalization_cell(
    x_t: Array,
    mean: Array,
    variance: Array,
    gamma: Array | None = None,
    beta: Array | None = None,
    *,
    epsilon: float = 0.001,
) -> Array:
    """One timestep of the BatchNormalization of Keras.

    Parameters
    ----------
    x_t : array, shape (batch, units)
        input at timestep t
    mean : array, shape (units,)
        mean of the unit, from training
    variance : array, shape (units,)
        variance of the unit, from training
    gamma : array or None, shape (units,)
        scale; None: zeros
    beta : array or None, shape (units,)
        centre; None: zeros
    epsilon : float
        constant that keeps the root from zero

    Returns
    -------
    y_t : array, shape (batch, units)
        output at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/layers/normalization/batch_normalization.py; Keras 2.2.4,
    keras/layers/normalization.py, BatchNormalization.call.

    Examples
    --------
    >>> y_t = batch_normalization_cell(
    ...     np.zeros((4, 32)),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> y_t.shape
    (4, 32)
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch units")
    mean = sizes.floating("mean", mean, "units")
    variance = sizes.floating("variance", variance, "units")
    if gamma is None:
        gamma = sizes.ones("units")  # no-scale
    else:
        gamma = sizes.floating("gamma", gamma, "units")
    if beta is None:
        beta = sizes.zeros("units")  # no-centre
    else:
        beta = sizes.floating("beta", beta, "units")
    epsilon = number("epsilon", epsilon)

    y_t = gamma * (x_t - mean) / np.sqrt(variance + epsilon) + beta  # normalized
    return y_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def batch_normalization(
    sequences: Array,
    mean: Array,
    variance: Array,
    gamma: Array | None = None,
    beta: Array | None = None,
    *,
    epsilon: float = 0.001,
) -> BatchNormalizationResult:
    """All timesteps of the BatchNormalization of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, units)
        input sequences
    mean : array, shape (units,)
        mean of the unit, from training
    variance : array, shape (units,)
        variance of the unit, from training
    gamma : array or None, shape (units,)
        scale; None: zeros
    beta : array or None, shape (units,)
        centre; None: zeros
    epsilon : float
        constant that keeps the root from zero

    Returns
    -------
    BatchNormalizationResult
    output : array, shape (batch, timesteps, units)
        output

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/layers/normalization/batch_normalization.py; Keras 2.2.4,
    keras/layers/normalization.py, BatchNormalization.call.

    Examples
    --------
    >>> result = batch_normalization(
    ...     np.zeros((4, 28, 32)),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> result.output.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps units")
    mean = sizes.floating("mean", mean, "units")
    variance = sizes.floating("variance", variance, "units")
    if gamma is None:
        gamma = sizes.ones("units")  # no-scale
    else:
        gamma = sizes.floating("gamma", gamma, "units")
    if beta is None:
        beta = sizes.zeros("units")  # no-centre
    else:
        beta = sizes.floating("beta", beta, "units")
    epsilon = number("epsilon", epsilon)

    x_t = sequences  # x
    # step
    y_t = gamma * (x_t - mean) / np.sqrt(variance + epsilon) + beta  # normalized
    output = y_t  # output
    return BatchNormalizationResult(output)
