"""The sLSTM of xLSTM.

Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.block_diagonal import block_diagonal
from lstm_numpy.other_engine import ordinary
from lstm_numpy.slstm_fast import layer
from lstm_numpy.slstm_fast import prepare as prepare
from lstm_numpy.slstm_gradients import SLSTMGradients as SLSTMGradients
from lstm_numpy.slstm_gradients import slstm_gradients as slstm_gradients


class SLSTMResult(NamedTuple):
    """What `slstm` returns."""

    output: Array
    """output, shape (batch, timesteps, units)"""

    last_h: Array
    """last hidden state, shape (batch, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""

    last_n: Array
    """last normalizer, shape (batch, units)"""

    last_m: Array
    """last stabilizer, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def slstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    n_tm1: Array,
    m_tm1: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    stabilized: bool = True,
) -> tuple[Array, Array, Array, Array]:
    """One timestep of the sLSTM of xLSTM.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    n_tm1 : array, shape (batch, units)
        normalizer one timestep before
    m_tm1 : array, shape (batch, units)
        stabilizer one timestep before
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, z, o
    recurrent_kernel : array, shape (units, 4*head)
        weights of the hidden state, head by head; one block for each gate, in the order i, f, z, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, z, o
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t
    c_t : array, shape (batch, units)
        cell state at timestep t
    n_t : array, shape (batch, units)
        normalizer at timestep t
    m_t : array, shape (batch, units)
        stabilizer at timestep t

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
    example NaN. Sources: M. Beck, K. Pöppel, M. Spanring, A. Auer, O. Prudnikova, M. Kopp, G.
    Klambauer, J. Brandstetter and S. Hochreiter, "xLSTM: Extended Long Short-Term Memory", arXiv,
    2024, section 2.2; the package xlstm 2.0.6, xlstm/blocks/slstm/src/vanilla/slstm.py.

    Examples
    --------
    >>> h_t, c_t, n_t, m_t = slstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 64)),
    ...     np.zeros(128),
    ... )
    >>> h_t.shape, c_t.shape, n_t.shape, m_t.shape
    ((4, 32), (4, 32), (4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    n_tm1 = sizes.floating("n_tm1", n_tm1, "batch units")
    m_tm1 = sizes.floating("m_tm1", m_tm1, "batch units")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*head")
    bias = sizes.floating("bias", bias, "4*units")
    sizes.divided("units", "head")
    choice("stabilized", stabilized, (True, False))

    W_i, W_f, W_z, W_o = np.split(kernel, 4, axis=-1)
    R_i, R_f, R_z, R_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_z, b_o = np.split(bias, 4, axis=-1)

    i_sum = x_t @ W_i + h_tm1 @ block_diagonal(R_i) + b_i  # input-gate-sum
    f_sum = x_t @ W_f + h_tm1 @ block_diagonal(R_f) + b_f  # forget-gate-sum
    z_t = tanh(x_t @ W_z + h_tm1 @ block_diagonal(R_z) + b_z)  # cell-input
    o_t = sigmoid(x_t @ W_o + h_tm1 @ block_diagonal(R_o) + b_o)  # output-gate
    if stabilized:
        r_t = np.exp(-np.abs(f_sum))  # log-rest
        s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
        l_t = m_tm1 + s_t  # log-forget
        m_t = np.where(n_tm1 > 0, np.maximum(i_sum, l_t), i_sum)  # stabilizer
        i_t = np.minimum(np.exp(i_sum - m_t), 1)  # input-gate
        f_t = np.minimum(np.exp(l_t - m_t), 1)  # forget-gate
    else:
        m_t = m_tm1  # no-stabilizer
        i_t = np.exp(i_sum)  # input-gate-bare
        f_t = sigmoid(f_sum)  # forget-gate-bare
    c_t = f_t * c_tm1 + i_t * z_t  # cell-state
    n_t = f_t * n_tm1 + i_t  # normalizer
    h_t = o_t * c_t / n_t  # hidden-state
    return h_t, c_t, n_t, m_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def slstm(
    input: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    initial_state: tuple[Array, Array, Array, Array] | None = None,
    stabilized: bool = True,
) -> SLSTMResult:
    """All timesteps of the sLSTM of xLSTM.

    Parameters
    ----------
    input : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, z, o
    recurrent_kernel : array, shape (units, 4*head)
        weights of the hidden state, head by head; one block for each gate, in the order i, f, z, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, z, o
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it

    Returns
    -------
    SLSTMResult
    output : array, shape (batch, timesteps, units)
        output
    last_h : array, shape (batch, units)
        last hidden state
    last_c : array, shape (batch, units)
        last cell state
    last_n : array, shape (batch, units)
        last normalizer
    last_m : array, shape (batch, units)
        last stabilizer

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
    Sources: M. Beck, K. Pöppel, M. Spanring, A. Auer, O. Prudnikova, M. Kopp, G. Klambauer, J.
    Brandstetter and S. Hochreiter, "xLSTM: Extended Long Short-Term Memory", arXiv, 2024, section
    2.2; the package xlstm 2.0.6, xlstm/blocks/slstm/src/vanilla/slstm.py.

    Examples
    --------
    >>> result = slstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 64)),
    ...     np.zeros(128),
    ... )
    >>> result.output.shape
    (4, 28, 32)
    >>> result.last_h.shape
    (4, 32)
    >>> result.last_c.shape
    (4, 32)
    >>> result.last_n.shape
    (4, 32)
    >>> result.last_m.shape
    (4, 32)
    """
    sizes = Sizes()
    input = sizes.floating("input", input, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*head")
    bias = sizes.floating("bias", bias, "4*units")
    sizes.divided("units", "head")
    if initial_state is not None:
        h_0, c_0, n_0, m_0 = several("initial_state", initial_state, 4)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        n_0 = sizes.floating("initial_state[2]", n_0, "batch units")
        m_0 = sizes.floating("initial_state[3]", m_0, "batch units")
    choice("stabilized", stabilized, (True, False))
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, kernel, recurrent_kernel, bias, stabilized=stabilized)
        initial = None if initial_state is None else (h_0, c_0, n_0, m_0)
        return SLSTMResult(*packed(input, initial))

    W_i, W_f, W_z, W_o = np.split(kernel, 4, axis=-1)
    R_i, R_f, R_z, R_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_z, b_o = np.split(bias, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
        c_0 = sizes.zeros("batch units")  # initial-cell-state
        n_0 = sizes.zeros("batch units")  # initial-normalizer
        m_0 = sizes.zeros("batch units")  # initial-stabilizer
    h_t, c_t, n_t, m_t = h_0, c_0, n_0, m_0
    output = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1, n_tm1, m_tm1 = h_t, c_t, n_t, m_t
        x_t = input[:, t - 1]  # input
        # step
        i_sum = x_t @ W_i + h_tm1 @ block_diagonal(R_i) + b_i  # input-gate-sum
        f_sum = x_t @ W_f + h_tm1 @ block_diagonal(R_f) + b_f  # forget-gate-sum
        z_t = tanh(x_t @ W_z + h_tm1 @ block_diagonal(R_z) + b_z)  # cell-input
        o_t = sigmoid(x_t @ W_o + h_tm1 @ block_diagonal(R_o) + b_o)  # output-gate
        if stabilized:
            r_t = np.exp(-np.abs(f_sum))  # log-rest
            s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
            l_t = m_tm1 + s_t  # log-forget
            m_t = np.where(n_tm1 > 0, np.maximum(i_sum, l_t), i_sum)  # stabilizer
            i_t = np.minimum(np.exp(i_sum - m_t), 1)  # input-gate
            f_t = np.minimum(np.exp(l_t - m_t), 1)  # forget-gate
        else:
            m_t = m_tm1  # no-stabilizer
            i_t = np.exp(i_sum)  # input-gate-bare
            f_t = sigmoid(f_sum)  # forget-gate-bare
        c_t = f_t * c_tm1 + i_t * z_t  # cell-state
        n_t = f_t * n_tm1 + i_t  # normalizer
        h_t = o_t * c_t / n_t  # hidden-state
        output[:, t - 1] = h_t  # output
    last_h = h_t  # last-h
    last_c = c_t  # last-c
    last_n = n_t  # last-n
    last_m = m_t  # last-m
    return SLSTMResult(output, last_h, last_c, last_n, last_m)
