"""minLSTM.

Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.minlstm_fast import layer
from lstm_numpy.minlstm_fast import prepare as prepare
from lstm_numpy.minlstm_gradients import MinLSTMGradients as MinLSTMGradients
from lstm_numpy.minlstm_gradients import minlstm_gradients as minlstm_gradients
from lstm_numpy.other_engine import ordinary


class MinLSTMResult(NamedTuple):
    """What `minlstm` returns."""

    out: Array
    """output, shape (batch, timesteps, units)"""

    next_prev_hidden: Array
    """last hidden state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def minlstm_cell(x_t: Array, h_tm1: Array, to_hidden_and_f_i_gate: Array) -> Array:
    """One timestep of minLSTM.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    to_hidden_and_f_i_gate : array, shape (3*units, input_dim)
        weights of the input; one block for each gate, in the order h, f, i

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t

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
    example NaN. Sources: L. Feng, F. Tung, M. Ahmed, Y. Bengio and H. Hajimirsadeghi, "Were RNNs
    All We Needed?", arXiv, 2024, section 3; minGRU-pytorch 0.2.1, minGRU_pytorch/minLSTM.py, class
    minLSTM.

    Examples
    --------
    >>> h_t = minlstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((96, 10)),
    ... )
    >>> h_t.shape
    (4, 32)
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    to_hidden_and_f_i_gate = sizes.floating(
        "to_hidden_and_f_i_gate", to_hidden_and_f_i_gate, "3*units input_dim"
    )

    W_h, W_f, W_i = np.split(to_hidden_and_f_i_gate.T, 3, axis=-1)

    a_t = x_t @ W_h  # candidate-sum
    g_t = np.where(a_t > 0, a_t + 0.5, sigmoid(a_t))  # candidate
    f_t = sigmoid(x_t @ W_f)  # forget-gate
    i_t = sigmoid(x_t @ W_i)  # input-gate
    f_share = f_t / (f_t + i_t)  # forget-share
    i_share = i_t / (f_t + i_t)  # input-share
    h_t = f_share * h_tm1 + i_share * g_t  # hidden-state
    return h_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def minlstm(
    x: Array,
    to_hidden_and_f_i_gate: Array,
    *,
    initial_state: Array | None = None,
) -> MinLSTMResult:
    """All timesteps of minLSTM.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
        input sequences
    to_hidden_and_f_i_gate : array, shape (3*units, input_dim)
        weights of the input; one block for each gate, in the order h, f, i
    initial_state : array or None, shape (batch, units)
        the states before the first timestep

    Returns
    -------
    MinLSTMResult
    out : array, shape (batch, timesteps, units)
        output
    next_prev_hidden : array, shape (batch, units)
        last hidden state

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
    Sources: L. Feng, F. Tung, M. Ahmed, Y. Bengio and H. Hajimirsadeghi, "Were RNNs All We
    Needed?", arXiv, 2024, section 3; minGRU-pytorch 0.2.1, minGRU_pytorch/minLSTM.py, class
    minLSTM.

    Examples
    --------
    >>> result = minlstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((96, 10)),
    ... )
    >>> result.out.shape
    (4, 28, 32)
    >>> result.next_prev_hidden.shape
    (4, 32)
    """
    sizes = Sizes()
    x = sizes.floating("x", x, "batch timesteps input_dim")
    to_hidden_and_f_i_gate = sizes.floating(
        "to_hidden_and_f_i_gate", to_hidden_and_f_i_gate, "3*units input_dim"
    )
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, to_hidden_and_f_i_gate)
        initial = None if initial_state is None else (h_0,)
        return MinLSTMResult(*packed(x, initial))

    W_h, W_f, W_i = np.split(to_hidden_and_f_i_gate.T, 3, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
    h_t = h_0
    out = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1 = h_t
        x_t = x[:, t - 1]  # input
        # step
        a_t = x_t @ W_h  # candidate-sum
        g_t = np.where(a_t > 0, a_t + 0.5, sigmoid(a_t))  # candidate
        f_t = sigmoid(x_t @ W_f)  # forget-gate
        i_t = sigmoid(x_t @ W_i)  # input-gate
        f_share = f_t / (f_t + i_t)  # forget-share
        i_share = i_t / (f_t + i_t)  # input-share
        h_t = f_share * h_tm1 + i_share * g_t  # hidden-state
        out[:, t - 1] = h_t  # out
    next_prev_hidden = h_t  # next-prev-hidden
    return MinLSTMResult(out, next_prev_hidden)
