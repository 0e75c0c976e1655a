"""The convolutional peephole LSTM of Wikipedia.

Printed from lstm_sym/equations/wikipedia_convolutional.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.convolution import convolve


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output of every timestep, shape (batch, timesteps, rows, columns, units)"""

    last_h: Array
    """last output, shape (batch, rows, columns, units)"""

    last_c: Array
    """last cell state, shape (batch, rows, columns, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    W: Array,
    U: Array,
    V: Array,
    b: Array,
) -> tuple[Array, Array]:
    """One timestep of the convolutional peephole LSTM of Wikipedia.

    Parameters
    ----------
    x_t : array, shape (batch, rows, columns, channels)
        input at timestep t
    h_tm1 : array, shape (batch, rows, columns, units)
        output one timestep before
    c_tm1 : array, shape (batch, rows, columns, units)
        cell state one timestep before
    W : array, shape (kernel_rows, kernel_columns, channels, 4*units)
        kernels of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (kernel_rows, kernel_columns, units, 4*units)
        kernels of the output; one block for each gate, in the order f, i, o, c
    V : array, shape (rows, columns, 3*units)
        peepholes; one block for each gate, in the order f, i, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c

    Returns
    -------
    h_t : array, shape (batch, rows, columns, units)
        output at timestep t
    c_t : array, shape (batch, rows, columns, units)
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
    ...     np.zeros((4, 8, 8, 8)),
    ...     np.zeros((4, 8, 8, 32)),
    ...     np.zeros((4, 8, 8, 32)),
    ...     np.zeros((3, 3, 8, 128)),
    ...     np.zeros((3, 3, 32, 128)),
    ...     np.zeros((8, 8, 96)),
    ...     np.zeros(128),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 8, 8, 32), (4, 8, 8, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch rows columns channels")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch rows columns units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch rows columns units")
    W = sizes.floating("W", W, "kernel_rows kernel_columns channels 4*units")
    U = sizes.floating("U", U, "kernel_rows kernel_columns units 4*units")
    V = sizes.floating("V", V, "rows columns 3*units")
    b = sizes.floating("b", b, "4*units")

    W_f, W_i, W_o, W_c = np.split(W, 4, axis=-1)
    U_f, U_i, U_o, U_c = np.split(U, 4, axis=-1)
    V_f, V_i, V_o = np.split(V, 3, axis=-1)
    b_f, b_i, b_o, b_c = np.split(b, 4, axis=-1)

    f_t = sigmoid(convolve(W_f, x_t) + convolve(U_f, h_tm1) + V_f * c_tm1 + b_f)  # forget-gate
    i_t = sigmoid(convolve(W_i, x_t) + convolve(U_i, h_tm1) + V_i * c_tm1 + b_i)  # input-gate
    c_t = f_t * c_tm1 + i_t * tanh(convolve(W_c, x_t) + convolve(U_c, h_tm1) + b_c)  # cell-state
    o_t = sigmoid(convolve(W_o, x_t) + convolve(U_o, h_tm1) + V_o * c_t + b_o)  # output-gate
    h_t = o_t * tanh(c_t)  # output
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    W: Array,
    U: Array,
    V: Array,
    b: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
) -> LSTMResult:
    """All timesteps of the convolutional peephole LSTM of Wikipedia.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, rows, columns, channels)
        input sequences
    W : array, shape (kernel_rows, kernel_columns, channels, 4*units)
        kernels of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (kernel_rows, kernel_columns, units, 4*units)
        kernels of the output; one block for each gate, in the order f, i, o, c
    V : array, shape (rows, columns, 3*units)
        peepholes; one block for each gate, in the order f, i, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c
    initial_state : arrays or None, each of shape (batch, rows, columns, units)
        the states before the first timestep

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, rows, columns, units)
        output of every timestep
    last_h : array, shape (batch, rows, columns, units)
        last output
    last_c : array, shape (batch, rows, columns, units)
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
    ...     np.zeros((4, 28, 8, 8, 8)),
    ...     np.zeros((3, 3, 8, 128)),
    ...     np.zeros((3, 3, 32, 128)),
    ...     np.zeros((8, 8, 96)),
    ...     np.zeros(128),
    ... )
    >>> result.outputs.shape
    (4, 28, 8, 8, 32)
    >>> result.last_h.shape
    (4, 8, 8, 32)
    >>> result.last_c.shape
    (4, 8, 8, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps rows columns channels")
    W = sizes.floating("W", W, "kernel_rows kernel_columns channels 4*units")
    U = sizes.floating("U", U, "kernel_rows kernel_columns units 4*units")
    V = sizes.floating("V", V, "rows columns 3*units")
    b = sizes.floating("b", b, "4*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch rows columns units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch rows columns units")
    timesteps = sizes["timesteps"]

    W_f, W_i, W_o, W_c = np.split(W, 4, axis=-1)
    U_f, U_i, U_o, U_c = np.split(U, 4, axis=-1)
    V_f, V_i, V_o = np.split(V, 3, axis=-1)
    b_f, b_i, b_o, b_c = np.split(b, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch rows columns units")  # initial-output
        c_0 = sizes.zeros("batch rows columns units")  # initial-cell-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps rows columns units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        x_t = sequences[:, t - 1]  # input
        # step
        f_t = sigmoid(convolve(W_f, x_t) + convolve(U_f, h_tm1) + V_f * c_tm1 + b_f)  # forget-gate
        i_t = sigmoid(convolve(W_i, x_t) + convolve(U_i, h_tm1) + V_i * c_tm1 + b_i)  # input-gate
        # cell-state
        c_t = f_t * c_tm1 + i_t * tanh(convolve(W_c, x_t) + convolve(U_c, h_tm1) + b_c)
        o_t = sigmoid(convolve(W_o, x_t) + convolve(U_o, h_tm1) + V_o * c_t + b_o)  # output-gate
        h_t = o_t * tanh(c_t)  # output
        outputs[:, t - 1] = h_t  # outputs
    last_h = h_t  # last-h
    last_c = c_t  # last-c
    return LSTMResult(outputs, last_h, last_c)


def prepare(W: Array, U: Array, V: Array, b: Array) -> Callable[..., LSTMResult]:
    """Keep the weights for many calls.

    Parameters
    ----------
    W : array, shape (kernel_rows, kernel_columns, channels, 4*units)
        kernels of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (kernel_rows, kernel_columns, units, 4*units)
        kernels of the output; one block for each gate, in the order f, i, o, c
    V : array, shape (rows, columns, 3*units)
        peepholes; one block for each gate, in the order f, i, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c

    Returns
    -------
    callable
        a function of sequences, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Notes
    -----
    Sources: Wikipedia, "Long short-term memory", section "Variants".

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((3, 3, 8, 128)),
    ...     np.zeros((3, 3, 32, 128)),
    ...     np.zeros((8, 8, 96)),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 8, 8, 8))).outputs.shape
    (4, 28, 8, 8, 32)
    """
    sizes = Sizes()
    W = sizes.floating("W", W, "kernel_rows kernel_columns channels 4*units")
    U = sizes.floating("U", U, "kernel_rows kernel_columns units 4*units")
    V = sizes.floating("V", V, "rows columns 3*units")
    b = sizes.floating("b", b, "4*units")
    return partial(lstm, W=W, U=U, V=V, b=b)
