"""The LayerNormLSTMCell of TensorFlow Addons: gradients.

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
from lstm_numpy.layer_norm_addons_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    inputs: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, shape (units, 4*units)"""

    kernel_gamma: Array
    """of the scale of the input's products, shape (4*units,)"""

    kernel_beta: Array
    """of the centre of the input's products, shape (4*units,)"""

    recurrent_gamma: Array
    """of the scale of the hidden state's products, shape (4*units,)"""

    recurrent_beta: Array
    """of the centre of the hidden state's products, shape (4*units,)"""

    state_gamma: Array
    """of the scale of the cell state, shape (units,)"""

    state_beta: Array
    """of the centre of the cell state, shape (units,)"""

    bias: Array | None
    """of the bias, shape (4*units,); None without it"""

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
    norm_epsilon = chunk.fixed["norm_epsilon"]
    b_i = chunk.fixed["b_i"]
    b_f = chunk.fixed["b_f"]
    b_c = chunk.fixed["b_c"]
    b_o = chunk.fixed["b_o"]
    gamma_xi = chunk.fixed["gamma_xi"]
    gamma_xf = chunk.fixed["gamma_xf"]
    gamma_xc = chunk.fixed["gamma_xc"]
    gamma_xo = chunk.fixed["gamma_xo"]
    beta_xi = chunk.fixed["beta_xi"]
    beta_xf = chunk.fixed["beta_xf"]
    beta_xc = chunk.fixed["beta_xc"]
    beta_xo = chunk.fixed["beta_xo"]
    gamma_hi = chunk.fixed["gamma_hi"]
    gamma_hf = chunk.fixed["gamma_hf"]
    gamma_hc = chunk.fixed["gamma_hc"]
    gamma_ho = chunk.fixed["gamma_ho"]
    beta_hi = chunk.fixed["beta_hi"]
    beta_hf = chunk.fixed["beta_hf"]
    beta_hc = chunk.fixed["beta_hc"]
    beta_ho = chunk.fixed["beta_ho"]
    activation = function["activation"]
    recurrent_activation = function["recurrent_activation"]
    activation_slope = slopes["activation"]
    recurrent_activation_slope = slopes["recurrent_activation"]
    # sum-z-i, sum-z-f, sum-z-c, sum-z-o, sum-z-i-, sum-z-f-, sum-z-c-, sum-z-o-
    z_i, z_f, z_c, z_o, z_i_, z_f_, z_c_, z_o_ = chunk.sums(0)
    x_i = z_i  # input-gate-kernel
    x_f = z_f  # forget-gate-kernel
    x_c = z_c  # candidate-kernel
    x_o = z_o  # output-gate-kernel
    a_x_mean = x_i + x_f + x_c + x_o  # input-products-mean-part-1
    x_mean = np.mean(a_x_mean, axis=-2, keepdims=True) / 4  # input-products-mean
    xd_i = x_i - x_mean  # input-gate-input-products-apart
    xd_f = x_f - x_mean  # forget-gate-input-products-apart
    xd_c = x_c - x_mean  # candidate-input-products-apart
    xd_o = x_o - x_mean  # output-gate-input-products-apart
    a_x_variance = xd_i**2 + xd_f**2 + xd_c**2 + xd_o**2  # input-products-variance-part-2
    x_variance = np.mean(a_x_variance, axis=-2, keepdims=True) / 4  # input-products-variance
    # input-gate-input-products-norm
    x_i_norm = gamma_xi * xd_i / np.sqrt(x_variance + norm_epsilon) + beta_xi
    # forget-gate-input-products-norm
    x_f_norm = gamma_xf * xd_f / np.sqrt(x_variance + norm_epsilon) + beta_xf
    # candidate-input-products-norm
    x_c_norm = gamma_xc * xd_c / np.sqrt(x_variance + norm_epsilon) + beta_xc
    # output-gate-input-products-norm
    x_o_norm = gamma_xo * xd_o / np.sqrt(x_variance + norm_epsilon) + beta_xo
    h_i = z_i_  # input-gate-recurrent
    h_f = z_f_  # forget-gate-recurrent
    h_c = z_c_  # candidate-recurrent
    h_o = z_o_  # output-gate-recurrent
    a_h_mean = h_i + h_f + h_c + h_o  # hidden-state-products-mean-part-3
    h_mean = np.mean(a_h_mean, axis=-2, keepdims=True) / 4  # hidden-state-products-mean
    hd_i = h_i - h_mean  # input-gate-hidden-state-products-apart
    hd_f = h_f - h_mean  # forget-gate-hidden-state-products-apart
    hd_c = h_c - h_mean  # candidate-hidden-state-products-apart
    hd_o = h_o - h_mean  # output-gate-hidden-state-products-apart
    a_h_variance = hd_i**2 + hd_f**2 + hd_c**2 + hd_o**2  # hidden-state-products-variance-part-4
    h_variance = np.mean(a_h_variance, axis=-2, keepdims=True) / 4  # hidden-state-products-variance
    # input-gate-hidden-state-products-norm
    h_i_norm = gamma_hi * hd_i / np.sqrt(h_variance + norm_epsilon) + beta_hi
    # forget-gate-hidden-state-products-norm
    h_f_norm = gamma_hf * hd_f / np.sqrt(h_variance + norm_epsilon) + beta_hf
    # candidate-hidden-state-products-norm
    h_c_norm = gamma_hc * hd_c / np.sqrt(h_variance + norm_epsilon) + beta_hc
    # output-gate-hidden-state-products-norm
    h_o_norm = gamma_ho * hd_o / np.sqrt(h_variance + norm_epsilon) + beta_ho
    a_i_t = x_i_norm + h_i_norm + b_i  # input-gate-part-5
    i_t = recurrent_activation(a_i_t)  # input-gate
    a_f_t = x_f_norm + h_f_norm + b_f  # forget-gate-part-6
    f_t = recurrent_activation(a_f_t)  # forget-gate
    a_g_t = x_c_norm + h_c_norm + b_c  # candidate-part-7
    g_t = activation(a_g_t)  # candidate
    a_o_t = x_o_norm + h_o_norm + b_o  # output-gate-part-8
    o_t = recurrent_activation(a_o_t)  # output-gate
    c_sum = f_t * c_tm1 + i_t * g_t  # cell-state-sum
    c_mean = np.mean(c_sum, axis=-2, keepdims=True)  # cell-state-mean
    a_c_variance = (c_sum - c_mean) ** 2  # cell-state-variance-part-9
    c_variance = np.mean(a_c_variance, axis=-2, keepdims=True)  # cell-state-variance
    activation_c_t = activation(c_t)  # hidden-state-part-10
    activation_c_t_by_c_t = activation_slope(c_t, activation_c_t)
    o_t_by_a_o_t = recurrent_activation_slope(a_o_t, o_t)
    g_t_by_a_g_t = activation_slope(a_g_t, g_t)
    f_t_by_a_f_t = recurrent_activation_slope(a_f_t, f_t)
    i_t_by_a_i_t = recurrent_activation_slope(a_i_t, i_t)
    delta = chunk.delta[0]  # deltas
    h_t_by_c_t = o_t * activation_c_t_by_c_t
    c_t_by_c_variance = (
        -state_gamma
        * (c_sum - c_mean)
        / (2 * np.sqrt(c_variance + norm_epsilon) * (np.sqrt(c_variance + norm_epsilon)) ** 2)
    )
    c_t_by_c_mean = -state_gamma / np.sqrt(c_variance + norm_epsilon)
    c_variance_by_c_mean = -2 * (c_sum - c_mean) / a_c_variance.shape[-2]
    c_t_by_c_sum = state_gamma / np.sqrt(c_variance + norm_epsilon)
    c_variance_by_c_sum = 2 * (c_sum - c_mean) / a_c_variance.shape[-2]
    c_mean_by_c_sum = 1 / c_sum.shape[-2]
    h_t_by_h_variance = (
        -activation_c_t
        * o_t_by_a_o_t
        * gamma_ho
        * hd_o
        / (2 * np.sqrt(h_variance + norm_epsilon) * (np.sqrt(h_variance + norm_epsilon)) ** 2)
    )
    c_sum_by_h_variance = (
        -i_t
        * g_t_by_a_g_t
        * gamma_hc
        * hd_c
        / (2 * np.sqrt(h_variance + norm_epsilon) * (np.sqrt(h_variance + norm_epsilon)) ** 2)
        - c_tm1
        * f_t_by_a_f_t
        * gamma_hf
        * hd_f
        / (2 * np.sqrt(h_variance + norm_epsilon) * (np.sqrt(h_variance + norm_epsilon)) ** 2)
        - g_t
        * i_t_by_a_i_t
        * gamma_hi
        * hd_i
        / (2 * np.sqrt(h_variance + norm_epsilon) * (np.sqrt(h_variance + norm_epsilon)) ** 2)
    )
    h_t_by_hd_o = activation_c_t * o_t_by_a_o_t * gamma_ho / np.sqrt(h_variance + norm_epsilon)
    h_variance_by_hd_o = hd_o / (2 * a_h_variance.shape[-2])
    c_sum_by_hd_c = i_t * g_t_by_a_g_t * gamma_hc / np.sqrt(h_variance + norm_epsilon)
    h_variance_by_hd_c = hd_c / (2 * a_h_variance.shape[-2])
    c_sum_by_hd_f = c_tm1 * f_t_by_a_f_t * gamma_hf / np.sqrt(h_variance + norm_epsilon)
    h_variance_by_hd_f = hd_f / (2 * a_h_variance.shape[-2])
    c_sum_by_hd_i = g_t * i_t_by_a_i_t * gamma_hi / np.sqrt(h_variance + norm_epsilon)
    h_variance_by_hd_i = hd_i / (2 * a_h_variance.shape[-2])
    h_mean_by_h_o = 1 / (4 * a_h_mean.shape[-2])
    h_t_by_x_variance = (
        -activation_c_t
        * o_t_by_a_o_t
        * gamma_xo
        * xd_o
        / (2 * np.sqrt(x_variance + norm_epsilon) * (np.sqrt(x_variance + norm_epsilon)) ** 2)
    )
    c_sum_by_x_variance = (
        -i_t
        * g_t_by_a_g_t
        * gamma_xc
        * xd_c
        / (2 * np.sqrt(x_variance + norm_epsilon) * (np.sqrt(x_variance + norm_epsilon)) ** 2)
        - c_tm1
        * f_t_by_a_f_t
        * gamma_xf
        * xd_f
        / (2 * np.sqrt(x_variance + norm_epsilon) * (np.sqrt(x_variance + norm_epsilon)) ** 2)
        - g_t
        * i_t_by_a_i_t
        * gamma_xi
        * xd_i
        / (2 * np.sqrt(x_variance + norm_epsilon) * (np.sqrt(x_variance + norm_epsilon)) ** 2)
    )
    h_t_by_xd_o = activation_c_t * o_t_by_a_o_t * gamma_xo / np.sqrt(x_variance + norm_epsilon)
    x_variance_by_xd_o = xd_o / (2 * a_x_variance.shape[-2])
    c_sum_by_xd_c = i_t * g_t_by_a_g_t * gamma_xc / np.sqrt(x_variance + norm_epsilon)
    x_variance_by_xd_c = xd_c / (2 * a_x_variance.shape[-2])
    c_sum_by_xd_f = c_tm1 * f_t_by_a_f_t * gamma_xf / np.sqrt(x_variance + norm_epsilon)
    x_variance_by_xd_f = xd_f / (2 * a_x_variance.shape[-2])
    c_sum_by_xd_i = g_t * i_t_by_a_i_t * gamma_xi / np.sqrt(x_variance + norm_epsilon)
    x_variance_by_xd_i = xd_i / (2 * a_x_variance.shape[-2])
    x_mean_by_x_o = 1 / (4 * a_x_mean.shape[-2])
    at_state_gamma = (c_sum - c_mean) / np.sqrt(c_variance + norm_epsilon)
    at_gamma_ho = activation_c_t * o_t_by_a_o_t * hd_o / np.sqrt(h_variance + norm_epsilon)
    at_gamma_hc = i_t * g_t_by_a_g_t * hd_c / np.sqrt(h_variance + norm_epsilon)
    at_gamma_hf = c_tm1 * f_t_by_a_f_t * hd_f / np.sqrt(h_variance + norm_epsilon)
    at_gamma_hi = g_t * i_t_by_a_i_t * hd_i / np.sqrt(h_variance + norm_epsilon)
    at_gamma_xo = activation_c_t * o_t_by_a_o_t * xd_o / np.sqrt(x_variance + norm_epsilon)
    at_gamma_xc = i_t * g_t_by_a_g_t * xd_c / np.sqrt(x_variance + norm_epsilon)
    at_gamma_xf = c_tm1 * f_t_by_a_f_t * xd_f / np.sqrt(x_variance + norm_epsilon)
    at_gamma_xi = g_t * i_t_by_a_i_t * xd_i / np.sqrt(x_variance + norm_epsilon)
    all_d_c_t = np.empty_like(c_tm1)
    all_g_h_t = np.empty_like(h_tm1)
    all_d_c_sum = np.empty_like(c_sum)
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array) -> tuple[Array, ...]:
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
        # gradient-h-variance
        d_h_variance = chunk.over_units(
            g_h_t * h_t_by_h_variance[t] + d_c_sum * c_sum_by_h_variance[t]
        )
        d_hd_o = g_h_t * h_t_by_hd_o[t] + d_h_variance * h_variance_by_hd_o[t]  # gradient-hd-o
        d_hd_c = d_c_sum * c_sum_by_hd_c[t] + d_h_variance * h_variance_by_hd_c[t]  # gradient-hd-c
        d_hd_f = d_c_sum * c_sum_by_hd_f[t] + d_h_variance * h_variance_by_hd_f[t]  # gradient-hd-f
        d_hd_i = d_c_sum * c_sum_by_hd_i[t] + d_h_variance * h_variance_by_hd_i[t]  # gradient-hd-i
        # gradient-h-mean
        d_h_mean = chunk.over_units(d_hd_o * -1 + d_hd_c * -1 + d_hd_f * -1 + d_hd_i * -1)
        d_h_o = d_hd_o + d_h_mean * h_mean_by_h_o  # gradient-h-o
        delta[t, 7] = d_h_o  # gradient-z-o-
        d_h_c = d_hd_c + d_h_mean * h_mean_by_h_o  # gradient-h-c
        delta[t, 6] = d_h_c  # gradient-z-c-
        d_h_f = d_hd_f + d_h_mean * h_mean_by_h_o  # gradient-h-f
        delta[t, 5] = d_h_f  # gradient-z-f-
        d_h_i = d_hd_i + d_h_mean * h_mean_by_h_o  # gradient-h-i
        delta[t, 4] = d_h_i  # gradient-z-i-
        # gradient-x-variance
        d_x_variance = chunk.over_units(
            g_h_t * h_t_by_x_variance[t] + d_c_sum * c_sum_by_x_variance[t]
        )
        d_xd_o = g_h_t * h_t_by_xd_o[t] + d_x_variance * x_variance_by_xd_o[t]  # gradient-xd-o
        d_xd_c = d_c_sum * c_sum_by_xd_c[t] + d_x_variance * x_variance_by_xd_c[t]  # gradient-xd-c
        d_xd_f = d_c_sum * c_sum_by_xd_f[t] + d_x_variance * x_variance_by_xd_f[t]  # gradient-xd-f
        d_xd_i = d_c_sum * c_sum_by_xd_i[t] + d_x_variance * x_variance_by_xd_i[t]  # gradient-xd-i
        # gradient-x-mean
        d_x_mean = chunk.over_units(d_xd_o * -1 + d_xd_c * -1 + d_xd_f * -1 + d_xd_i * -1)
        d_x_o = d_xd_o + d_x_mean * x_mean_by_x_o  # gradient-x-o
        delta[t, 3] = d_x_o  # gradient-z-o
        d_x_c = d_xd_c + d_x_mean * x_mean_by_x_o  # gradient-x-c
        delta[t, 2] = d_x_c  # gradient-z-c
        d_x_f = d_xd_f + d_x_mean * x_mean_by_x_o  # gradient-x-f
        delta[t, 1] = d_x_f  # gradient-z-f
        d_x_i = d_xd_i + d_x_mean * x_mean_by_x_o  # gradient-x-i
        delta[t, 0] = d_x_i  # gradient-z-i
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_sum * f_t[t]  # gradient-c-tm1
        all_d_c_t[t] = d_c_t
        all_g_h_t[t] = g_h_t
        all_d_c_sum[t] = d_c_sum
        return d_h_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "state_beta": (all_d_c_t).sum((0, 2)),
            "state_gamma": (all_d_c_t * at_state_gamma).sum((0, 2)),
            "b_o": (all_g_h_t * (activation_c_t * o_t_by_a_o_t)).sum((0, 2)),
            "b_c": (all_d_c_sum * (i_t * g_t_by_a_g_t)).sum((0, 2)),
            "b_f": (all_d_c_sum * (c_tm1 * f_t_by_a_f_t)).sum((0, 2)),
            "b_i": (all_d_c_sum * (g_t * i_t_by_a_i_t)).sum((0, 2)),
            "beta_ho": (all_g_h_t * (activation_c_t * o_t_by_a_o_t)).sum((0, 2)),
            "gamma_ho": (all_g_h_t * at_gamma_ho).sum((0, 2)),
            "beta_hc": (all_d_c_sum * (i_t * g_t_by_a_g_t)).sum((0, 2)),
            "gamma_hc": (all_d_c_sum * at_gamma_hc).sum((0, 2)),
            "beta_hf": (all_d_c_sum * (c_tm1 * f_t_by_a_f_t)).sum((0, 2)),
            "gamma_hf": (all_d_c_sum * at_gamma_hf).sum((0, 2)),
            "beta_hi": (all_d_c_sum * (g_t * i_t_by_a_i_t)).sum((0, 2)),
            "gamma_hi": (all_d_c_sum * at_gamma_hi).sum((0, 2)),
            "beta_xo": (all_g_h_t * (activation_c_t * o_t_by_a_o_t)).sum((0, 2)),
            "gamma_xo": (all_g_h_t * at_gamma_xo).sum((0, 2)),
            "beta_xc": (all_d_c_sum * (i_t * g_t_by_a_g_t)).sum((0, 2)),
            "gamma_xc": (all_d_c_sum * at_gamma_xc).sum((0, 2)),
            "beta_xf": (all_d_c_sum * (c_tm1 * f_t_by_a_f_t)).sum((0, 2)),
            "gamma_xf": (all_d_c_sum * at_gamma_xf).sum((0, 2)),
            "beta_xi": (all_d_c_sum * (g_t * i_t_by_a_i_t)).sum((0, 2)),
            "gamma_xi": (all_d_c_sum * at_gamma_xi).sum((0, 2)),
        }

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 1, 2, 3, 4, 5, 6, 7),),
        reads=(("h_tm1",),),
        backwards=backwards,
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
) -> tuple[Array, Array, Array, Array, Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-kernel
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-recurrent-kernel
        joined(products[0]["h_tm1"], 4, 5, 6, 7),
        # gradient-bias
        np.concatenate(
            [
                beside["b_i"],
                beside["b_f"],
                beside["b_c"],
                beside["b_o"],
            ],
            axis=-1,
        ),
        # gradient-kernel-gamma
        np.concatenate(
            [
                beside["gamma_xi"],
                beside["gamma_xf"],
                beside["gamma_xc"],
                beside["gamma_xo"],
            ],
            axis=-1,
        ),
        # gradient-kernel-beta
        np.concatenate(
            [
                beside["beta_xi"],
                beside["beta_xf"],
                beside["beta_xc"],
                beside["beta_xo"],
            ],
            axis=-1,
        ),
        # gradient-recurrent-gamma
        np.concatenate(
            [
                beside["gamma_hi"],
                beside["gamma_hf"],
                beside["gamma_hc"],
                beside["gamma_ho"],
            ],
            axis=-1,
        ),
        # gradient-recurrent-beta
        np.concatenate(
            [
                beside["beta_hi"],
                beside["beta_hf"],
                beside["beta_hc"],
                beside["beta_ho"],
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
    kernel: Array,
    recurrent_kernel: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
    bias: Array | None = None,
    *,
    outputs: Array | None = None,
    last_h: Array | None = None,
    last_c: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    norm_epsilon: float = 0.001,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LayerNormLSTMCell of TensorFlow Addons.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    kernel_gamma : array, shape (4*units,)
        scale of the input's products; one block for each gate, in the order i, f, c, o
    kernel_beta : array, shape (4*units,)
        centre of the input's products; one block for each gate, in the order i, f, c, o
    recurrent_gamma : array, shape (4*units,)
        scale of the hidden state's products; one block for each gate, in the order i, f, c, o
    recurrent_beta : array, shape (4*units,)
        centre of the hidden state's products; one block for each gate, in the order i, f, c, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    outputs : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    norm_epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of candidate and state: a name in lstm_numpy.activations, or a function of an
        array; None: the identity
    recurrent_activation : str, callable or None
        activation of the gates: a name in lstm_numpy.activations, or a function of an array; None:
        the identity
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
    kernel : Array
        of the weights of the input, shape (input_dim, 4*units)
    recurrent_kernel : Array
        of the weights of the hidden state, shape (units, 4*units)
    kernel_gamma : Array
        of the scale of the input's products, shape (4*units,)
    kernel_beta : Array
        of the centre of the input's products, shape (4*units,)
    recurrent_gamma : Array
        of the scale of the hidden state's products, shape (4*units,)
    recurrent_beta : Array
        of the centre of the hidden state's products, shape (4*units,)
    state_gamma : Array
        of the scale of the cell state, shape (units,)
    state_beta : Array
        of the centre of the cell state, shape (units,)
    bias : Array | None
        of the bias, shape (4*units,); None without it
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t, c_t and
    8 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: TensorFlow Addons 0.23.0,
    tensorflow_addons/rnn/layer_norm_lstm_cell.py, class LayerNormLSTMCell; J. Ba, J. Kiros and G.
    Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ...     outputs=np.ones((4, 28, 32)),
    ... )
    >>> found.inputs.shape
    (4, 28, 10)
    """
    has_bias = bias is not None
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    kernel_gamma = sizes.floating("kernel_gamma", kernel_gamma, "4*units")
    kernel_beta = sizes.floating("kernel_beta", kernel_beta, "4*units")
    recurrent_gamma = sizes.floating("recurrent_gamma", recurrent_gamma, "4*units")
    recurrent_beta = sizes.floating("recurrent_beta", recurrent_beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    norm_epsilon = number("norm_epsilon", norm_epsilon)
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps units")
    if last_h is not None:
        last_h = sizes.floating("last_h", last_h, "batch units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    checked("inputs", sizes.dtype)
    packed = layer(
        sizes,
        kernel,
        recurrent_kernel,
        bias,
        kernel_gamma,
        kernel_beta,
        recurrent_gamma,
        recurrent_beta,
        state_gamma,
        state_beta,
        norm_epsilon=norm_epsilon,
        activation=activation,
        recurrent_activation=recurrent_activation,
    )
    initial = None if initial_state is None else (h_0, c_0)
    states = {"h_tm1": last_h, "c_tm1": last_c}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(
                kernel,
                recurrent_kernel,
                bias,
                kernel_gamma,
                kernel_beta,
                recurrent_gamma,
                recurrent_beta,
                state_gamma,
                state_beta,
            ),
            fixed={
                "state_gamma": state_gamma,
                "norm_epsilon": norm_epsilon,
                "b_i": np.split(bias, 4, axis=-1)[0],
                "b_f": np.split(bias, 4, axis=-1)[1],
                "b_c": np.split(bias, 4, axis=-1)[2],
                "b_o": np.split(bias, 4, axis=-1)[3],
                "gamma_xi": np.split(kernel_gamma, 4, axis=-1)[0],
                "gamma_xf": np.split(kernel_gamma, 4, axis=-1)[1],
                "gamma_xc": np.split(kernel_gamma, 4, axis=-1)[2],
                "gamma_xo": np.split(kernel_gamma, 4, axis=-1)[3],
                "beta_xi": np.split(kernel_beta, 4, axis=-1)[0],
                "beta_xf": np.split(kernel_beta, 4, axis=-1)[1],
                "beta_xc": np.split(kernel_beta, 4, axis=-1)[2],
                "beta_xo": np.split(kernel_beta, 4, axis=-1)[3],
                "gamma_hi": np.split(recurrent_gamma, 4, axis=-1)[0],
                "gamma_hf": np.split(recurrent_gamma, 4, axis=-1)[1],
                "gamma_hc": np.split(recurrent_gamma, 4, axis=-1)[2],
                "gamma_ho": np.split(recurrent_gamma, 4, axis=-1)[3],
                "beta_hi": np.split(recurrent_beta, 4, axis=-1)[0],
                "beta_hf": np.split(recurrent_beta, 4, axis=-1)[1],
                "beta_hc": np.split(recurrent_beta, 4, axis=-1)[2],
                "beta_ho": np.split(recurrent_beta, 4, axis=-1)[3],
            },
            functions={"activation": activation, "recurrent_activation": recurrent_activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(inputs, initial, None, outputs, states)
        of = unpacked(
            found.products,
            found.beside,
            kernel,
            recurrent_kernel,
            bias,
            kernel_gamma,
            kernel_beta,
            recurrent_gamma,
            recurrent_beta,
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
    d_kernel = of[0]
    d_recurrent_kernel = of[1]
    d_bias = of[2] if has_bias else None
    d_kernel_gamma = of[3]
    d_kernel_beta = of[4]
    d_recurrent_gamma = of[5]
    d_recurrent_beta = of[6]
    d_state_gamma = of[7]
    d_state_beta = of[8]
    return LSTMGradients(
        found.sequences,
        d_kernel,
        d_recurrent_kernel,
        d_kernel_gamma,
        d_kernel_beta,
        d_recurrent_gamma,
        d_recurrent_beta,
        d_state_gamma,
        d_state_beta,
        d_bias,
        (found.states[0], found.states[1]),
    )
