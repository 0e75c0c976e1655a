"""The peephole LSTM of Wikipedia.

Printed from lstm_sym/equations/wikipedia_peephole.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import ordinary
from lstm_numpy.wikipedia_peephole_fast import layer
from lstm_numpy.wikipedia_peephole_fast import prepare as prepare
from lstm_numpy.wikipedia_peephole_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.wikipedia_peephole_gradients import lstm_gradients as lstm_gradients


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
) -> tuple[Array, Array]:
    """One timestep of the peephole LSTM of Wikipedia.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        output one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (units, 3*units)
        weights of the cell state; one block for each gate, in the order f, i, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c

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
    example NaN. Sources: Wikipedia, "Long short-term memory", section "Variants".

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 96)),
    ...     np.zeros(128),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 3*units")
    b = sizes.floating("b", b, "4*units")

    W_f, W_i, W_o, W_c = np.split(W, 4, axis=-1)
    U_f, U_i, U_o = np.split(U, 3, axis=-1)
    b_f, b_i, b_o, b_c = np.split(b, 4, axis=-1)

    f_t = sigmoid(x_t @ W_f + c_tm1 @ U_f + b_f)  # forget-gate
    i_t = sigmoid(x_t @ W_i + c_tm1 @ U_i + b_i)  # input-gate
    o_t = sigmoid(x_t @ W_o + c_tm1 @ U_o + b_o)  # output-gate
    c_t = f_t * c_tm1 + i_t * tanh(x_t @ W_c + b_c)  # cell-state
    h_t = o_t * tanh(c_t)  # output
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    W: Array,
    U: Array,
    b: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
) -> LSTMResult:
    """All timesteps of the peephole LSTM of Wikipedia.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (units, 3*units)
        weights of the cell state; one block for each gate, in the order f, i, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c
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
    Sources: Wikipedia, "Long short-term memory", section "Variants".

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 96)),
    ...     np.zeros(128),
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
    U = sizes.floating("U", U, "units 3*units")
    b = sizes.floating("b", b, "4*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, U, b)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    W_f, W_i, W_o, W_c = np.split(W, 4, axis=-1)
    U_f, U_i, U_o = np.split(U, 3, axis=-1)
    b_f, b_i, b_o, b_c = np.split(b, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-output
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        c_tm1 = c_t
        x_t = sequences[:, t - 1]  # input
        # step
        f_t = sigmoid(x_t @ W_f + c_tm1 @ U_f + b_f)  # forget-gate
        i_t = sigmoid(x_t @ W_i + c_tm1 @ U_i + b_i)  # input-gate
        o_t = sigmoid(x_t @ W_o + c_tm1 @ U_o + b_o)  # output-gate
        c_t = f_t * c_tm1 + i_t * tanh(x_t @ W_c + b_c)  # cell-state
        h_t = o_t * tanh(c_t)  # output
        outputs[:, t - 1] = h_t  # outputs
    last_h = h_t  # last-h
    last_c = c_t  # last-c
    return LSTMResult(outputs, last_h, last_c)
