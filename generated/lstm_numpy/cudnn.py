"""The LSTM of cuDNN.

Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.cudnn_fast import layer
from lstm_numpy.cudnn_fast import prepare as prepare
from lstm_numpy.cudnn_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.cudnn_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    y: Array
    """output, shape (batch, timesteps, units)"""

    hy: Array
    """last hidden state, shape (batch, units)"""

    cy: Array
    """last cell state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
) -> tuple[Array, Array]:
    """One timestep of the LSTM of cuDNN.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    W : array, shape (4*units, input_dim)
        weights of the input; one block for each gate, in the order i, f, c, o
    R : array, shape (4*units, units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    b_W : array, shape (4*units,)
        input bias; one block for each gate, in the order i, f, c, o
    b_R : array, shape (4*units,)
        recurrent bias; one block for each gate, in the order i, f, c, o

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t
    c_t : array, shape (batch, units)
        cell state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN. Sources: NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_LSTM.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    W = sizes.floating("W", W, "4*units input_dim")
    R = sizes.floating("R", R, "4*units units")
    b_W = sizes.floating("b_W", b_W, "4*units")
    b_R = sizes.floating("b_R", b_R, "4*units")

    W_i, W_f, W_c, W_o = np.split(W.T, 4, axis=-1)
    R_i, R_f, R_c, R_o = np.split(R.T, 4, axis=-1)
    b_Wi, b_Wf, b_Wc, b_Wo = np.split(b_W, 4, axis=-1)
    b_Ri, b_Rf, b_Rc, b_Ro = np.split(b_R, 4, axis=-1)

    i_t = sigmoid(x_t @ W_i + h_tm1 @ R_i + b_Wi + b_Ri)  # input-gate
    f_t = sigmoid(x_t @ W_f + h_tm1 @ R_f + b_Wf + b_Rf)  # forget-gate
    o_t = sigmoid(x_t @ W_o + h_tm1 @ R_o + b_Wo + b_Ro)  # output-gate
    g_t = tanh(x_t @ W_c + h_tm1 @ R_c + b_Wc + b_Rc)  # new-memory
    c_t = f_t * c_tm1 + i_t * g_t  # cell-state
    h_t = o_t * tanh(c_t)  # hidden-state
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    x: Array,
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
) -> LSTMResult:
    """All timesteps of the LSTM of cuDNN.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (4*units, input_dim)
        weights of the input; one block for each gate, in the order i, f, c, o
    R : array, shape (4*units, units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    b_W : array, shape (4*units,)
        input bias; one block for each gate, in the order i, f, c, o
    b_R : array, shape (4*units,)
        recurrent bias; one block for each gate, in the order i, f, c, o
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing

    Returns
    -------
    LSTMResult
    y : array, shape (batch, timesteps, units)
        output
    hy : array, shape (batch, units)
        last hidden state
    cy : array, shape (batch, units)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on. Without timesteps the last states are the initial ones.
    Sources: NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_LSTM.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> result.y.shape
    (4, 28, 32)
    >>> result.hy.shape
    (4, 32)
    >>> result.cy.shape
    (4, 32)
    """
    sizes = Sizes()
    x = sizes.floating("x", x, "batch timesteps input_dim")
    W = sizes.floating("W", W, "4*units input_dim")
    R = sizes.floating("R", R, "4*units units")
    b_W = sizes.floating("b_W", b_W, "4*units")
    b_R = sizes.floating("b_R", b_R, "4*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    choice("go_backwards", go_backwards, (False, True))
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, R, b_W, b_R, go_backwards=go_backwards)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(x, initial))

    W_i, W_f, W_c, W_o = np.split(W.T, 4, axis=-1)
    R_i, R_f, R_c, R_o = np.split(R.T, 4, axis=-1)
    b_Wi, b_Wf, b_Wc, b_Wo = np.split(b_W, 4, axis=-1)
    b_Ri, b_Rf, b_Rc, b_Ro = np.split(b_R, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    h_t, c_t = h_0, c_0
    y = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        if go_backwards:
            x_t = x[:, timesteps - t]  # input-backwards
        else:
            x_t = x[:, t - 1]  # input
        # step
        i_t = sigmoid(x_t @ W_i + h_tm1 @ R_i + b_Wi + b_Ri)  # input-gate
        f_t = sigmoid(x_t @ W_f + h_tm1 @ R_f + b_Wf + b_Rf)  # forget-gate
        o_t = sigmoid(x_t @ W_o + h_tm1 @ R_o + b_Wo + b_Ro)  # output-gate
        g_t = tanh(x_t @ W_c + h_tm1 @ R_c + b_Wc + b_Rc)  # new-memory
        c_t = f_t * c_tm1 + i_t * g_t  # cell-state
        h_t = o_t * tanh(c_t)  # hidden-state
        y[:, t - 1] = h_t  # y
    hy = h_t  # hy
    cy = c_t  # cy
    return LSTMResult(y, hy, cy)
