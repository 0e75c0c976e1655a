"""The mLSTM of xLSTM.

Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import math
from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Sizes, choice, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.mlstm_fast import layer
from lstm_numpy.mlstm_fast import prepare as prepare
from lstm_numpy.mlstm_gradients import MLSTMGradients as MLSTMGradients
from lstm_numpy.mlstm_gradients import mlstm_gradients as mlstm_gradients
from lstm_numpy.other_engine import ordinary


class MLSTMResult(NamedTuple):
    """What `mlstm` returns."""

    output: Array
    """output, shape (batch, timesteps, heads, head)"""

    last_C: Array
    """last memory, shape (batch, heads, head, head)"""

    last_n: Array
    """last normalizer, shape (batch, heads, head)"""

    last_m: Array
    """last stabilizer, shape (batch, heads, 1)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def mlstm_cell(
    x_t: Array,
    C_tm1: Array,
    n_tm1: Array,
    m_tm1: Array,
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
    *,
    stabilized: bool = True,
    epsilon: float = 1e-06,
) -> tuple[Array, Array, Array, Array]:
    """One timestep of the mLSTM of xLSTM.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    C_tm1 : array, shape (batch, heads, head, head)
        memory one timestep before
    n_tm1 : array, shape (batch, heads, head)
        normalizer one timestep before
    m_tm1 : array, shape (batch, heads, 1)
        stabilizer one timestep before
    kernel : array, shape (heads, input_dim, 3*head)
        weights of the input, head by head; one block for each gate, in the order q, k, v
    bias : array, shape (heads, 3*head)
        bias, head by head; one block for each gate, in the order q, k, v
    i_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the input gate
    i_bias : array, shape (heads, 1)
        bias of the input gate
    f_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the forget gate
    f_bias : array, shape (heads, 1)
        bias of the forget gate
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it
    epsilon : float
        constant that keeps the denominator from zero

    Returns
    -------
    C_t : array, shape (batch, heads, head, head)
        memory at timestep t
    n_t : array, shape (batch, heads, head)
        normalizer at timestep t
    m_t : array, shape (batch, heads, 1)
        stabilizer at timestep t
    h_t : array, shape (batch, heads, head)
        hidden state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN. Sources: M. Beck, K. Pöppel, M. Spanring, A. Auer, O. Prudnikova, M. Kopp, G.
    Klambauer, J. Brandstetter and S. Hochreiter, "xLSTM: Extended Long Short-Term Memory", arXiv,
    2024, section 2.3; the package xlstm 2.0.6, xlstm/blocks/mlstm/backends.py.

    Examples
    --------
    >>> C_t, n_t, m_t, h_t = mlstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 3, 3, 3)),
    ...     np.zeros((4, 3, 3)),
    ...     np.zeros((4, 3, 1)),
    ...     np.zeros((3, 10, 9)),
    ...     np.zeros((3, 9)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ... )
    >>> C_t.shape, n_t.shape, m_t.shape, h_t.shape
    ((4, 3, 3, 3), (4, 3, 3), (4, 3, 1), (4, 3, 3))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    C_tm1 = sizes.floating("C_tm1", C_tm1, "batch heads head head")
    n_tm1 = sizes.floating("n_tm1", n_tm1, "batch heads head")
    m_tm1 = sizes.floating("m_tm1", m_tm1, "batch heads 1")
    kernel = sizes.floating("kernel", kernel, "heads input_dim 3*head")
    bias = sizes.floating("bias", bias, "heads 3*head")
    i_kernel = sizes.floating("i_kernel", i_kernel, "heads input_dim 1")
    i_bias = sizes.floating("i_bias", i_bias, "heads 1")
    f_kernel = sizes.floating("f_kernel", f_kernel, "heads input_dim 1")
    f_bias = sizes.floating("f_bias", f_bias, "heads 1")
    choice("stabilized", stabilized, (True, False))
    epsilon = number("epsilon", epsilon)

    W_q, W_k, W_v = np.split(kernel, 3, axis=-1)
    b_q, b_k, b_v = np.split(bias, 3, axis=-1)

    q_t = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_q) + b_q  # query
    k_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_k) + b_k  # key-sum
    k_t = k_sum / math.sqrt(k_sum.shape[-1])  # key
    v_t = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_v) + b_v  # value
    # input-gate-sum
    i_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), i_kernel) + i_bias
    # forget-gate-sum
    f_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), f_kernel) + f_bias
    if stabilized:
        r_t = np.exp(-np.abs(f_sum))  # log-rest
        s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
        l_t = m_tm1 + s_t  # log-forget
        m_t = np.maximum(i_sum, l_t)  # stabilizer
        i_t = np.exp(i_sum - m_t)  # input-gate
        f_t = np.exp(l_t - m_t)  # forget-gate
    else:
        m_t = m_tm1  # no-stabilizer
        i_t = np.exp(i_sum)  # input-gate-bare
        f_t = sigmoid(f_sum)  # forget-gate-bare
    C_t = np.expand_dims(f_t, -2) * C_tm1 + np.einsum("...i,...j->...ij", i_t * k_t, v_t)  # memory
    n_t = f_t * n_tm1 + i_t * k_t  # normalizer
    # denominator
    d_t = np.maximum(np.abs(np.sum(q_t * n_t, axis=-1, keepdims=True)), np.exp(-m_t)) + epsilon
    h_t = np.einsum("...i,...ij->...j", q_t, C_t) / d_t  # hidden-state
    return C_t, n_t, m_t, h_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def mlstm(
    input: Array,
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
    *,
    initial_state: tuple[Array, Array, Array] | None = None,
    stabilized: bool = True,
    epsilon: float = 1e-06,
) -> MLSTMResult:
    """All timesteps of the mLSTM of xLSTM.

    Parameters
    ----------
    input : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (heads, input_dim, 3*head)
        weights of the input, head by head; one block for each gate, in the order q, k, v
    bias : array, shape (heads, 3*head)
        bias, head by head; one block for each gate, in the order q, k, v
    i_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the input gate
    i_bias : array, shape (heads, 1)
        bias of the input gate
    f_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the forget gate
    f_bias : array, shape (heads, 1)
        bias of the forget gate
    initial_state : arrays or None
        the states before the first timestep, shape (batch, heads, head, head) and (batch, heads,
        head) and (batch, heads, 1)
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it
    epsilon : float
        constant that keeps the denominator from zero

    Returns
    -------
    MLSTMResult
    output : array, shape (batch, timesteps, heads, head)
        output
    last_C : array, shape (batch, heads, head, head)
        last memory
    last_n : array, shape (batch, heads, head)
        last normalizer
    last_m : array, shape (batch, heads, 1)
        last stabilizer

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on. Without timesteps the last states are the initial ones.
    Sources: M. Beck, K. Pöppel, M. Spanring, A. Auer, O. Prudnikova, M. Kopp, G. Klambauer, J.
    Brandstetter and S. Hochreiter, "xLSTM: Extended Long Short-Term Memory", arXiv, 2024, section
    2.3; the package xlstm 2.0.6, xlstm/blocks/mlstm/backends.py.

    Examples
    --------
    >>> result = mlstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((3, 10, 9)),
    ...     np.zeros((3, 9)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ... )
    >>> result.output.shape
    (4, 28, 3, 3)
    >>> result.last_C.shape
    (4, 3, 3, 3)
    >>> result.last_n.shape
    (4, 3, 3)
    >>> result.last_m.shape
    (4, 3, 1)
    """
    sizes = Sizes()
    input = sizes.floating("input", input, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "heads input_dim 3*head")
    bias = sizes.floating("bias", bias, "heads 3*head")
    i_kernel = sizes.floating("i_kernel", i_kernel, "heads input_dim 1")
    i_bias = sizes.floating("i_bias", i_bias, "heads 1")
    f_kernel = sizes.floating("f_kernel", f_kernel, "heads input_dim 1")
    f_bias = sizes.floating("f_bias", f_bias, "heads 1")
    if initial_state is not None:
        C_0, n_0, m_0 = several("initial_state", initial_state, 3)
        C_0 = sizes.floating("initial_state[0]", C_0, "batch heads head head")
        n_0 = sizes.floating("initial_state[1]", n_0, "batch heads head")
        m_0 = sizes.floating("initial_state[2]", m_0, "batch heads 1")
    choice("stabilized", stabilized, (True, False))
    epsilon = number("epsilon", epsilon)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            bias,
            i_kernel,
            i_bias,
            f_kernel,
            f_bias,
            stabilized=stabilized,
            epsilon=epsilon,
        )
        initial = None if initial_state is None else (C_0, n_0, m_0)
        return MLSTMResult(*packed(input, initial))

    W_q, W_k, W_v = np.split(kernel, 3, axis=-1)
    b_q, b_k, b_v = np.split(bias, 3, axis=-1)

    if initial_state is None:
        C_0 = sizes.zeros("batch heads head head")  # initial-memory
        n_0 = sizes.zeros("batch heads head")  # initial-normalizer
        m_0 = sizes.zeros("batch heads 1")  # initial-stabilizer
    C_t, n_t, m_t = C_0, n_0, m_0
    output = sizes.empty("batch timesteps heads head")

    for t in range(1, timesteps + 1):
        C_tm1, n_tm1, m_tm1 = C_t, n_t, m_t
        x_t = input[:, t - 1]  # input
        # step
        q_t = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_q) + b_q  # query
        k_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_k) + b_k  # key-sum
        k_t = k_sum / math.sqrt(k_sum.shape[-1])  # key
        v_t = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), W_v) + b_v  # value
        # input-gate-sum
        i_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), i_kernel) + i_bias
        # forget-gate-sum
        f_sum = np.einsum("...i,...ij->...j", np.expand_dims(x_t, -2), f_kernel) + f_bias
        if stabilized:
            r_t = np.exp(-np.abs(f_sum))  # log-rest
            s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
            l_t = m_tm1 + s_t  # log-forget
            m_t = np.maximum(i_sum, l_t)  # stabilizer
            i_t = np.exp(i_sum - m_t)  # input-gate
            f_t = np.exp(l_t - m_t)  # forget-gate
        else:
            m_t = m_tm1  # no-stabilizer
            i_t = np.exp(i_sum)  # input-gate-bare
            f_t = sigmoid(f_sum)  # forget-gate-bare
        # memory
        C_t = np.expand_dims(f_t, -2) * C_tm1 + np.einsum("...i,...j->...ij", i_t * k_t, v_t)
        n_t = f_t * n_tm1 + i_t * k_t  # normalizer
        # denominator
        d_t = np.maximum(np.abs(np.sum(q_t * n_t, axis=-1, keepdims=True)), np.exp(-m_t)) + epsilon
        h_t = np.einsum("...i,...ij->...j", q_t, C_t) / d_t  # hidden-state
        output[:, t - 1] = h_t  # output
    last_C = C_t  # last-c
    last_n = n_t  # last-n
    last_m = m_t  # last-m
    return MLSTMResult(output, last_C, last_n, last_m)
