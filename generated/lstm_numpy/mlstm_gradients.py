"""The mLSTM of xLSTM: gradients.

Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import multiply

from lstm_numpy.arguments import Sizes, choice, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.backward import After, Back, Chunk, Gradients, Products, Reverse, Slope, checked
from lstm_numpy.engine import Function, Layer
from lstm_numpy.matrices import (
    from_flat,
    rows_summed,
    spread,
    to_columns,
    to_matrix,
    to_rows,
    to_vector,
)
from lstm_numpy.mlstm_fast import layer, weights


class MLSTMGradients(NamedTuple):
    """What `mlstm_gradients` returns: the gradients of the loss."""

    input: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, head by head, shape (heads, input_dim, 3*head)"""

    bias: Array
    """of the bias, head by head, shape (heads, 3*head)"""

    i_kernel: Array
    """of the weights of the input for the input gate, shape (heads, input_dim, 1)"""

    i_bias: Array
    """of the bias of the input gate, shape (heads, 1)"""

    f_kernel: Array
    """of the weights of the input for the forget gate, shape (heads, input_dim, 1)"""

    f_bias: Array
    """of the bias of the forget gate, shape (heads, 1)"""

    initial_state: tuple[Array, Array, Array]
    """of the initial states: (batch, heads, head, head), (batch, heads, head), (batch, heads, 1)"""


def backwards_true(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    C_tm1 = chunk.array["C_tm1"]
    C_t = chunk.array["C_t"]
    n_tm1 = chunk.array["n_tm1"]
    n_t = chunk.array["n_t"]
    m_tm1 = chunk.array["m_tm1"]
    m_t = chunk.array["m_t"]
    epsilon = chunk.fixed["epsilon"]
    z_q, z_k, z_v = chunk.sums(0)  # sum-z-q, sum-z-k, sum-z-v
    q_t = z_q  # query
    k_sum = z_k  # key-sum
    k_t = k_sum / math.sqrt(k_sum.shape[1])  # key
    v_t = z_v  # value
    z_i_sum, z_f_sum = chunk.sums(1)  # sum-z-i-sum, sum-z-f-sum
    i_sum = z_i_sum  # input-gate-sum
    f_sum = z_f_sum  # forget-gate-sum
    r_t = np.exp(-np.abs(f_sum))  # log-rest
    s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
    l_t = m_tm1 + s_t  # log-forget
    i_t = np.exp(i_sum - m_t)  # input-gate
    f_t = np.exp(l_t - m_t)  # forget-gate
    row_C_t = np.expand_dims(f_t, 2)  # memory-part-1
    a_C_t = i_t * k_t  # memory-part-2
    a_d_t = q_t * n_t  # denominator-part-4
    over_units_d_t = np.sum(a_d_t, axis=1, keepdims=True)  # denominator-part-5
    d_t = np.maximum(np.abs(over_units_d_t), np.exp(-m_t)) + epsilon  # denominator
    vecmat_h_t = np.einsum("ti...,tji...->tj...", q_t, C_t)  # hidden-state-part-6
    d_t_by_m_t = np.where(np.abs(over_units_d_t) > np.exp(-m_t), np.sign(over_units_d_t), 0)
    d_t_by_m_t_ = np.where(np.abs(over_units_d_t) > np.exp(-m_t), 0, -np.exp(-m_t))
    m_t_by_i_sum = np.where(i_sum > l_t, chunk.dtype.type(0), 1)
    s_t_by_f_sum = np.where(f_sum < 0, chunk.dtype.type(1), 0)
    m_t_by_i_sum_ = np.where(i_sum > l_t, chunk.dtype.type(1), 0)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    delta_2 = chunk.delta[1]  # deltas
    slope_2 = chunk.slope[1]
    slope[:, 1] = 1 / math.sqrt(k_sum.shape[1])
    slope_2[:, 1] = s_t_by_f_sum + np.exp(-np.abs(f_sum)) * np.sign(f_sum) / (1 + r_t)
    h_t_by_d_t = -vecmat_h_t / d_t**2
    h_t_by_C_t = 1 / d_t
    f_t_by_m_t = -np.exp(l_t - m_t)
    i_t_by_m_t = -np.exp(i_sum - m_t)
    f_t_by_l_t = np.exp(l_t - m_t)
    i_t_by_i_sum = np.exp(i_sum - m_t)

    def step(t: int, g_C_t: Array, g_n_t: Array, g_m_t: Array, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        d_d_t = chunk.over_units(g_h_t * h_t_by_d_t[t])  # gradient-d-t
        d_a_d_t = spread(d_d_t * d_t_by_m_t[t], a_d_t[t])  # gradient-a-d-t
        d_n_t = g_n_t + d_a_d_t * q_t[t]  # gradient-n-t
        d_C_t = g_C_t + to_matrix(g_h_t * h_t_by_C_t[t], q_t[t])  # gradient-C-t
        d_a_C_t = to_rows(d_C_t, v_t[t])  # gradient-a-C-t
        d_row_C_t = chunk.over_units(d_C_t * C_tm1[t])  # gradient-row-C-t
        d_f_t = chunk.over_units(d_n_t * n_tm1[t]) + rows_summed(d_row_C_t)  # gradient-f-t
        d_i_t = chunk.over_units(d_n_t * k_t[t] + d_a_C_t * k_t[t])  # gradient-i-t
        # gradient-m-t
        d_m_t = g_m_t + d_d_t * d_t_by_m_t_[t] + d_f_t * f_t_by_m_t[t] + d_i_t * i_t_by_m_t[t]
        d_l_t = d_f_t * f_t_by_l_t[t] + d_m_t * m_t_by_i_sum[t]  # gradient-l-t
        multiply(d_l_t, slope_2[t, 1], delta_2[t, 1])  # gradient-z-f-sum
        d_i_sum = d_i_t * i_t_by_i_sum[t] + d_m_t * m_t_by_i_sum_[t]  # gradient-i-sum
        delta_2[t, 0] = d_i_sum  # gradient-z-i-sum
        d_v_t = to_columns(d_C_t, a_C_t[t])  # gradient-v-t
        delta[t, 2] = d_v_t  # gradient-z-v
        d_k_t = d_n_t * i_t[t] + d_a_C_t * i_t[t]  # gradient-k-t
        multiply(d_k_t, slope[t, 1], delta[t, 1])  # gradient-z-k
        d_q_t = d_a_d_t * n_t[t] + to_vector(g_h_t * h_t_by_C_t[t], C_t[t])  # gradient-q-t
        delta[t, 0] = d_q_t  # gradient-z-q
        d_C_tm1 = d_C_t * row_C_t[t]  # gradient-C-tm1
        d_n_tm1 = d_n_t * f_t[t]  # gradient-n-tm1
        d_m_tm1 = d_l_t  # gradient-m-tm1
        d_h_tm1 = np.zeros_like(g_h_t)  # gradient-h-tm1
        return d_C_tm1, d_n_tm1, d_m_tm1, d_h_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


def backwards_false(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    C_tm1 = chunk.array["C_tm1"]
    C_t = chunk.array["C_t"]
    n_tm1 = chunk.array["n_tm1"]
    n_t = chunk.array["n_t"]
    m_t = chunk.array["m_t"]
    epsilon = chunk.fixed["epsilon"]
    sigmoid = function["sigmoid"]
    z_q, z_k, z_v = chunk.sums(0)  # sum-z-q, sum-z-k, sum-z-v
    q_t = z_q  # query
    k_sum = z_k  # key-sum
    k_t = k_sum / math.sqrt(k_sum.shape[1])  # key
    v_t = z_v  # value
    z_i_sum, z_f_sum = chunk.sums(1)  # sum-z-i-sum, sum-z-f-sum
    i_sum = z_i_sum  # input-gate-sum
    f_sum = z_f_sum  # forget-gate-sum
    i_t = np.exp(i_sum)  # input-gate-bare
    f_t = sigmoid(f_sum)  # forget-gate-bare
    row_C_t = np.expand_dims(f_t, 2)  # memory-part-1
    a_C_t = i_t * k_t  # memory-part-2
    a_d_t = q_t * n_t  # denominator-part-4
    over_units_d_t = np.sum(a_d_t, axis=1, keepdims=True)  # denominator-part-5
    d_t = np.maximum(np.abs(over_units_d_t), np.exp(-m_t)) + epsilon  # denominator
    vecmat_h_t = np.einsum("ti...,tji...->tj...", q_t, C_t)  # hidden-state-part-6
    d_t_by_m_t = np.where(np.abs(over_units_d_t) > np.exp(-m_t), np.sign(over_units_d_t), 0)
    f_t_by_f_sum = f_t * (1 - f_t)
    d_t_by_m_t_ = np.where(np.abs(over_units_d_t) > np.exp(-m_t), 0, -np.exp(-m_t))
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    delta_2 = chunk.delta[1]  # deltas
    slope_2 = chunk.slope[1]
    slope[:, 1] = 1 / math.sqrt(k_sum.shape[1])
    slope_2[:, 0] = np.exp(i_sum)
    slope_2[:, 1] = f_t_by_f_sum
    h_t_by_d_t = -vecmat_h_t / d_t**2
    h_t_by_C_t = 1 / d_t

    def step(t: int, g_C_t: Array, g_n_t: Array, g_m_t: Array, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        d_d_t = chunk.over_units(g_h_t * h_t_by_d_t[t])  # gradient-d-t
        d_a_d_t = spread(d_d_t * d_t_by_m_t[t], a_d_t[t])  # gradient-a-d-t
        d_n_t = g_n_t + d_a_d_t * q_t[t]  # gradient-n-t
        d_C_t = g_C_t + to_matrix(g_h_t * h_t_by_C_t[t], q_t[t])  # gradient-C-t
        d_a_C_t = to_rows(d_C_t, v_t[t])  # gradient-a-C-t
        d_row_C_t = chunk.over_units(d_C_t * C_tm1[t])  # gradient-row-C-t
        d_f_t = chunk.over_units(d_n_t * n_tm1[t]) + rows_summed(d_row_C_t)  # gradient-f-t
        multiply(d_f_t, slope_2[t, 1], delta_2[t, 1])  # gradient-z-f-sum
        d_i_t = chunk.over_units(d_n_t * k_t[t] + d_a_C_t * k_t[t])  # gradient-i-t
        multiply(d_i_t, slope_2[t, 0], delta_2[t, 0])  # gradient-z-i-sum
        d_m_t = g_m_t + d_d_t * d_t_by_m_t_[t]  # gradient-m-t
        d_v_t = to_columns(d_C_t, a_C_t[t])  # gradient-v-t
        delta[t, 2] = d_v_t  # gradient-z-v
        d_k_t = d_n_t * i_t[t] + d_a_C_t * i_t[t]  # gradient-k-t
        multiply(d_k_t, slope[t, 1], delta[t, 1])  # gradient-z-k
        d_q_t = d_a_d_t * n_t[t] + to_vector(g_h_t * h_t_by_C_t[t], C_t[t])  # gradient-q-t
        delta[t, 0] = d_q_t  # gradient-z-q
        d_C_tm1 = d_C_t * row_C_t[t]  # gradient-C-tm1
        d_n_tm1 = d_n_t * f_t[t]  # gradient-n-tm1
        d_m_tm1 = d_m_t  # gradient-m-tm1
        d_h_tm1 = np.zeros_like(g_h_t)  # gradient-h-tm1
        return d_C_tm1, d_n_tm1, d_m_tm1, d_h_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (True,): Reverse(
        orders=((0, 1, 2), (0, 1)),
        reads=((), ()),
        backwards=backwards_true,
    ),
    (False,): Reverse(
        orders=((0, 1, 2), (0, 1)),
        reads=((), ()),
        backwards=backwards_false,
        called=("sigmoid",),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-kernel
        np.concatenate(
            [
                from_flat(products[0]["x_t"][:, 0], kernel.shape[0]),
                from_flat(products[0]["x_t"][:, 1], kernel.shape[0]),
                from_flat(products[0]["x_t"][:, 2], kernel.shape[0]),
            ],
            axis=-1,
        ),
        # gradient-bias
        np.concatenate(
            [
                products[0][""][0, 0].reshape(-1, bias.shape[0]).T,
                products[0][""][0, 1].reshape(-1, bias.shape[0]).T,
                products[0][""][0, 2].reshape(-1, bias.shape[0]).T,
            ],
            axis=-1,
        ),
        # gradient-i-kernel
        from_flat(products[1]["x_t"][:, 0], i_kernel.shape[0]),
        # gradient-i-bias
        products[1][""][0, 0].reshape(-1, i_bias.shape[0]).T,
        # gradient-f-kernel
        from_flat(products[1]["x_t"][:, 1], f_kernel.shape[0]),
        # gradient-f-bias
        products[1][""][0, 1].reshape(-1, f_bias.shape[0]).T,
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def mlstm_gradients(
    input: Array,
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
    *,
    output: Array | None = None,
    last_C: Array | None = None,
    last_n: Array | None = None,
    last_m: Array | None = None,
    initial_state: tuple[Array, Array, Array] | None = None,
    stabilized: bool = True,
    epsilon: float = 1e-06,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> MLSTMGradients:
    """Gradients of the loss through the mLSTM of xLSTM.

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
    output : array or None, shape (batch, timesteps, heads, head)
        gradient of the loss with respect to what `mlstm` returns under this name; None: zeros
    last_C : array or None, shape (batch, heads, head, head)
        gradient of the loss with respect to what `mlstm` returns under this name; None: zeros
    last_n : array or None, shape (batch, heads, head)
        gradient of the loss with respect to what `mlstm` returns under this name; None: zeros
    last_m : array or None, shape (batch, heads, 1)
        gradient of the loss with respect to what `mlstm` returns under this name; None: zeros
    initial_state : arrays or None
        the states before the first timestep, shape (batch, heads, head, head) and (batch, heads,
        head) and (batch, heads, 1)
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it
    epsilon : float
        constant that keeps the denominator from zero
    at_kink : str or None
        the framework whose derivative is taken where an activation has none, a name in
        lstm_numpy.kinks.CONVENTIONS; None: that of the branch of the formula that holds there
    truncation : int or None
        timesteps of a piece; no gradient passes from one piece to another; None: no pieces
    checkpoints : int or None
        number of segments that the timesteps are divided into: states are kept for one at a time
        and computed again for the others, which changes no bit; None: all are kept

    Returns
    -------
    MLSTMGradients
    input : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    kernel : Array
        of the weights of the input, head by head, shape (heads, input_dim, 3*head)
    bias : Array
        of the bias, head by head, shape (heads, 3*head)
    i_kernel : Array
        of the weights of the input for the input gate, shape (heads, input_dim, 1)
    i_bias : Array
        of the bias of the input gate, shape (heads, 1)
    f_kernel : Array
        of the weights of the input for the forget gate, shape (heads, input_dim, 1)
    f_bias : Array
        of the bias of the forget gate, shape (heads, 1)
    initial_state : tuple[Array, Array, Array]
        of the initial states: (batch, heads, head, head), (batch, heads, head), (batch, heads, 1)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, C_t, n_t,
    m_t, h_t and 3 sums of products, each as many numbers as it has units; with a mask the states
    once more, with checkpoints those of one segment. Sources: M. Beck, K. Pöppel, M. Spanring, A.
    Auer, O. Prudnikova, M. Kopp, G. Klambauer, J. Brandstetter and S. Hochreiter, "xLSTM: Extended
    Long Short-Term Memory", arXiv, 2024, section 2.3; the package xlstm 2.0.6,
    xlstm/blocks/mlstm/backends.py.

    Examples
    --------
    >>> found = mlstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((3, 10, 9)),
    ...     np.zeros((3, 9)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ...     output=np.ones((4, 28, 3, 3)),
    ... )
    >>> found.input.shape
    (4, 28, 10)
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
    if output is not None:
        output = sizes.floating("output", output, "batch timesteps heads head")
    if last_C is not None:
        last_C = sizes.floating("last_C", last_C, "batch heads head head")
    if last_n is not None:
        last_n = sizes.floating("last_n", last_n, "batch heads head")
    if last_m is not None:
        last_m = sizes.floating("last_m", last_m, "batch heads 1")
    sizes.some("heads", "head")
    checked("input", sizes.dtype)
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
    states = {"C_tm1": last_C, "n_tm1": last_n, "m_tm1": last_m}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[(stabilized,)],
            weights(kernel, bias, i_kernel, i_bias, f_kernel, f_bias),
            fixed={"epsilon": epsilon},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(input, initial, None, output, states)
        of = unpacked(
            found.products,
            found.beside,
            kernel,
            bias,
            i_kernel,
            i_bias,
            f_kernel,
            f_bias,
        )
    else:  # another engine
        found, of = packed(
            input,
            initial,
            None,
            output,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_kernel = of[0]
    d_bias = of[1]
    d_i_kernel = of[2]
    d_i_bias = of[3]
    d_f_kernel = of[4]
    d_f_bias = of[5]
    return MLSTMGradients(
        found.sequences,
        d_kernel,
        d_bias,
        d_i_kernel,
        d_i_bias,
        d_f_kernel,
        d_f_bias,
        (found.states[0], found.states[1], found.states[2]),
    )
