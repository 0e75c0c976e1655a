"""The LSTM of PyTorch after quantize_dynamic.

Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, choice, number, several
from lstm_numpy.arrays import Array


class LayerResult(NamedTuple):
    """What `lstm_layer` returns."""

    output: Array
    """output, shape (batch, timesteps, hidden_size)"""

    h_n: Array
    """last hidden state, shape (batch, hidden_size)"""

    c_n: Array
    """last cell state, shape (batch, hidden_size)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    s_input: float,
    z_input: float,
    r_input: float,
    h_tm1: Array,
    c_tm1: Array,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array,
    bias_hh: Array,
    *,
    levels: float = 127.0,
) -> tuple[Array, Array]:
    """One timestep of the LSTM of PyTorch after quantize_dynamic.

    Parameters
    ----------
    x_t : array, shape (batch, input_size)
        input at timestep t
    s_input : float
        scale of the input sequences
    z_input : float
        zero of the input sequences
    r_input : float
        reciprocal scale of the input sequences
    h_tm1 : array, shape (batch, hidden_size)
        hidden state one timestep before
    c_tm1 : array, shape (batch, hidden_size)
        cell state one timestep before
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, hidden_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    bias_ih : array, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o
    bias_hh : array, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o
    levels : float
        largest whole number of inputs and states

    Returns
    -------
    h_t : array, shape (batch, hidden_size)
        hidden state at timestep t
    c_t : array, shape (batch, hidden_size)
        cell state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes all results NaN. Sources:
    PyTorch 2.13.0, torch/ao/nn/quantized/dynamic/modules/rnn.py, class LSTM; PyTorch 2.13.0,
    aten/src/ATen/native/quantized/cpu/qlinear_dynamic.cpp.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     1.0,
    ...     1.0,
    ...     1.0,
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_size")
    s_input = number("s_input", s_input)
    z_input = number("z_input", z_input)
    r_input = number("r_input", r_input)
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch hidden_size")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch hidden_size")
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size hidden_size")
    bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    levels = number("levels", levels)

    W_ii, W_if, W_ig, W_io = np.split(weight_ih.T, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(weight_hh.T, 4, axis=-1)
    b_ii, b_if, b_ig, b_io = np.split(bias_ih, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(bias_hh, 4, axis=-1)

    q_x_t = np.clip(np.rint(x_t * r_input + z_input), 0, levels) - z_input  # x-t-in-whole-numbers
    u_weight_ih = np.max(weight_ih, initial=0)  # weight-ih-highest
    l_weight_ih = np.min(weight_ih, initial=0)  # weight-ih-lowest
    # weight-ih-scale
    s_weight_ih = float(
        np.maximum(float(np.maximum(u_weight_ih, -l_weight_ih)) / 127.5, 1.1920928955078125e-07)
    )
    r_weight_ih = 1 / s_weight_ih  # weight-ih-reciprocal
    q_W_ii = np.clip(np.rint(W_ii * r_weight_ih), -128, 127)  # W-ii-in-whole-numbers
    q_W_if = np.clip(np.rint(W_if * r_weight_ih), -128, 127)  # W-if-in-whole-numbers
    q_W_ig = np.clip(np.rint(W_ig * r_weight_ih), -128, 127)  # W-ig-in-whole-numbers
    q_W_io = np.clip(np.rint(W_io * r_weight_ih), -128, 127)  # W-io-in-whole-numbers
    u_h_tm1 = np.max(h_tm1, initial=0)  # h-tm1-highest
    l_h_tm1 = np.min(h_tm1, initial=0)  # h-tm1-lowest
    d_h_tm1 = float(np.where(u_h_tm1 > l_h_tm1, (u_h_tm1 - l_h_tm1) / levels, 1))  # h-tm1-step
    s_h_tm1 = float(np.maximum(d_h_tm1, 0.000061))  # h-tm1-scale
    z_h_tm1 = float(np.rint((-l_h_tm1) / d_h_tm1))  # h-tm1-zero
    r_h_tm1 = 1 / s_h_tm1  # h-tm1-reciprocal
    # h-tm1-in-whole-numbers
    q_h_tm1 = np.clip(np.rint(h_tm1 * r_h_tm1 + z_h_tm1), 0, levels) - z_h_tm1
    u_weight_hh = np.max(weight_hh, initial=0)  # weight-hh-highest
    l_weight_hh = np.min(weight_hh, initial=0)  # weight-hh-lowest
    # weight-hh-scale
    s_weight_hh = float(
        np.maximum(float(np.maximum(u_weight_hh, -l_weight_hh)) / 127.5, 1.1920928955078125e-07)
    )
    r_weight_hh = 1 / s_weight_hh  # weight-hh-reciprocal
    q_W_hi = np.clip(np.rint(W_hi * r_weight_hh), -128, 127)  # W-hi-in-whole-numbers
    q_W_hf = np.clip(np.rint(W_hf * r_weight_hh), -128, 127)  # W-hf-in-whole-numbers
    q_W_hg = np.clip(np.rint(W_hg * r_weight_hh), -128, 127)  # W-hg-in-whole-numbers
    q_W_ho = np.clip(np.rint(W_ho * r_weight_hh), -128, 127)  # W-ho-in-whole-numbers
    # input-gate
    i_t = sigmoid(
        s_input * s_weight_ih * (q_x_t @ q_W_ii)
        + b_ii
        + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hi)
        + b_hi
    )
    # forget-gate
    f_t = sigmoid(
        s_input * s_weight_ih * (q_x_t @ q_W_if)
        + b_if
        + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hf)
        + b_hf
    )
    # cell-gate
    g_t = tanh(
        s_input * s_weight_ih * (q_x_t @ q_W_ig)
        + b_ig
        + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hg)
        + b_hg
    )
    # output-gate
    o_t = sigmoid(
        s_input * s_weight_ih * (q_x_t @ q_W_io)
        + b_io
        + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_ho)
        + b_ho
    )
    c_t = f_t * c_tm1 + i_t * g_t  # cell-state
    h_t = o_t * tanh(c_t)  # hidden-state
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_layer(
    input: Array,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array,
    bias_hh: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
    levels: float = 127.0,
) -> LayerResult:
    """All timesteps of the LSTM of PyTorch after quantize_dynamic.

    Parameters
    ----------
    input : array, shape (batch, timesteps, input_size)
        input sequences
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, hidden_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    bias_ih : array, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o
    bias_hh : array, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o
    initial_state : arrays or None, each of shape (batch, hidden_size)
        the states before the first timestep
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    levels : float
        largest whole number of inputs and states

    Returns
    -------
    LayerResult
    output : array, shape (batch, timesteps, hidden_size)
        output
    h_n : array, shape (batch, hidden_size)
        last hidden state
    c_n : array, shape (batch, hidden_size)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes all results NaN. Without
    timesteps the last states are the initial ones. Sources: PyTorch 2.13.0,
    torch/ao/nn/quantized/dynamic/modules/rnn.py, class LSTM; PyTorch 2.13.0,
    aten/src/ATen/native/quantized/cpu/qlinear_dynamic.cpp.

    Examples
    --------
    >>> result = lstm_layer(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> result.output.shape
    (4, 28, 32)
    >>> result.h_n.shape
    (4, 32)
    >>> result.c_n.shape
    (4, 32)
    """
    sizes = Sizes()
    input = sizes.floating("input", input, "batch timesteps input_size")
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size hidden_size")
    bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch hidden_size")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch hidden_size")
    choice("go_backwards", go_backwards, (False, True))
    levels = number("levels", levels)
    timesteps = sizes["timesteps"]

    W_ii, W_if, W_ig, W_io = np.split(weight_ih.T, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(weight_hh.T, 4, axis=-1)
    b_ii, b_if, b_ig, b_io = np.split(bias_ih, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(bias_hh, 4, axis=-1)

    u_input = np.max(input, initial=0)  # input-highest
    l_input = np.min(input, initial=0)  # input-lowest
    d_input = float(np.where(u_input > l_input, (u_input - l_input) / levels, 1))  # input-step
    s_input = float(np.maximum(d_input, 0.000061))  # input-scale
    z_input = float(np.rint((-l_input) / d_input))  # input-zero
    r_input = 1 / s_input  # input-reciprocal
    if initial_state is None:
        h_0 = sizes.zeros("batch hidden_size")  # initial-hidden-state
        c_0 = sizes.zeros("batch hidden_size")  # initial-cell-state
    h_t, c_t = h_0, c_0
    output = sizes.empty("batch timesteps hidden_size")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        if go_backwards:
            x_t = input[:, timesteps - t]  # input-backwards
        else:
            x_t = input[:, t - 1]  # input
        # step
        # x-t-in-whole-numbers
        q_x_t = np.clip(np.rint(x_t * r_input + z_input), 0, levels) - z_input
        u_weight_ih = np.max(weight_ih, initial=0)  # weight-ih-highest
        l_weight_ih = np.min(weight_ih, initial=0)  # weight-ih-lowest
        # weight-ih-scale
        s_weight_ih = float(
            np.maximum(float(np.maximum(u_weight_ih, -l_weight_ih)) / 127.5, 1.1920928955078125e-07)
        )
        r_weight_ih = 1 / s_weight_ih  # weight-ih-reciprocal
        q_W_ii = np.clip(np.rint(W_ii * r_weight_ih), -128, 127)  # W-ii-in-whole-numbers
        q_W_if = np.clip(np.rint(W_if * r_weight_ih), -128, 127)  # W-if-in-whole-numbers
        q_W_ig = np.clip(np.rint(W_ig * r_weight_ih), -128, 127)  # W-ig-in-whole-numbers
        q_W_io = np.clip(np.rint(W_io * r_weight_ih), -128, 127)  # W-io-in-whole-numbers
        u_h_tm1 = np.max(h_tm1, initial=0)  # h-tm1-highest
        l_h_tm1 = np.min(h_tm1, initial=0)  # h-tm1-lowest
        d_h_tm1 = float(np.where(u_h_tm1 > l_h_tm1, (u_h_tm1 - l_h_tm1) / levels, 1))  # h-tm1-step
        s_h_tm1 = float(np.maximum(d_h_tm1, 0.000061))  # h-tm1-scale
        z_h_tm1 = float(np.rint((-l_h_tm1) / d_h_tm1))  # h-tm1-zero
        r_h_tm1 = 1 / s_h_tm1  # h-tm1-reciprocal
        # h-tm1-in-whole-numbers
        q_h_tm1 = np.clip(np.rint(h_tm1 * r_h_tm1 + z_h_tm1), 0, levels) - z_h_tm1
        u_weight_hh = np.max(weight_hh, initial=0)  # weight-hh-highest
        l_weight_hh = np.min(weight_hh, initial=0)  # weight-hh-lowest
        # weight-hh-scale
        s_weight_hh = float(
            np.maximum(float(np.maximum(u_weight_hh, -l_weight_hh)) / 127.5, 1.1920928955078125e-07)
        )
        r_weight_hh = 1 / s_weight_hh  # weight-hh-reciprocal
        q_W_hi = np.clip(np.rint(W_hi * r_weight_hh), -128, 127)  # W-hi-in-whole-numbers
        q_W_hf = np.clip(np.rint(W_hf * r_weight_hh), -128, 127)  # W-hf-in-whole-numbers
        q_W_hg = np.clip(np.rint(W_hg * r_weight_hh), -128, 127)  # W-hg-in-whole-numbers
        q_W_ho = np.clip(np.rint(W_ho * r_weight_hh), -128, 127)  # W-ho-in-whole-numbers
        # input-gate
        i_t = sigmoid(
            s_input * s_weight_ih * (q_x_t @ q_W_ii)
            + b_ii
            + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hi)
            + b_hi
        )
        # forget-gate
        f_t = sigmoid(
            s_input * s_weight_ih * (q_x_t @ q_W_if)
            + b_if
            + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hf)
            + b_hf
        )
        # cell-gate
        g_t = tanh(
            s_input * s_weight_ih * (q_x_t @ q_W_ig)
            + b_ig
            + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_hg)
            + b_hg
        )
        # output-gate
        o_t = sigmoid(
            s_input * s_weight_ih * (q_x_t @ q_W_io)
            + b_io
            + s_h_tm1 * s_weight_hh * (q_h_tm1 @ q_W_ho)
            + b_ho
        )
        c_t = f_t * c_tm1 + i_t * g_t  # cell-state
        h_t = o_t * tanh(c_t)  # hidden-state
        output[:, t - 1] = h_t  # output
    h_n = h_t  # h-n
    c_n = c_t  # c-n
    return LayerResult(output, h_n, c_n)


def prepare(
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array,
    bias_hh: Array,
    *,
    go_backwards: bool = False,
    levels: float = 127.0,
) -> Callable[..., LayerResult]:
    """Keep the weights for many calls.

    Parameters
    ----------
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, hidden_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    bias_ih : array, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o
    bias_hh : array, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    levels : float
        largest whole number of inputs and states

    Returns
    -------
    callable
        a function of input, initial_state: what `lstm_layer` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Sources: PyTorch 2.13.0, torch/ao/nn/quantized/dynamic/modules/rnn.py, class LSTM; PyTorch
    2.13.0, aten/src/ATen/native/quantized/cpu/qlinear_dynamic.cpp.

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).output.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size hidden_size")
    bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    choice("go_backwards", go_backwards, (False, True))
    levels = number("levels", levels)
    return partial(
        lstm_layer,
        weight_ih=weight_ih,
        weight_hh=weight_hh,
        bias_ih=bias_ih,
        bias_hh=bias_hh,
        go_backwards=go_backwards,
        levels=levels,
    )
