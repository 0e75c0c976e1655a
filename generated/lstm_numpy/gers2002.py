"""The LSTM with peepholes, Gers et al., 2002.

Printed from lstm_sym/equations/gers2002.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.gers2002_fast import layer
from lstm_numpy.gers2002_fast import prepare as prepare
from lstm_numpy.gers2002_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.gers2002_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output of every timestep, shape (batch, timesteps, units)"""

    last_h: Array
    """last output, shape (batch, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    W: Array,
    U: Array,
    b: Array,
    p: Array,
) -> tuple[Array, Array]:
    """One timestep of the LSTM with peepholes, Gers et al., 2002.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        output one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, o, c
    U : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order i, f, o, c
    b : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, o, c
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o

    Returns
    -------
    h_t : array, shape (batch, units)
        output at timestep t
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
    example NaN. Sources: F. Gers, N. Schraudolph and J. Schmidhuber, "Learning Precise Timing with
    LSTM Recurrent Networks", Journal of Machine Learning Research 3, 2002, section 2.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")

    W_i, W_f, W_o, W_c = np.split(W, 4, axis=-1)
    U_i, U_f, U_o, U_c = np.split(U, 4, axis=-1)
    b_i, b_f, b_o, b_c = np.split(b, 4, axis=-1)
    p_i, p_f, p_o = np.split(p, 3, axis=-1)

    i_t = sigmoid(x_t @ W_i + h_tm1 @ U_i + p_i * c_tm1 + b_i)  # input-gate
    f_t = sigmoid(x_t @ W_f + h_tm1 @ U_f + p_f * c_tm1 + b_f)  # forget-gate
    z_t = x_t @ W_c + h_tm1 @ U_c + b_c  # cell-input
    c_t = f_t * c_tm1 + i_t * (4 * sigmoid(z_t) - 2)  # cell-state
    o_t = sigmoid(x_t @ W_o + h_tm1 @ U_o + p_o * c_t + b_o)  # output-gate
    h_t = o_t * c_t  # output
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    W: Array,
    U: Array,
    b: Array,
    p: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
) -> LSTMResult:
    """All timesteps of the LSTM with peepholes, Gers et al., 2002.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, o, c
    U : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order i, f, o, c
    b : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, o, c
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, units)
        output of every timestep
    last_h : array, shape (batch, units)
        last output
    last_c : array, shape (batch, units)
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
    Sources: F. Gers, N. Schraudolph and J. Schmidhuber, "Learning Precise Timing with LSTM
    Recurrent Networks", Journal of Machine Learning Research 3, 2002, section 2.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.last_h.shape
    (4, 32)
    >>> result.last_c.shape
    (4, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, U, b, p)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    W_i, W_f, W_o, W_c = np.split(W, 4, axis=-1)
    U_i, U_f, U_o, U_c = np.split(U, 4, axis=-1)
    b_i, b_f, b_o, b_c = np.split(b, 4, axis=-1)
    p_i, p_f, p_o = np.split(p, 3, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-output
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        x_t = sequences[:, t - 1]  # input
        # step
        i_t = sigmoid(x_t @ W_i + h_tm1 @ U_i + p_i * c_tm1 + b_i)  # input-gate
        f_t = sigmoid(x_t @ W_f + h_tm1 @ U_f + p_f * c_tm1 + b_f)  # forget-gate
        z_t = x_t @ W_c + h_tm1 @ U_c + b_c  # cell-input
        c_t = f_t * c_tm1 + i_t * (4 * sigmoid(z_t) - 2)  # cell-state
        o_t = sigmoid(x_t @ W_o + h_tm1 @ U_o + p_o * c_t + b_o)  # output-gate
        h_t = o_t * c_t  # output
        outputs[:, t - 1] = h_t  # outputs
    last_h = h_t  # last-h
    last_c = c_t  # last-c
    return LSTMResult(outputs, last_h, last_c)
