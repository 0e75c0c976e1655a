"""The LSTM of Keras, in bfloat16.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.bfloat16 import bfloat16


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    lstm_output: Array
    """output, shape (batch, [timesteps], units)"""

    state_h: Array
    """last hidden state, shape (batch, units)"""

    state_c: Array
    """last cell state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> tuple[Array, Array]:
    """One timestep of the LSTM of Keras, in bfloat16.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    activation : str, callable or None
        activation of the candidate and of the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
    recurrent_activation : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t
    c_t : array, shape (batch, units)
        cell state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: Keras 2.2.4,
    keras/layers/recurrent.py, LSTMCell.call and RNN.call; Keras 3.15.1,
    keras/src/layers/rnn/lstm.py, LSTMCell.call, and keras/src/backend/*/rnn.py; S. Hochreiter and
    J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9, 1997; F. Gers, J. Schmidhuber
    and F. Cummins, "Learning to Forget: Continual Prediction with LSTM", Neural Computation 12,
    2000.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)

    W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=-1)
    U_i, U_f, U_c, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_c, b_o = np.split(bias, 4, axis=-1)

    q_W_i = bfloat16(W_i) + bfloat16(W_i - bfloat16(W_i))  # W-i-in-two-words-of-bfloat16
    q_U_i = bfloat16(U_i)  # U-i-in-bfloat16
    q_W_f = bfloat16(W_f) + bfloat16(W_f - bfloat16(W_f))  # W-f-in-two-words-of-bfloat16
    q_U_f = bfloat16(U_f)  # U-f-in-bfloat16
    q_W_c = bfloat16(W_c) + bfloat16(W_c - bfloat16(W_c))  # W-c-in-two-words-of-bfloat16
    q_U_c = bfloat16(U_c)  # U-c-in-bfloat16
    q_W_o = bfloat16(W_o) + bfloat16(W_o - bfloat16(W_o))  # W-o-in-two-words-of-bfloat16
    q_U_o = bfloat16(U_o)  # U-o-in-bfloat16
    q_x_t = bfloat16(x_t) + bfloat16(x_t - bfloat16(x_t))  # x-t-in-two-words-of-bfloat16
    q_h_tm1 = bfloat16(h_tm1) + bfloat16(h_tm1 - bfloat16(h_tm1))  # h-tm1-in-two-words-of-bfloat16
    i_t = recurrent_activation(q_x_t @ q_W_i + q_h_tm1 @ q_U_i + b_i)  # input-gate
    f_t = recurrent_activation(q_x_t @ q_W_f + q_h_tm1 @ q_U_f + b_f)  # forget-gate
    g_t = activation(q_x_t @ q_W_c + q_h_tm1 @ q_U_c + b_c)  # candidate
    o_t = recurrent_activation(q_x_t @ q_W_o + q_h_tm1 @ q_U_o + b_o)  # output-gate
    c_t = f_t * c_tm1 + i_t * g_t  # cell-state
    h_t = o_t * activation(c_t)  # hidden-state
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> LSTMResult:
    """All timesteps of the LSTM of Keras, in bfloat16.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    mask : array or None, shape (batch, timesteps)
        which timesteps count; all of them when absent
    masked_output : one of "previous", "state", "zero"
        what is output at a masked timestep; "previous": the output emitted one timestep before,
        zeros before the first; "state": the hidden state, which the masked step has kept; "zero":
        zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    activation : str, callable or None
        activation of the candidate and of the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
    recurrent_activation : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    LSTMResult
    lstm_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state
    state_c : array, shape (batch, units)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats, a mask does not hold booleans, an activation is neither a
        name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: Keras 2.2.4, keras/layers/recurrent.py,
    LSTMCell.call and RNN.call; Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call, and
    keras/src/backend/*/rnn.py; S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural
    Computation 9, 1997; F. Gers, J. Schmidhuber and F. Cummins, "Learning to Forget: Continual
    Prediction with LSTM", Neural Computation 12, 2000.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ... )
    >>> result.lstm_output.shape
    (4, 28, 32)
    >>> result.state_h.shape
    (4, 32)
    >>> result.state_c.shape
    (4, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
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
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    timesteps = sizes["timesteps"]

    W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=-1)
    U_i, U_f, U_c, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_c, b_o = np.split(bias, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    if mask is not None:
        y_0 = sizes.zeros("batch units")  # initial-output
    h_t, c_t = h_0, c_0
    if mask is not None:
        y_t = y_0
    if return_sequences:
        lstm_output = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        if mask is not None:
            y_tm1 = y_t
        if go_backwards:
            x_t = sequences[:, timesteps - t]  # input-backwards
        else:
            x_t = sequences[:, t - 1]  # input
        # step
        q_W_i = bfloat16(W_i) + bfloat16(W_i - bfloat16(W_i))  # W-i-in-two-words-of-bfloat16
        q_U_i = bfloat16(U_i)  # U-i-in-bfloat16
        q_W_f = bfloat16(W_f) + bfloat16(W_f - bfloat16(W_f))  # W-f-in-two-words-of-bfloat16
        q_U_f = bfloat16(U_f)  # U-f-in-bfloat16
        q_W_c = bfloat16(W_c) + bfloat16(W_c - bfloat16(W_c))  # W-c-in-two-words-of-bfloat16
        q_U_c = bfloat16(U_c)  # U-c-in-bfloat16
        q_W_o = bfloat16(W_o) + bfloat16(W_o - bfloat16(W_o))  # W-o-in-two-words-of-bfloat16
        q_U_o = bfloat16(U_o)  # U-o-in-bfloat16
        q_x_t = bfloat16(x_t) + bfloat16(x_t - bfloat16(x_t))  # x-t-in-two-words-of-bfloat16
        # h-tm1-in-two-words-of-bfloat16
        q_h_tm1 = bfloat16(h_tm1) + bfloat16(h_tm1 - bfloat16(h_tm1))
        i_t = recurrent_activation(q_x_t @ q_W_i + q_h_tm1 @ q_U_i + b_i)  # input-gate
        f_t = recurrent_activation(q_x_t @ q_W_f + q_h_tm1 @ q_U_f + b_f)  # forget-gate
        g_t = activation(q_x_t @ q_W_c + q_h_tm1 @ q_U_c + b_c)  # candidate
        o_t = recurrent_activation(q_x_t @ q_W_o + q_h_tm1 @ q_U_o + b_o)  # output-gate
        c_t = f_t * c_tm1 + i_t * g_t  # cell-state
        h_t = o_t * activation(c_t)  # hidden-state
        if mask is not None:
            if go_backwards:
                m_t = mask[:, timesteps - t, np.newaxis]  # mask-backwards
            else:
                m_t = mask[:, t - 1, np.newaxis]  # mask
            h_t, c_t = np.where(m_t, h_t, h_tm1), np.where(m_t, c_t, c_tm1)  # masked-step
            if masked_output == "previous":
                y_t = np.where(m_t, h_t, y_tm1)  # output-previous
            elif masked_output == "state":
                y_t = h_t  # output-state
            else:  # zero
                y_t = np.where(m_t, h_t, 0)  # output-zero
        if return_sequences:
            if mask is not None:
                lstm_output[:, t - 1] = y_t  # masked-lstm-output
            else:
                lstm_output[:, t - 1] = h_t  # lstm-output
    if not return_sequences:
        if mask is not None:
            lstm_output = y_t  # masked-last-output
        else:
            lstm_output = h_t  # last-output
    state_h = h_t  # state-h
    state_c = c_t  # state-c
    return LSTMResult(lstm_output, state_h, state_c)


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Callable[..., LSTMResult]:
    """Keep the weights for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    masked_output : one of "previous", "state", "zero"
        what is output at a masked timestep; "previous": the output emitted one timestep before,
        zeros before the first; "state": the hidden state, which the masked step has kept; "zero":
        zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    activation : str, callable or None
        activation of the candidate and of the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
    recurrent_activation : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    callable
        a function of sequences, initial_state, mask: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Sources: Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call and RNN.call; Keras 3.15.1,
    keras/src/layers/rnn/lstm.py, LSTMCell.call, and keras/src/backend/*/rnn.py; S. Hochreiter and
    J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9, 1997; F. Gers, J. Schmidhuber
    and F. Cummins, "Learning to Forget: Continual Prediction with LSTM", Neural Computation 12,
    2000.

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).lstm_output.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    return partial(
        lstm,
        kernel=kernel,
        recurrent_kernel=recurrent_kernel,
        bias=bias,
        masked_output=masked_output,
        go_backwards=go_backwards,
        return_sequences=return_sequences,
        activation=activation,
        recurrent_activation=recurrent_activation,
    )
