"""The sLSTM of xLSTM: gradients.

Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.backward import (
    After,
    Back,
    Chunk,
    Gradients,
    Products,
    Reverse,
    Slope,
    checked,
    joined,
)
from lstm_numpy.block_diagonal import diagonal_blocks
from lstm_numpy.engine import Function, Layer
from lstm_numpy.slstm_fast import layer, weights


class SLSTMGradients(NamedTuple):
    """What `slstm_gradients` returns: the gradients of the loss."""

    input: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, head by head, shape (units, 4*head)"""

    bias: Array
    """of the bias, shape (4*units,)"""

    initial_state: tuple[Array, Array, Array, Array]
    """of the initial states: each (batch, units)"""


def backwards_true(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    n_tm1 = chunk.array["n_tm1"]
    n_t = chunk.array["n_t"]
    m_tm1 = chunk.array["m_tm1"]
    m_t = chunk.array["m_t"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_i, z_f, z_z, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-z, sum-z-o
    i_sum = z_i  # input-gate-sum
    f_sum = z_f  # forget-gate-sum
    z_t = tanh(z_z)  # cell-input
    o_t = sigmoid(z_o)  # output-gate
    r_t = np.exp(-np.abs(f_sum))  # log-rest
    s_t = np.minimum(f_sum, 0) - np.log(1 + r_t)  # log-sigmoid
    l_t = m_tm1 + s_t  # log-forget
    i_t = np.minimum(np.exp(i_sum - m_t), 1)  # input-gate
    f_t = np.minimum(np.exp(l_t - m_t), 1)  # forget-gate
    f_t_by_l_t = np.where(np.exp(l_t - m_t) < 1, -np.exp(l_t - m_t), 0)
    i_t_by_i_sum = np.where(np.exp(i_sum - m_t) < 1, -np.exp(i_sum - m_t), 0)
    f_t_by_l_t_ = np.where(np.exp(l_t - m_t) < 1, np.exp(l_t - m_t), 0)
    m_t_by_i_sum = np.where(n_tm1 > 0, np.where(i_sum > l_t, chunk.dtype.type(0), 1), 0)
    s_t_by_f_sum = np.where(f_sum < 0, chunk.dtype.type(1), 0)
    i_t_by_i_sum_ = np.where(np.exp(i_sum - m_t) < 1, np.exp(i_sum - m_t), 0)
    m_t_by_i_sum_ = np.where(n_tm1 > 0, np.where(i_sum > l_t, chunk.dtype.type(1), 0), 1)
    o_t_by_z_o = o_t * (1 - o_t)
    z_t_by_z_z = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 1] = s_t_by_f_sum + np.exp(-np.abs(f_sum)) * np.sign(f_sum) / (1 + r_t)
    slope[:, 2] = i_t * z_t_by_z_z
    slope[:, 3] = c_t * o_t_by_z_o / n_t
    h_t_by_n_t = -o_t * c_t / n_t**2
    h_t_by_c_t = o_t / n_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array, g_n_t: Array, g_m_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_n_t = g_n_t + g_h_t * h_t_by_n_t[t]  # gradient-n-t
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 2], delta[t, 2])  # gradient-z-z
        d_f_t = d_n_t * n_tm1[t] + d_c_t * c_tm1[t]  # gradient-f-t
        d_i_t = d_n_t + d_c_t * z_t[t]  # gradient-i-t
        d_m_t = g_m_t + d_f_t * f_t_by_l_t[t] + d_i_t * i_t_by_i_sum[t]  # gradient-m-t
        d_l_t = d_f_t * f_t_by_l_t_[t] + d_m_t * m_t_by_i_sum[t]  # gradient-l-t
        multiply(d_l_t, slope[t, 1], delta[t, 1])  # gradient-z-f
        d_i_sum = d_i_t * i_t_by_i_sum_[t] + d_m_t * m_t_by_i_sum_[t]  # gradient-i-sum
        delta[t, 0] = d_i_sum  # gradient-z-i
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        d_n_tm1 = d_n_t * f_t[t]  # gradient-n-tm1
        d_m_tm1 = d_l_t  # gradient-m-tm1
        return d_h_tm1, d_c_tm1, d_n_tm1, d_m_tm1

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
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    n_tm1 = chunk.array["n_tm1"]
    n_t = chunk.array["n_t"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_i, z_f, z_z, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-z, sum-z-o
    i_sum = z_i  # input-gate-sum
    f_sum = z_f  # forget-gate-sum
    z_t = tanh(z_z)  # cell-input
    o_t = sigmoid(z_o)  # output-gate
    i_t = np.exp(i_sum)  # input-gate-bare
    f_t = sigmoid(f_sum)  # forget-gate-bare
    f_t_by_f_sum = f_t * (1 - f_t)
    o_t_by_z_o = o_t * (1 - o_t)
    z_t_by_z_z = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = np.exp(i_sum)
    slope[:, 1] = f_t_by_f_sum
    slope[:, 2] = i_t * z_t_by_z_z
    slope[:, 3] = c_t * o_t_by_z_o / n_t
    h_t_by_n_t = -o_t * c_t / n_t**2
    h_t_by_c_t = o_t / n_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array, g_n_t: Array, g_m_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_n_t = g_n_t + g_h_t * h_t_by_n_t[t]  # gradient-n-t
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 2], delta[t, 2])  # gradient-z-z
        d_f_t = d_n_t * n_tm1[t] + d_c_t * c_tm1[t]  # gradient-f-t
        multiply(d_f_t, slope[t, 1], delta[t, 1])  # gradient-z-f
        d_i_t = d_n_t + d_c_t * z_t[t]  # gradient-i-t
        multiply(d_i_t, slope[t, 0], delta[t, 0])  # gradient-z-i
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        d_n_tm1 = d_n_t * f_t[t]  # gradient-n-tm1
        d_m_tm1 = g_m_t  # gradient-m-tm1
        return d_h_tm1, d_c_tm1, d_n_tm1, d_m_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (True,): Reverse(
        orders=((0, 1, 2, 3),),
        reads=(("h_tm1",),),
        backwards=backwards_true,
        called=("sigmoid", "tanh"),
    ),
    (False,): Reverse(
        orders=((0, 1, 3, 2),),
        reads=(("h_tm1",),),
        backwards=backwards_false,
        called=("sigmoid", "tanh"),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
) -> tuple[Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-kernel
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-recurrent-kernel
        np.concatenate(
            [
                diagonal_blocks(products[0]["h_tm1"][:, 0], recurrent_kernel.shape[-1] // 4),
                diagonal_blocks(products[0]["h_tm1"][:, 1], recurrent_kernel.shape[-1] // 4),
                diagonal_blocks(products[0]["h_tm1"][:, 2], recurrent_kernel.shape[-1] // 4),
                diagonal_blocks(products[0]["h_tm1"][:, 3], recurrent_kernel.shape[-1] // 4),
            ],
            axis=-1,
        ),
        # gradient-bias
        joined(products[0][""], 0, 1, 2, 3)[0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def slstm_gradients(
    input: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    output: Array | None = None,
    last_h: Array | None = None,
    last_c: Array | None = None,
    last_n: Array | None = None,
    last_m: Array | None = None,
    initial_state: tuple[Array, Array, Array, Array] | None = None,
    stabilized: bool = True,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> SLSTMGradients:
    """Gradients of the loss through the sLSTM of xLSTM.

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
    output : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `slstm` returns under this name; None: zeros
    last_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `slstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `slstm` returns under this name; None: zeros
    last_n : array or None, shape (batch, units)
        gradient of the loss with respect to what `slstm` returns under this name; None: zeros
    last_m : array or None, shape (batch, units)
        gradient of the loss with respect to what `slstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it
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
    SLSTMGradients
    input : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    kernel : Array
        of the weights of the input, shape (input_dim, 4*units)
    recurrent_kernel : Array
        of the weights of the hidden state, head by head, shape (units, 4*head)
    bias : Array
        of the bias, shape (4*units,)
    initial_state : tuple[Array, Array, Array, Array]
        of the initial states: each (batch, units)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t, c_t,
    n_t, m_t and 4 sums of products, each as many numbers as it has units; with a mask the states
    once more, with checkpoints those of one segment. Sources: M. Beck, K. Pöppel, M. Spanring, A.
    Auer, O. Prudnikova, M. Kopp, G. Klambauer, J. Brandstetter and S. Hochreiter, "xLSTM: Extended
    Long Short-Term Memory", arXiv, 2024, section 2.2; the package xlstm 2.0.6,
    xlstm/blocks/slstm/src/vanilla/slstm.py.

    Examples
    --------
    >>> found = slstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 64)),
    ...     np.zeros(128),
    ...     output=np.ones((4, 28, 32)),
    ... )
    >>> found.input.shape
    (4, 28, 10)
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
    if output is not None:
        output = sizes.floating("output", output, "batch timesteps units")
    if last_h is not None:
        last_h = sizes.floating("last_h", last_h, "batch units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    if last_n is not None:
        last_n = sizes.floating("last_n", last_n, "batch units")
    if last_m is not None:
        last_m = sizes.floating("last_m", last_m, "batch units")
    checked("input", sizes.dtype)
    packed = layer(sizes, kernel, recurrent_kernel, bias, stabilized=stabilized)
    initial = None if initial_state is None else (h_0, c_0, n_0, m_0)
    states = {"h_tm1": last_h, "c_tm1": last_c, "n_tm1": last_n, "m_tm1": last_m}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[(stabilized,)],
            weights(kernel, recurrent_kernel, bias, stabilized),
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(input, initial, None, output, states)
        of = unpacked(found.products, found.beside, kernel, recurrent_kernel, bias)
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
    d_recurrent_kernel = of[1]
    d_bias = of[2]
    return SLSTMGradients(
        found.sequences,
        d_kernel,
        d_recurrent_kernel,
        d_bias,
        (found.states[0], found.states[1], found.states[2], found.states[3]),
    )
