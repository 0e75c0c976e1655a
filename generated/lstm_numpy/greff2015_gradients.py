"""The vanilla LSTM and its variants, Greff et al., 2015: gradients.

Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
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
from lstm_numpy.engine import Function, Layer
from lstm_numpy.greff2015_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    W: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    R: Array
    """of the weights of the output, shape (units, 4*units)"""

    b: Array
    """of the bias, shape (4*units,)"""

    p: Array
    """of the peephole weights, shape (3*units,)"""

    R_from_i: Array | None
    """of the weights of gate i in FGR, shape (units, 3*units); None without it"""

    R_from_f: Array | None
    """of the weights of gate f in FGR, shape (units, 3*units); None without it"""

    R_from_o: Array | None
    """of the weights of gate o in FGR, shape (units, 3*units); None without it"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def backwards_v(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_f, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_sum = z_f + p_f * c_tm1  # forget-gate-sum
    f_t = sigmoid(f_sum)  # forget-gate
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = c_tm1 * f_t_by_f_sum
    slope[:, 3] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t + tanh_c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_f_sum * p_f + z_t * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-z, gradient-z-i, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 3] * c_t).sum((0, 2)),
            "p_f": (delta[:, 2] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_nig(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_f, z_o = chunk.sums(0)  # sum-z-z, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_t = chunk.filled(1)  # input-gate-nig
    f_sum = z_f + p_f * c_tm1  # forget-gate-sum
    f_t = sigmoid(f_sum)  # forget-gate
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = c_tm1 * f_t_by_f_sum
    slope[:, 2] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t + tanh_c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_f_sum * p_f
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 2], delta[t, 2])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:2], delta[t, 0:2])  # gradient-z-z, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 2] * c_t).sum((0, 2)),
            "p_f": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_nfg(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_t = chunk.filled(1)  # forget-gate-nfg
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t + tanh_c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + z_t * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 2], delta[t, 2])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:2], delta[t, 0:2])  # gradient-z-z, gradient-z-i
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 2] * c_t).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_nog(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_f = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_sum = z_f + p_f * c_tm1  # forget-gate-sum
    f_t = sigmoid(f_sum)  # forget-gate
    o_t = chunk.filled(1)  # output-gate-nog
    tanh_c_t = tanh(c_t)  # block-output-part-1
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = c_tm1 * f_t_by_f_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_f_sum * p_f + z_t * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t], delta[t])  # gradient-z-z, gradient-z-i, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_f": (delta[:, 2] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_niaf(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_f, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = z_sum  # block-input-niaf
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_sum = z_f + p_f * c_tm1  # forget-gate-sum
    f_t = sigmoid(f_sum)  # forget-gate
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = c_tm1 * f_t_by_f_sum
    slope[:, 3] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t + tanh_c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_f_sum * p_f + z_t * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-z, gradient-z-i, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 3] * c_t).sum((0, 2)),
            "p_f": (delta[:, 2] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_noaf(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_f, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_sum = z_f + p_f * c_tm1  # forget-gate-sum
    f_t = sigmoid(f_sum)  # forget-gate
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    o_t_by_o_sum = o_t * (1 - o_t)
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = c_tm1 * f_t_by_f_sum
    slope[:, 3] = c_t * o_t_by_o_sum
    y_t_by_c_t = o_t + c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_f_sum * p_f + z_t * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-z, gradient-z-i, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 3] * c_t).sum((0, 2)),
            "p_f": (delta[:, 2] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_cifg(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i + p_i * c_tm1  # input-gate-sum
    i_t = sigmoid(i_sum)  # input-gate
    f_t = 1 - i_t  # forget-gate-cifg
    o_sum = z_o + p_o * c_t  # output-gate-sum
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = (z_t - c_tm1) * i_t_by_i_sum
    slope[:, 2] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t + tanh_c_t * o_t_by_o_sum * p_o
    c_t_by_c_tm1 = f_t + (z_t - c_tm1) * i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 2], delta[t, 2])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:2], delta[t, 0:2])  # gradient-z-z, gradient-z-i
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 2] * c_t).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


def backwards_np(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    sigmoid = function["sigmoid"]
    tanh = function["tanh"]
    z_z, z_i, z_f, z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    i_sum = z_i  # input-gate-sum-np
    i_t = sigmoid(i_sum)  # input-gate
    f_sum = z_f  # forget-gate-sum-np
    f_t = sigmoid(f_sum)  # forget-gate
    o_sum = z_o  # output-gate-sum-np
    o_t = sigmoid(o_sum)  # output-gate
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = z_t * i_t_by_i_sum
    slope[:, 2] = c_tm1 * f_t_by_f_sum
    slope[:, 3] = tanh_c_t * o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_y_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_y_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-z, gradient-z-i, gradient-z-f
        from_y_tm1 = dot(transposed, handed[t])
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        return d_y_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


def backwards_fgr(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    i_t = chunk.array["i_t"]
    f_t = chunk.array["f_t"]
    o_t = chunk.array["o_t"]
    tanh = function["tanh"]
    z_z, _z_i, _z_f, _z_o = chunk.sums(0)  # sum-z-z, sum-z-i, sum-z-f, sum-z-o
    z_sum = z_z  # block-input-sum
    z_t = tanh(z_sum)  # block-input
    tanh_c_t = tanh(c_t)  # block-output-part-1
    o_t_by_o_sum = o_t * (1 - o_t)
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    f_t_by_f_sum = f_t * (1 - f_t)
    i_t_by_i_sum = i_t * (1 - i_t)
    z_t_by_z_sum = 1 - z_t**2
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = i_t * z_t_by_z_sum
    slope[:, 1] = i_t_by_i_sum
    slope[:, 2] = f_t_by_f_sum
    slope[:, 3] = o_t_by_o_sum
    y_t_by_c_t = o_t * tanh_c_t_by_c_t
    o_t_by_c_t = o_t_by_o_sum * p_o
    f_t_by_c_tm1 = f_t_by_f_sum * p_f
    i_t_by_c_tm1 = i_t_by_i_sum * p_i
    transposed, handed = chunk.products(0)

    def step(
        t: int,
        g_y_t: Array,
        g_c_t: Array,
        g_i_t: Array,
        g_f_t: Array,
        g_o_t: Array,
    ) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        d_o_t = g_o_t + g_y_t * tanh_c_t[t]  # gradient-o-t
        multiply(d_o_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_y_t * y_t_by_c_t[t] + d_o_t * o_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0], delta[t, 0])  # gradient-z-z
        d_f_t = g_f_t + d_c_t * c_tm1[t]  # gradient-f-t
        multiply(d_f_t, slope[t, 2], delta[t, 2])  # gradient-z-f
        d_i_t = g_i_t + d_c_t * z_t[t]  # gradient-i-t
        multiply(d_i_t, slope[t, 1], delta[t, 1])  # gradient-z-i
        from_y_tm1, from_i_tm1, from_f_tm1, from_o_tm1 = chunk.parts(0, dot(transposed, handed[t]))
        d_y_tm1 = from_y_tm1  # gradient-y-tm1
        # gradient-c-tm1
        d_c_tm1 = d_c_t * f_t[t] + d_f_t * f_t_by_c_tm1[t] + d_i_t * i_t_by_c_tm1[t]
        d_i_tm1 = from_i_tm1  # gradient-i-tm1
        d_f_tm1 = from_f_tm1  # gradient-f-tm1
        d_o_tm1 = from_o_tm1  # gradient-o-tm1
        return d_y_tm1, d_c_tm1, d_i_tm1, d_f_tm1, d_o_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 3] * c_t).sum((0, 2)),
            "p_f": (delta[:, 2] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 1] * c_tm1).sum((0, 2)),
        }

    return step, after


REVERSES = {
    ("V",): Reverse(
        orders=((3, 0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_v,
        called=("sigmoid", "tanh"),
    ),
    ("NIG",): Reverse(
        orders=((0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_nig,
        called=("sigmoid", "tanh"),
    ),
    ("NFG",): Reverse(
        orders=((0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_nfg,
        called=("sigmoid", "tanh"),
    ),
    ("NOG",): Reverse(
        orders=((2, 0, 1),),
        reads=(("y_tm1",),),
        backwards=backwards_nog,
        called=("sigmoid", "tanh"),
    ),
    ("NIAF",): Reverse(
        orders=((3, 0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_niaf,
        called=("sigmoid", "tanh"),
    ),
    ("NOAF",): Reverse(
        orders=((3, 0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_noaf,
        called=("sigmoid", "tanh"),
    ),
    ("CIFG",): Reverse(
        orders=((0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_cifg,
        called=("sigmoid", "tanh"),
    ),
    ("NP",): Reverse(
        orders=((3, 0, 1, 2),),
        reads=(("y_tm1",),),
        backwards=backwards_np,
        called=("sigmoid", "tanh"),
    ),
    ("FGR",): Reverse(
        orders=((0, 1, 2, 3),),
        reads=(("y_tm1", "i_tm1", "f_tm1", "o_tm1"),),
        backwards=backwards_fgr,
        called=("sigmoid", "tanh"),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array,
    R_from_f: Array,
    R_from_o: Array,
    variant: str,
) -> tuple[Array, Array, Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    if variant == "V":
        return (
            # gradient-W
            joined(products[0]["x_t"], 0, 1, 2, 3),
            # gradient-R
            joined(products[0]["y_tm1"], 0, 1, 2, 3),
            # gradient-b
            joined(products[0][""], 0, 1, 2, 3)[0],
            # gradient-p
            np.concatenate([beside["p_i"], beside["p_f"], beside["p_o"]], axis=-1),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NIG":
        return (
            # gradient-W
            np.concatenate(
                [
                    products[0]["x_t"][:, 0],
                    np.zeros_like(W[..., : W.shape[-1] // 4]),
                    products[0]["x_t"][:, 1],
                    products[0]["x_t"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-R
            np.concatenate(
                [
                    products[0]["y_tm1"][:, 0],
                    np.zeros_like(R[..., : R.shape[-1] // 4]),
                    products[0]["y_tm1"][:, 1],
                    products[0]["y_tm1"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-b
            np.concatenate(
                [
                    products[0][""][0, 0],
                    np.zeros_like(b[..., : b.shape[-1] // 4]),
                    products[0][""][0, 1],
                    products[0][""][0, 2],
                ],
                axis=-1,
            ),
            # gradient-p
            np.concatenate(
                [
                    np.zeros_like(p[..., : p.shape[-1] // 3]),
                    beside["p_f"],
                    beside["p_o"],
                ],
                axis=-1,
            ),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NFG":
        return (
            # gradient-W
            np.concatenate(
                [
                    products[0]["x_t"][:, 0],
                    products[0]["x_t"][:, 1],
                    np.zeros_like(W[..., : W.shape[-1] // 4]),
                    products[0]["x_t"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-R
            np.concatenate(
                [
                    products[0]["y_tm1"][:, 0],
                    products[0]["y_tm1"][:, 1],
                    np.zeros_like(R[..., : R.shape[-1] // 4]),
                    products[0]["y_tm1"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-b
            np.concatenate(
                [
                    products[0][""][0, 0],
                    products[0][""][0, 1],
                    np.zeros_like(b[..., : b.shape[-1] // 4]),
                    products[0][""][0, 2],
                ],
                axis=-1,
            ),
            # gradient-p
            np.concatenate(
                [
                    beside["p_i"],
                    np.zeros_like(p[..., : p.shape[-1] // 3]),
                    beside["p_o"],
                ],
                axis=-1,
            ),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NOG":
        return (
            # gradient-W
            np.concatenate(
                [
                    products[0]["x_t"][:, 0],
                    products[0]["x_t"][:, 1],
                    products[0]["x_t"][:, 2],
                    np.zeros_like(W[..., : W.shape[-1] // 4]),
                ],
                axis=-1,
            ),
            # gradient-R
            np.concatenate(
                [
                    products[0]["y_tm1"][:, 0],
                    products[0]["y_tm1"][:, 1],
                    products[0]["y_tm1"][:, 2],
                    np.zeros_like(R[..., : R.shape[-1] // 4]),
                ],
                axis=-1,
            ),
            # gradient-b
            np.concatenate(
                [
                    products[0][""][0, 0],
                    products[0][""][0, 1],
                    products[0][""][0, 2],
                    np.zeros_like(b[..., : b.shape[-1] // 4]),
                ],
                axis=-1,
            ),
            # gradient-p
            np.concatenate(
                [
                    beside["p_i"],
                    beside["p_f"],
                    np.zeros_like(p[..., : p.shape[-1] // 3]),
                ],
                axis=-1,
            ),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NIAF":
        return (
            # gradient-W
            joined(products[0]["x_t"], 0, 1, 2, 3),
            # gradient-R
            joined(products[0]["y_tm1"], 0, 1, 2, 3),
            # gradient-b
            joined(products[0][""], 0, 1, 2, 3)[0],
            # gradient-p
            np.concatenate([beside["p_i"], beside["p_f"], beside["p_o"]], axis=-1),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NOAF":
        return (
            # gradient-W
            joined(products[0]["x_t"], 0, 1, 2, 3),
            # gradient-R
            joined(products[0]["y_tm1"], 0, 1, 2, 3),
            # gradient-b
            joined(products[0][""], 0, 1, 2, 3)[0],
            # gradient-p
            np.concatenate([beside["p_i"], beside["p_f"], beside["p_o"]], axis=-1),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "CIFG":
        return (
            # gradient-W
            np.concatenate(
                [
                    products[0]["x_t"][:, 0],
                    products[0]["x_t"][:, 1],
                    np.zeros_like(W[..., : W.shape[-1] // 4]),
                    products[0]["x_t"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-R
            np.concatenate(
                [
                    products[0]["y_tm1"][:, 0],
                    products[0]["y_tm1"][:, 1],
                    np.zeros_like(R[..., : R.shape[-1] // 4]),
                    products[0]["y_tm1"][:, 2],
                ],
                axis=-1,
            ),
            # gradient-b
            np.concatenate(
                [
                    products[0][""][0, 0],
                    products[0][""][0, 1],
                    np.zeros_like(b[..., : b.shape[-1] // 4]),
                    products[0][""][0, 2],
                ],
                axis=-1,
            ),
            # gradient-p
            np.concatenate(
                [
                    beside["p_i"],
                    np.zeros_like(p[..., : p.shape[-1] // 3]),
                    beside["p_o"],
                ],
                axis=-1,
            ),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    if variant == "NP":
        return (
            # gradient-W
            joined(products[0]["x_t"], 0, 1, 2, 3),
            # gradient-R
            joined(products[0]["y_tm1"], 0, 1, 2, 3),
            # gradient-b
            joined(products[0][""], 0, 1, 2, 3)[0],
            # gradient-p
            np.zeros_like(p),
            # gradient-R-from-i
            np.zeros_like(R_from_i),
            # gradient-R-from-f
            np.zeros_like(R_from_f),
            # gradient-R-from-o
            np.zeros_like(R_from_o),
        )
    return (
        # gradient-W
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-R
        joined(products[0]["y_tm1"], 0, 1, 2, 3),
        # gradient-b
        joined(products[0][""], 0, 1, 2, 3)[0],
        # gradient-p
        np.concatenate([beside["p_i"], beside["p_f"], beside["p_o"]], axis=-1),
        # gradient-R-from-i
        joined(products[0]["i_tm1"], 1, 2, 3),
        # gradient-R-from-f
        joined(products[0]["f_tm1"], 1, 2, 3),
        # gradient-R-from-o
        joined(products[0]["o_tm1"], 1, 2, 3),
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    sequences: Array,
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array | None = None,
    R_from_f: Array | None = None,
    R_from_o: Array | None = None,
    *,
    outputs: Array | None = None,
    last_y: Array | None = None,
    last_c: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    variant: str = "V",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the vanilla LSTM and its variants, Greff et al., 2015.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order z, i, f, o
    R : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order z, i, f, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order z, i, f, o
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o
    R_from_i : array or None, shape (units, 3*units)
        weights of gate i in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_f : array or None, shape (units, 3*units)
        weights of gate f in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_o : array or None, shape (units, 3*units)
        weights of gate o in FGR; one block for each gate, in the order i, f, o; None: zeros
    outputs : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_y : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    variant : one of "V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR"
        which of the variants; "V": vanilla; "NIG": no input gate; "NFG": no forget gate; "NOG": no
        output gate; "NIAF": no input activation function; "NOAF": no output activation function;
        "CIFG": coupled input and forget gate; "NP": no peepholes; "FGR": full gate recurrence
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
    sequences : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    W : Array
        of the weights of the input, shape (input_dim, 4*units)
    R : Array
        of the weights of the output, shape (units, 4*units)
    b : Array
        of the bias, shape (4*units,)
    p : Array
        of the peephole weights, shape (3*units,)
    R_from_i : Array | None
        of the weights of gate i in FGR, shape (units, 3*units); None without it
    R_from_f : Array | None
        of the weights of gate f in FGR, shape (units, 3*units); None without it
    R_from_o : Array | None
        of the weights of gate o in FGR, shape (units, 3*units); None without it
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, y_t, c_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: K. Greff, R. Srivastava, J. Koutnik, B. Steunebrink
    and J. Schmidhuber, "LSTM: A Search Space Odyssey", arXiv, 2015, section II and appendix.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ...     outputs=np.ones((4, 28, 32)),
    ... )
    >>> found.sequences.shape
    (4, 28, 10)
    """
    from lstm_numpy.greff2015 import VARIANTS

    has_R_from_i = R_from_i is not None
    has_R_from_f = R_from_f is not None
    has_R_from_o = R_from_o is not None
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    W = sizes.floating("W", W, "input_dim 4*units")
    R = sizes.floating("R", R, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    if R_from_i is None:
        R_from_i = sizes.zeros("units 3*units")  # no-r-from-i
    else:
        choice("variant", variant, ("FGR",), "R_from_i")
        R_from_i = sizes.floating("R_from_i", R_from_i, "units 3*units")
    if R_from_f is None:
        R_from_f = sizes.zeros("units 3*units")  # no-r-from-f
    else:
        choice("variant", variant, ("FGR",), "R_from_f")
        R_from_f = sizes.floating("R_from_f", R_from_f, "units 3*units")
    if R_from_o is None:
        R_from_o = sizes.zeros("units 3*units")  # no-r-from-o
    else:
        choice("variant", variant, ("FGR",), "R_from_o")
        R_from_o = sizes.floating("R_from_o", R_from_o, "units 3*units")
    if initial_state is not None:
        y_0, c_0 = several("initial_state", initial_state, 2)
        y_0 = sizes.floating("initial_state[0]", y_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    choice("variant", variant, VARIANTS)
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps units")
    if last_y is not None:
        last_y = sizes.floating("last_y", last_y, "batch units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    checked("sequences", sizes.dtype)
    packed = layer(sizes, W, R, b, p, R_from_i, R_from_f, R_from_o, variant=variant)
    initial = None if initial_state is None else (y_0, c_0)
    states = {"y_tm1": last_y, "c_tm1": last_c}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[(variant,)],
            weights(W, R, b, p, R_from_i, R_from_f, R_from_o, variant),
            fixed={
                "p_i": np.split(p, 3, axis=-1)[0],
                "p_f": np.split(p, 3, axis=-1)[1],
                "p_o": np.split(p, 3, axis=-1)[2],
            },
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(sequences, initial, None, outputs, states)
        of = unpacked(
            found.products,
            found.beside,
            W,
            R,
            b,
            p,
            R_from_i,
            R_from_f,
            R_from_o,
            variant,
        )
    else:  # another engine
        found, of = packed(
            sequences,
            initial,
            None,
            outputs,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_W = of[0]
    d_R = of[1]
    d_b = of[2]
    d_p = of[3]
    d_R_from_i = of[4] if has_R_from_i else None
    d_R_from_f = of[5] if has_R_from_f else None
    d_R_from_o = of[6] if has_R_from_o else None
    return LSTMGradients(
        found.sequences,
        d_W,
        d_R,
        d_b,
        d_p,
        d_R_from_i,
        d_R_from_f,
        d_R_from_o,
        (found.states[0], found.states[1]),
    )
