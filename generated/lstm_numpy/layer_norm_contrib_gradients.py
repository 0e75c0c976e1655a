"""The LayerNormBasicLSTMCell of TensorFlow 1: gradients.

Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot

from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
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
from lstm_numpy.engine import Function, Layer
from lstm_numpy.layer_norm_contrib_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    inputs: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    input_kernel: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, shape (units, 4*units)"""

    gamma: Array
    """of the scale, shape (4*units,)"""

    beta: Array
    """of the centre, shape (4*units,)"""

    state_gamma: Array
    """of the scale of the cell state, shape (units,)"""

    state_beta: Array
    """of the centre of the cell state, shape (units,)"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    h_tm1 = chunk.array["h_tm1"]
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    state_gamma = chunk.fixed["state_gamma"]
    epsilon = chunk.fixed["epsilon"]
    gamma_i = chunk.fixed["gamma_i"]
    gamma_j = chunk.fixed["gamma_j"]
    gamma_f = chunk.fixed["gamma_f"]
    gamma_o = chunk.fixed["gamma_o"]
    beta_i = chunk.fixed["beta_i"]
    beta_j = chunk.fixed["beta_j"]
    beta_f = chunk.fixed["beta_f"]
    beta_o = chunk.fixed["beta_o"]
    forget_bias = chunk.fixed["forget_bias"]
    activation = function["activation"]
    sigmoid = function["sigmoid"]
    activation_slope = slopes["activation"]
    z_i, z_j, z_f, z_o = chunk.sums(0)  # sum-z-i, sum-z-j, sum-z-f, sum-z-o
    i_sum = z_i  # input-gate-sum
    i_mean = np.mean(i_sum, axis=-2, keepdims=True)  # input-gate-mean
    a_i_variance = (i_sum - i_mean) ** 2  # input-gate-variance-part-1
    i_variance = np.mean(a_i_variance, axis=-2, keepdims=True)  # input-gate-variance
    i_norm = gamma_i * (i_sum - i_mean) / np.sqrt(i_variance + epsilon) + beta_i  # input-gate-norm
    i_t = sigmoid(i_norm)  # input-gate
    j_sum = z_j  # new-input-sum
    j_mean = np.mean(j_sum, axis=-2, keepdims=True)  # new-input-mean
    a_j_variance = (j_sum - j_mean) ** 2  # new-input-variance-part-2
    j_variance = np.mean(a_j_variance, axis=-2, keepdims=True)  # new-input-variance
    j_norm = gamma_j * (j_sum - j_mean) / np.sqrt(j_variance + epsilon) + beta_j  # new-input-norm
    j_t = activation(j_norm)  # new-input
    f_sum = z_f  # forget-gate-sum
    f_mean = np.mean(f_sum, axis=-2, keepdims=True)  # forget-gate-mean
    a_f_variance = (f_sum - f_mean) ** 2  # forget-gate-variance-part-3
    f_variance = np.mean(a_f_variance, axis=-2, keepdims=True)  # forget-gate-variance
    f_norm = gamma_f * (f_sum - f_mean) / np.sqrt(f_variance + epsilon) + beta_f  # forget-gate-norm
    a_f_t = f_norm + forget_bias  # forget-gate-part-4
    f_t = sigmoid(a_f_t)  # forget-gate
    o_sum = z_o  # output-gate-sum
    o_mean = np.mean(o_sum, axis=-2, keepdims=True)  # output-gate-mean
    a_o_variance = (o_sum - o_mean) ** 2  # output-gate-variance-part-5
    o_variance = np.mean(a_o_variance, axis=-2, keepdims=True)  # output-gate-variance
    o_norm = gamma_o * (o_sum - o_mean) / np.sqrt(o_variance + epsilon) + beta_o  # output-gate-norm
    o_t = sigmoid(o_norm)  # output-gate
    c_sum = f_t * c_tm1 + i_t * j_t  # cell-state-sum
    c_mean = np.mean(c_sum, axis=-2, keepdims=True)  # cell-state-mean
    a_c_variance = (c_sum - c_mean) ** 2  # cell-state-variance-part-6
    c_variance = np.mean(a_c_variance, axis=-2, keepdims=True)  # cell-state-variance
    activation_c_t = activation(c_t)  # hidden-state-part-7
    activation_c_t_by_c_t = activation_slope(c_t, activation_c_t)
    o_t_by_o_norm = o_t * (1 - o_t)
    f_t_by_a_f_t = f_t * (1 - f_t)
    j_t_by_j_norm = activation_slope(j_norm, j_t)
    i_t_by_i_norm = i_t * (1 - i_t)
    delta = chunk.delta[0]  # deltas
    h_t_by_c_t = o_t * activation_c_t_by_c_t
    c_t_by_c_variance = (
        -state_gamma
        * (c_sum - c_mean)
        / (2 * np.sqrt(c_variance + epsilon) * (np.sqrt(c_variance + epsilon)) ** 2)
    )
    c_t_by_c_mean = -state_gamma / np.sqrt(c_variance + epsilon)
    c_variance_by_c_mean = -2 * (c_sum - c_mean) / a_c_variance.shape[-2]
    c_t_by_c_sum = state_gamma / np.sqrt(c_variance + epsilon)
    c_variance_by_c_sum = 2 * (c_sum - c_mean) / a_c_variance.shape[-2]
    c_mean_by_c_sum = 1 / c_sum.shape[-2]
    h_t_by_o_variance = (
        -activation_c_t
        * o_t_by_o_norm
        * gamma_o
        * (o_sum - o_mean)
        / (2 * np.sqrt(o_variance + epsilon) * (np.sqrt(o_variance + epsilon)) ** 2)
    )
    h_t_by_o_mean = -activation_c_t * o_t_by_o_norm * gamma_o / np.sqrt(o_variance + epsilon)
    o_variance_by_o_mean = -2 * (o_sum - o_mean) / a_o_variance.shape[-2]
    h_t_by_o_sum = activation_c_t * o_t_by_o_norm * gamma_o / np.sqrt(o_variance + epsilon)
    o_variance_by_o_sum = 2 * (o_sum - o_mean) / a_o_variance.shape[-2]
    o_mean_by_o_sum = 1 / o_sum.shape[-2]
    c_sum_by_f_variance = (
        -c_tm1
        * f_t_by_a_f_t
        * gamma_f
        * (f_sum - f_mean)
        / (2 * np.sqrt(f_variance + epsilon) * (np.sqrt(f_variance + epsilon)) ** 2)
    )
    c_sum_by_f_mean = -c_tm1 * f_t_by_a_f_t * gamma_f / np.sqrt(f_variance + epsilon)
    f_variance_by_f_mean = -2 * (f_sum - f_mean) / a_f_variance.shape[-2]
    c_sum_by_f_sum = c_tm1 * f_t_by_a_f_t * gamma_f / np.sqrt(f_variance + epsilon)
    f_variance_by_f_sum = 2 * (f_sum - f_mean) / a_f_variance.shape[-2]
    f_mean_by_f_sum = 1 / f_sum.shape[-2]
    c_sum_by_j_variance = (
        -i_t
        * j_t_by_j_norm
        * gamma_j
        * (j_sum - j_mean)
        / (2 * np.sqrt(j_variance + epsilon) * (np.sqrt(j_variance + epsilon)) ** 2)
    )
    c_sum_by_j_mean = -i_t * j_t_by_j_norm * gamma_j / np.sqrt(j_variance + epsilon)
    j_variance_by_j_mean = -2 * (j_sum - j_mean) / a_j_variance.shape[-2]
    c_sum_by_j_sum = i_t * j_t_by_j_norm * gamma_j / np.sqrt(j_variance + epsilon)
    j_variance_by_j_sum = 2 * (j_sum - j_mean) / a_j_variance.shape[-2]
    j_mean_by_j_sum = 1 / j_sum.shape[-2]
    c_sum_by_i_variance = (
        -j_t
        * i_t_by_i_norm
        * gamma_i
        * (i_sum - i_mean)
        / (2 * np.sqrt(i_variance + epsilon) * (np.sqrt(i_variance + epsilon)) ** 2)
    )
    c_sum_by_i_mean = -j_t * i_t_by_i_norm * gamma_i / np.sqrt(i_variance + epsilon)
    i_variance_by_i_mean = -2 * (i_sum - i_mean) / a_i_variance.shape[-2]
    c_sum_by_i_sum = j_t * i_t_by_i_norm * gamma_i / np.sqrt(i_variance + epsilon)
    i_variance_by_i_sum = 2 * (i_sum - i_mean) / a_i_variance.shape[-2]
    i_mean_by_i_sum = 1 / i_sum.shape[-2]
    at_state_gamma = (c_sum - c_mean) / np.sqrt(c_variance + epsilon)
    at_gamma_o = activation_c_t * o_t_by_o_norm * (o_sum - o_mean) / np.sqrt(o_variance + epsilon)
    at_gamma_f = c_tm1 * f_t_by_a_f_t * (f_sum - f_mean) / np.sqrt(f_variance + epsilon)
    at_gamma_j = i_t * j_t_by_j_norm * (j_sum - j_mean) / np.sqrt(j_variance + epsilon)
    at_gamma_i = j_t * i_t_by_i_norm * (i_sum - i_mean) / np.sqrt(i_variance + epsilon)
    all_d_c_t = np.empty_like(c_tm1)
    all_g_h_t = np.empty_like(h_tm1)
    all_d_c_sum = np.empty_like(c_sum)
    transposed, handed = chunk.products(0)

    def step(t: int, g_c_t: Array, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        d_c_variance = chunk.over_units(d_c_t * c_t_by_c_variance[t])  # gradient-c-variance
        # gradient-c-mean
        d_c_mean = chunk.over_units(
            d_c_t * c_t_by_c_mean[t] + d_c_variance * c_variance_by_c_mean[t]
        )
        # gradient-c-sum
        d_c_sum = (
            d_c_t * c_t_by_c_sum[t]
            + d_c_variance * c_variance_by_c_sum[t]
            + d_c_mean * c_mean_by_c_sum
        )
        d_o_variance = chunk.over_units(g_h_t * h_t_by_o_variance[t])  # gradient-o-variance
        # gradient-o-mean
        d_o_mean = chunk.over_units(
            g_h_t * h_t_by_o_mean[t] + d_o_variance * o_variance_by_o_mean[t]
        )
        # gradient-o-sum
        d_o_sum = (
            g_h_t * h_t_by_o_sum[t]
            + d_o_variance * o_variance_by_o_sum[t]
            + d_o_mean * o_mean_by_o_sum
        )
        delta[t, 3] = d_o_sum  # gradient-z-o
        d_f_variance = chunk.over_units(d_c_sum * c_sum_by_f_variance[t])  # gradient-f-variance
        # gradient-f-mean
        d_f_mean = chunk.over_units(
            d_c_sum * c_sum_by_f_mean[t] + d_f_variance * f_variance_by_f_mean[t]
        )
        # gradient-f-sum
        d_f_sum = (
            d_c_sum * c_sum_by_f_sum[t]
            + d_f_variance * f_variance_by_f_sum[t]
            + d_f_mean * f_mean_by_f_sum
        )
        delta[t, 2] = d_f_sum  # gradient-z-f
        d_j_variance = chunk.over_units(d_c_sum * c_sum_by_j_variance[t])  # gradient-j-variance
        # gradient-j-mean
        d_j_mean = chunk.over_units(
            d_c_sum * c_sum_by_j_mean[t] + d_j_variance * j_variance_by_j_mean[t]
        )
        # gradient-j-sum
        d_j_sum = (
            d_c_sum * c_sum_by_j_sum[t]
            + d_j_variance * j_variance_by_j_sum[t]
            + d_j_mean * j_mean_by_j_sum
        )
        delta[t, 1] = d_j_sum  # gradient-z-j
        d_i_variance = chunk.over_units(d_c_sum * c_sum_by_i_variance[t])  # gradient-i-variance
        # gradient-i-mean
        d_i_mean = chunk.over_units(
            d_c_sum * c_sum_by_i_mean[t] + d_i_variance * i_variance_by_i_mean[t]
        )
        # gradient-i-sum
        d_i_sum = (
            d_c_sum * c_sum_by_i_sum[t]
            + d_i_variance * i_variance_by_i_sum[t]
            + d_i_mean * i_mean_by_i_sum
        )
        delta[t, 0] = d_i_sum  # gradient-z-i
        d_c_tm1 = d_c_sum * f_t[t]  # gradient-c-tm1
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        all_d_c_t[t] = d_c_t
        all_g_h_t[t] = g_h_t
        all_d_c_sum[t] = d_c_sum
        return d_c_tm1, d_h_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "state_beta": (all_d_c_t).sum((0, 2)),
            "state_gamma": (all_d_c_t * at_state_gamma).sum((0, 2)),
            "beta_o": (all_g_h_t * (activation_c_t * o_t_by_o_norm)).sum((0, 2)),
            "gamma_o": (all_g_h_t * at_gamma_o).sum((0, 2)),
            "beta_f": (all_d_c_sum * (c_tm1 * f_t_by_a_f_t)).sum((0, 2)),
            "gamma_f": (all_d_c_sum * at_gamma_f).sum((0, 2)),
            "beta_j": (all_d_c_sum * (i_t * j_t_by_j_norm)).sum((0, 2)),
            "gamma_j": (all_d_c_sum * at_gamma_j).sum((0, 2)),
            "beta_i": (all_d_c_sum * (j_t * i_t_by_i_norm)).sum((0, 2)),
            "gamma_i": (all_d_c_sum * at_gamma_i).sum((0, 2)),
        }

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 3, 1, 2),),
        reads=(("h_tm1",),),
        backwards=backwards,
        called=("sigmoid",),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-input-kernel
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-recurrent-kernel
        joined(products[0]["h_tm1"], 0, 1, 2, 3),
        # gradient-gamma
        np.concatenate(
            [
                beside["gamma_i"],
                beside["gamma_j"],
                beside["gamma_f"],
                beside["gamma_o"],
            ],
            axis=-1,
        ),
        # gradient-beta
        np.concatenate(
            [
                beside["beta_i"],
                beside["beta_j"],
                beside["beta_f"],
                beside["beta_o"],
            ],
            axis=-1,
        ),
        # gradient-state-gamma
        beside["state_gamma"],
        # gradient-state-beta
        beside["state_beta"],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    inputs: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    outputs: Array | None = None,
    last_c: Array | None = None,
    last_h: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    forget_bias: float = 1.0,
    epsilon: float = 1e-12,
    activation: Activation = "tanh",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LayerNormBasicLSTMCell of TensorFlow 1.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, j, f, o
    gamma : array, shape (4*units,)
        scale; one block for each gate, in the order i, j, f, o
    beta : array, shape (4*units,)
        centre; one block for each gate, in the order i, j, f, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    outputs : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    forget_bias : float
        addition after the forget gate's norm
    epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity
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
    LSTMGradients
    inputs : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    input_kernel : Array
        of the weights of the input, shape (input_dim, 4*units)
    recurrent_kernel : Array
        of the weights of the hidden state, shape (units, 4*units)
    gamma : Array
        of the scale, shape (4*units,)
    beta : Array
        of the centre, shape (4*units,)
    state_gamma : Array
        of the scale of the cell state, shape (units,)
    state_beta : Array
        of the centre of the cell state, shape (units,)
    initial_state : tuple[Array, Array]
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, c_t, h_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: TensorFlow 1.15.5,
    tensorflow/contrib/rnn/python/ops/rnn_cell.py, class LayerNormBasicLSTMCell; J. Ba, J. Kiros and
    G. Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ...     outputs=np.ones((4, 28, 32)),
    ... )
    >>> found.inputs.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    gamma = sizes.floating("gamma", gamma, "4*units")
    beta = sizes.floating("beta", beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        c_0, h_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
        h_0 = sizes.floating("initial_state[1]", h_0, "batch units")
    forget_bias = number("forget_bias", forget_bias)
    epsilon = number("epsilon", epsilon)
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    if last_h is not None:
        last_h = sizes.floating("last_h", last_h, "batch units")
    checked("inputs", sizes.dtype)
    packed = layer(
        sizes,
        input_kernel,
        recurrent_kernel,
        gamma,
        beta,
        state_gamma,
        state_beta,
        forget_bias=forget_bias,
        epsilon=epsilon,
        activation=activation,
    )
    initial = None if initial_state is None else (c_0, h_0)
    states = {"c_tm1": last_c, "h_tm1": last_h}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(input_kernel, recurrent_kernel, gamma, beta, state_gamma, state_beta),
            fixed={
                "state_gamma": state_gamma,
                "epsilon": epsilon,
                "gamma_i": np.split(gamma, 4, axis=-1)[0],
                "gamma_j": np.split(gamma, 4, axis=-1)[1],
                "gamma_f": np.split(gamma, 4, axis=-1)[2],
                "gamma_o": np.split(gamma, 4, axis=-1)[3],
                "beta_i": np.split(beta, 4, axis=-1)[0],
                "beta_j": np.split(beta, 4, axis=-1)[1],
                "beta_f": np.split(beta, 4, axis=-1)[2],
                "beta_o": np.split(beta, 4, axis=-1)[3],
                "forget_bias": forget_bias,
            },
            functions={"activation": activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(inputs, initial, None, outputs, states)
        of = unpacked(
            found.products,
            found.beside,
            input_kernel,
            recurrent_kernel,
            gamma,
            beta,
            state_gamma,
            state_beta,
        )
    else:  # another engine
        found, of = packed(
            inputs,
            initial,
            None,
            outputs,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_input_kernel = of[0]
    d_recurrent_kernel = of[1]
    d_gamma = of[2]
    d_beta = of[3]
    d_state_gamma = of[4]
    d_state_beta = of[5]
    return LSTMGradients(
        found.sequences,
        d_input_kernel,
        d_recurrent_kernel,
        d_gamma,
        d_beta,
        d_state_gamma,
        d_state_beta,
        (found.states[0], found.states[1]),
    )
