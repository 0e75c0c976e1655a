"""The LSTM of PyTorch with proj_size.

Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import ordinary
from lstm_numpy.pytorch_projection_layer_fast import layer
from lstm_numpy.pytorch_projection_layer_fast import prepare as prepare
from lstm_numpy.pytorch_projection_layer_gradients import LayerGradients as LayerGradients
from lstm_numpy.pytorch_projection_layer_gradients import (
    lstm_layer_gradients as lstm_layer_gradients,
)


class LayerResult(NamedTuple):
    """What `lstm_layer` returns."""

    output: Array
    """output, shape (batch, timesteps, proj_size)"""

    h_n: Array
    """last hidden state, shape (batch, proj_size)"""

    c_n: Array
    """last cell state, shape (batch, hidden_size)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    weight_ih: Array,
    weight_hh: Array,
    weight_hr: Array,
    bias_ih: Array | None = None,
    bias_hh: Array | None = None,
) -> tuple[Array, Array]:
    """One timestep of the LSTM of PyTorch with proj_size.

    Parameters
    ----------
    x_t : array, shape (batch, input_size)
        input at timestep t
    h_tm1 : array, shape (batch, proj_size)
        hidden state one timestep before
    c_tm1 : array, shape (batch, hidden_size)
        cell state one timestep before
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, proj_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    weight_hr : array, shape (proj_size, hidden_size)
        projection
    bias_ih : array or None, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o; None: zeros
    bias_hh : array or None, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o; None: zeros

    Returns
    -------
    h_t : array, shape (batch, proj_size)
        hidden state at timestep t
    c_t : array, shape (batch, hidden_size)
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
    example NaN. Sources: PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM; PyTorch 2.13.0,
    torch/nn/utils/rnn.py, pack_padded_sequence and pad_packed_sequence.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 5)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 5)),
    ...     np.zeros((5, 32)),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 5), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_size")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch proj_size")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch hidden_size")
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size proj_size")
    weight_hr = sizes.floating("weight_hr", weight_hr, "proj_size hidden_size")
    if bias_ih is None:
        bias_ih = sizes.zeros("4*hidden_size")  # no-input-bias
    else:
        bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    if bias_hh is None:
        bias_hh = sizes.zeros("4*hidden_size")  # no-hidden-bias
    else:
        bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")

    W_ii, W_if, W_ig, W_io = np.split(weight_ih.T, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(weight_hh.T, 4, axis=-1)
    b_ii, b_if, b_ig, b_io = np.split(bias_ih, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(bias_hh, 4, axis=-1)
    W_hr = weight_hr.T

    i_t = sigmoid(x_t @ W_ii + b_ii + h_tm1 @ W_hi + b_hi)  # input-gate
    f_t = sigmoid(x_t @ W_if + b_if + h_tm1 @ W_hf + b_hf)  # forget-gate
    g_t = tanh(x_t @ W_ig + b_ig + h_tm1 @ W_hg + b_hg)  # cell-gate
    o_t = sigmoid(x_t @ W_io + b_io + h_tm1 @ W_ho + b_ho)  # output-gate
    c_t = f_t * c_tm1 + i_t * g_t  # cell-state
    h_t = o_t * tanh(c_t) @ W_hr  # hidden-state
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_layer(
    input: Array,
    weight_ih: Array,
    weight_hh: Array,
    weight_hr: Array,
    bias_ih: Array | None = None,
    bias_hh: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    go_backwards: bool = False,
) -> LayerResult:
    """All timesteps of the LSTM of PyTorch with proj_size.

    Parameters
    ----------
    input : array, shape (batch, timesteps, input_size)
        input sequences
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, proj_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    weight_hr : array, shape (proj_size, hidden_size)
        projection
    bias_ih : array or None, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o; None: zeros
    bias_hh : array or None, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o; None: zeros
    initial_state : arrays or None, shape (batch, proj_size) and (batch, hidden_size)
        the states before the first timestep
    mask : array or None, shape (batch, timesteps)
        which timesteps count; all of them when absent
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing

    Returns
    -------
    LayerResult
    output : array, shape (batch, timesteps, proj_size)
        output
    h_n : array, shape (batch, proj_size)
        last hidden state
    c_n : array, shape (batch, hidden_size)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats, a mask does not hold booleans
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on. Without timesteps the last states are the initial ones.
    Sources: PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM; PyTorch 2.13.0,
    torch/nn/utils/rnn.py, pack_padded_sequence and pad_packed_sequence.

    Examples
    --------
    >>> result = lstm_layer(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 5)),
    ...     np.zeros((5, 32)),
    ... )
    >>> result.output.shape
    (4, 28, 5)
    >>> result.h_n.shape
    (4, 5)
    >>> result.c_n.shape
    (4, 32)
    """
    sizes = Sizes()
    input = sizes.floating("input", input, "batch timesteps input_size")
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size proj_size")
    weight_hr = sizes.floating("weight_hr", weight_hr, "proj_size hidden_size")
    if bias_ih is None:
        bias_ih = sizes.zeros("4*hidden_size")  # no-input-bias
    else:
        bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    if bias_hh is None:
        bias_hh = sizes.zeros("4*hidden_size")  # no-hidden-bias
    else:
        bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch proj_size")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch hidden_size")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("go_backwards", go_backwards, (False, True))
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            weight_ih,
            weight_hh,
            weight_hr,
            bias_ih,
            bias_hh,
            go_backwards=go_backwards,
        )
        initial = None if initial_state is None else (h_0, c_0)
        return LayerResult(*packed(input, initial, mask))

    W_ii, W_if, W_ig, W_io = np.split(weight_ih.T, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(weight_hh.T, 4, axis=-1)
    b_ii, b_if, b_ig, b_io = np.split(bias_ih, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(bias_hh, 4, axis=-1)
    W_hr = weight_hr.T

    if initial_state is None:
        h_0 = sizes.zeros("batch proj_size")  # initial-hidden-state
        c_0 = sizes.zeros("batch hidden_size")  # initial-cell-state
    h_t, c_t = h_0, c_0
    output = sizes.empty("batch timesteps proj_size")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        if go_backwards:
            x_t = input[:, timesteps - t]  # input-backwards
        else:
            x_t = input[:, t - 1]  # input
        # step
        i_t = sigmoid(x_t @ W_ii + b_ii + h_tm1 @ W_hi + b_hi)  # input-gate
        f_t = sigmoid(x_t @ W_if + b_if + h_tm1 @ W_hf + b_hf)  # forget-gate
        g_t = tanh(x_t @ W_ig + b_ig + h_tm1 @ W_hg + b_hg)  # cell-gate
        o_t = sigmoid(x_t @ W_io + b_io + h_tm1 @ W_ho + b_ho)  # output-gate
        c_t = f_t * c_tm1 + i_t * g_t  # cell-state
        h_t = o_t * tanh(c_t) @ W_hr  # hidden-state
        if mask is not None:
            if go_backwards:
                m_t = mask[:, timesteps - t, np.newaxis]  # mask-backwards
            else:
                m_t = mask[:, t - 1, np.newaxis]  # mask
            h_t, c_t = np.where(m_t, h_t, h_tm1), np.where(m_t, c_t, c_tm1)  # masked-step
            y_t = np.where(m_t, h_t, 0)  # output-zero
        if mask is not None:
            output[:, t - 1] = y_t  # masked-output
        else:
            output[:, t - 1] = h_t  # output
    h_n = h_t  # h-n
    c_n = c_t  # c-n
    return LayerResult(output, h_n, c_n)
