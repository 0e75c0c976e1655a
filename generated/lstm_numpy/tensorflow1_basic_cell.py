"""BasicLSTMCell of TensorFlow 1.

Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import ordinary
from lstm_numpy.tensorflow1_basic_cell_fast import layer
from lstm_numpy.tensorflow1_basic_cell_fast import prepare as prepare
from lstm_numpy.tensorflow1_basic_cell_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.tensorflow1_basic_cell_gradients import lstm_gradients as lstm_gradients


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output, shape (batch, timesteps, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""

    last_m: Array
    """last output, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    c_tm1: Array,
    m_tm1: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    forget_bias: float = 1.0,
    activation: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of BasicLSTMCell of TensorFlow 1.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    m_tm1 : array, shape (batch, units)
        output one timestep before
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    forget_bias : float
        addition to the bias of the forget gate
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    c_t : array, shape (batch, units)
        cell state at timestep t
    m_t : array, shape (batch, units)
        output at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: TensorFlow 1.13.1,
    tensorflow/python/ops/rnn_cell_impl.py, class BasicLSTMCell.

    Examples
    --------
    >>> c_t, m_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ... )
    >>> c_t.shape, m_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    m_tm1 = sizes.floating("m_tm1", m_tm1, "batch units")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_j, b_f, b_o = np.split(bias, 4, axis=-1)

    i_t = sigmoid(x_t @ W_i + m_tm1 @ U_i + b_i)  # input-gate
    j_t = activation(x_t @ W_j + m_tm1 @ U_j + b_j)  # new-input
    f_t = sigmoid(x_t @ W_f + m_tm1 @ U_f + b_f + forget_bias)  # forget-gate
    c_t = f_t * c_tm1 + i_t * j_t  # cell-state
    o_t = sigmoid(x_t @ W_o + m_tm1 @ U_o + b_o)  # output-gate
    m_t = o_t * activation(c_t)  # output
    return c_t, m_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    inputs: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
    forget_bias: float = 1.0,
    activation: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of BasicLSTMCell of TensorFlow 1.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    forget_bias : float
        addition to the bias of the forget gate
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, units)
        output
    last_c : array, shape (batch, units)
        last cell state
    last_m : array, shape (batch, units)
        last output

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: TensorFlow 1.13.1,
    tensorflow/python/ops/rnn_cell_impl.py, class BasicLSTMCell.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.last_c.shape
    (4, 32)
    >>> result.last_m.shape
    (4, 32)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        c_0, m_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
        m_0 = sizes.floating("initial_state[1]", m_0, "batch units")
    forget_bias = number("forget_bias", forget_bias)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            bias,
            forget_bias=forget_bias,
            activation=activation,
        )
        initial = None if initial_state is None else (c_0, m_0)
        return LSTMResult(*packed(inputs, initial))

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_j, b_f, b_o = np.split(bias, 4, axis=-1)

    if initial_state is None:
        c_0 = sizes.zeros("batch units")  # initial-cell-state
        m_0 = sizes.zeros("batch units")  # initial-output
    c_t, m_t = c_0, m_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        c_tm1, m_tm1 = c_t, m_t
        x_t = inputs[:, t - 1]  # input
        # step
        i_t = sigmoid(x_t @ W_i + m_tm1 @ U_i + b_i)  # input-gate
        j_t = activation(x_t @ W_j + m_tm1 @ U_j + b_j)  # new-input
        f_t = sigmoid(x_t @ W_f + m_tm1 @ U_f + b_f + forget_bias)  # forget-gate
        c_t = f_t * c_tm1 + i_t * j_t  # cell-state
        o_t = sigmoid(x_t @ W_o + m_tm1 @ U_o + b_o)  # output-gate
        m_t = o_t * activation(c_t)  # output
        outputs[:, t - 1] = m_t  # outputs
    last_c = c_t  # last-c
    last_m = m_t  # last-m
    return LSTMResult(outputs, last_c, last_m)
