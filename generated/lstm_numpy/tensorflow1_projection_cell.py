"""LSTMCell of TensorFlow 1 with num_proj.

Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import ordinary
from lstm_numpy.tensorflow1_projection_cell_fast import layer
from lstm_numpy.tensorflow1_projection_cell_fast import prepare as prepare
from lstm_numpy.tensorflow1_projection_cell_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.tensorflow1_projection_cell_gradients import lstm_gradients as lstm_gradients


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output, shape (batch, timesteps, num_proj)"""

    last_c: Array
    """last cell state, shape (batch, units)"""

    last_m: Array
    """last output, shape (batch, num_proj)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    c_tm1: Array,
    m_tm1: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    projection: Array,
    w_i_diag: Array | None = None,
    w_f_diag: Array | None = None,
    w_o_diag: Array | None = None,
    *,
    forget_bias: float = 1.0,
    cell_clip: float = np.inf,
    proj_clip: float = np.inf,
    activation: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of LSTMCell of TensorFlow 1 with num_proj.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    m_tm1 : array, shape (batch, num_proj)
        output one timestep before
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (num_proj, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    projection : array, shape (units, num_proj)
        projection of the output
    w_i_diag : array or None, shape (units,)
        peephole of the gate i; None: zeros
    w_f_diag : array or None, shape (units,)
        peephole of the gate f; None: zeros
    w_o_diag : array or None, shape (units,)
        peephole of the gate o; None: zeros
    forget_bias : float
        addition to the bias of the forget gate
    cell_clip : float
        bound on the cell state
    proj_clip : float
        bound on the projected output
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    c_t : array, shape (batch, units)
        cell state at timestep t
    m_t : array, shape (batch, num_proj)
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
    tensorflow/python/ops/rnn_cell_impl.py, class LSTMCell.

    Examples
    --------
    >>> c_t, m_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 5)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((5, 128)),
    ...     np.zeros(128),
    ...     np.zeros((32, 5)),
    ... )
    >>> c_t.shape, m_t.shape
    ((4, 32), (4, 5))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    m_tm1 = sizes.floating("m_tm1", m_tm1, "batch num_proj")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "num_proj 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    projection = sizes.floating("projection", projection, "units num_proj")
    if w_i_diag is None:
        w_i_diag = sizes.zeros("units")  # no-peephole-i
    else:
        w_i_diag = sizes.floating("w_i_diag", w_i_diag, "units")
    if w_f_diag is None:
        w_f_diag = sizes.zeros("units")  # no-peephole-f
    else:
        w_f_diag = sizes.floating("w_f_diag", w_f_diag, "units")
    if w_o_diag is None:
        w_o_diag = sizes.zeros("units")  # no-peephole-o
    else:
        w_o_diag = sizes.floating("w_o_diag", w_o_diag, "units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)
    cell_clip = number("cell_clip", cell_clip)
    proj_clip = number("proj_clip", proj_clip)

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_j, b_f, b_o = np.split(bias, 4, axis=-1)

    i_t = sigmoid(x_t @ W_i + m_tm1 @ U_i + b_i + w_i_diag * c_tm1)  # input-gate
    j_t = activation(x_t @ W_j + m_tm1 @ U_j + b_j)  # new-input
    f_t = sigmoid(x_t @ W_f + m_tm1 @ U_f + b_f + forget_bias + w_f_diag * c_tm1)  # forget-gate
    c_t = np.clip(f_t * c_tm1 + i_t * j_t, -cell_clip, cell_clip)  # cell-state
    o_t = sigmoid(x_t @ W_o + m_tm1 @ U_o + b_o + w_o_diag * c_t)  # output-gate
    m_t = np.clip(o_t * activation(c_t) @ projection, -proj_clip, proj_clip)  # output
    return c_t, m_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    inputs: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    projection: Array,
    w_i_diag: Array | None = None,
    w_f_diag: Array | None = None,
    w_o_diag: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    forget_bias: float = 1.0,
    cell_clip: float = np.inf,
    proj_clip: float = np.inf,
    activation: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of LSTMCell of TensorFlow 1 with num_proj.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (num_proj, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    projection : array, shape (units, num_proj)
        projection of the output
    w_i_diag : array or None, shape (units,)
        peephole of the gate i; None: zeros
    w_f_diag : array or None, shape (units,)
        peephole of the gate f; None: zeros
    w_o_diag : array or None, shape (units,)
        peephole of the gate o; None: zeros
    initial_state : arrays or None, shape (batch, units) and (batch, num_proj)
        the states before the first timestep
    forget_bias : float
        addition to the bias of the forget gate
    cell_clip : float
        bound on the cell state
    proj_clip : float
        bound on the projected output
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, num_proj)
        output
    last_c : array, shape (batch, units)
        last cell state
    last_m : array, shape (batch, num_proj)
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
    tensorflow/python/ops/rnn_cell_impl.py, class LSTMCell.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((5, 128)),
    ...     np.zeros(128),
    ...     np.zeros((32, 5)),
    ... )
    >>> result.outputs.shape
    (4, 28, 5)
    >>> result.last_c.shape
    (4, 32)
    >>> result.last_m.shape
    (4, 5)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "num_proj 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    projection = sizes.floating("projection", projection, "units num_proj")
    if w_i_diag is None:
        w_i_diag = sizes.zeros("units")  # no-peephole-i
    else:
        w_i_diag = sizes.floating("w_i_diag", w_i_diag, "units")
    if w_f_diag is None:
        w_f_diag = sizes.zeros("units")  # no-peephole-f
    else:
        w_f_diag = sizes.floating("w_f_diag", w_f_diag, "units")
    if w_o_diag is None:
        w_o_diag = sizes.zeros("units")  # no-peephole-o
    else:
        w_o_diag = sizes.floating("w_o_diag", w_o_diag, "units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        c_0, m_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
        m_0 = sizes.floating("initial_state[1]", m_0, "batch num_proj")
    forget_bias = number("forget_bias", forget_bias)
    cell_clip = number("cell_clip", cell_clip)
    proj_clip = number("proj_clip", proj_clip)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            bias,
            w_i_diag,
            w_f_diag,
            w_o_diag,
            projection,
            forget_bias=forget_bias,
            cell_clip=cell_clip,
            proj_clip=proj_clip,
            activation=activation,
        )
        initial = None if initial_state is None else (c_0, m_0)
        return LSTMResult(*packed(inputs, initial))

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_j, b_f, b_o = np.split(bias, 4, axis=-1)

    if initial_state is None:
        c_0 = sizes.zeros("batch units")  # initial-cell-state
        m_0 = sizes.zeros("batch num_proj")  # initial-output
    c_t, m_t = c_0, m_0
    outputs = sizes.empty("batch timesteps num_proj")

    for t in range(1, timesteps + 1):
        c_tm1, m_tm1 = c_t, m_t
        x_t = inputs[:, t - 1]  # input
        # step
        i_t = sigmoid(x_t @ W_i + m_tm1 @ U_i + b_i + w_i_diag * c_tm1)  # input-gate
        j_t = activation(x_t @ W_j + m_tm1 @ U_j + b_j)  # new-input
        f_t = sigmoid(x_t @ W_f + m_tm1 @ U_f + b_f + forget_bias + w_f_diag * c_tm1)  # forget-gate
        c_t = np.clip(f_t * c_tm1 + i_t * j_t, -cell_clip, cell_clip)  # cell-state
        o_t = sigmoid(x_t @ W_o + m_tm1 @ U_o + b_o + w_o_diag * c_t)  # output-gate
        m_t = np.clip(o_t * activation(c_t) @ projection, -proj_clip, proj_clip)  # output
        outputs[:, t - 1] = m_t  # outputs
    last_c = c_t  # last-c
    last_m = m_t  # last-m
    return LSTMResult(outputs, last_c, last_m)
