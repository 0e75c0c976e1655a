"""The Dense layer of Keras.

Printed from lstm_sym/equations/dense.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, elementwise
from lstm_numpy.arrays import Array


class DenseResult(NamedTuple):
    """What `dense` returns."""

    output: Array
    """output, shape (batch, timesteps, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def dense_cell(
    x_t: Array,
    kernel: Array,
    bias: Array | None = None,
    *,
    activation: Activation = "linear",
) -> Array:
    """One timestep of the Dense layer of Keras.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    kernel : array, shape (input_dim, units)
        weights of the input
    bias : array or None, shape (units,)
        bias; None: zeros
    activation : str, callable or None
        activation of the output: a name in lstm_numpy.activations, or a function of an array; None:
        the identity

    Returns
    -------
    y_t : array, shape (batch, units)
        output at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/layers/core/dense.py; Keras 2.2.4, keras/layers/core.py, Dense.call.

    Examples
    --------
    >>> y_t = dense_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((10, 32)),
    ... )
    >>> y_t.shape
    (4, 32)
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)

    y_t = activation(x_t @ kernel + bias)  # dense-output
    return y_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def dense(
    sequences: Array,
    kernel: Array,
    bias: Array | None = None,
    *,
    activation: Activation = "linear",
) -> DenseResult:
    """All timesteps of the Dense layer of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, units)
        weights of the input
    bias : array or None, shape (units,)
        bias; None: zeros
    activation : str, callable or None
        activation of the output: a name in lstm_numpy.activations, or a function of an array; None:
        the identity

    Returns
    -------
    DenseResult
    output : array, shape (batch, timesteps, units)
        output

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/layers/core/dense.py; Keras 2.2.4, keras/layers/core.py, Dense.call.

    Examples
    --------
    >>> result = dense(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 32)),
    ... )
    >>> result.output.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)

    x_t = sequences  # x
    # step
    y_t = activation(x_t @ kernel + bias)  # dense-output
    output = y_t  # output
    return DenseResult(output)
