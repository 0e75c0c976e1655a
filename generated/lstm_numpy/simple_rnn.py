"""The SimpleRNN of Keras.

Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import ordinary
from lstm_numpy.simple_rnn_fast import layer
from lstm_numpy.simple_rnn_fast import prepare as prepare
from lstm_numpy.simple_rnn_gradients import SimpleRNNGradients as SimpleRNNGradients
from lstm_numpy.simple_rnn_gradients import simple_rnn_gradients as simple_rnn_gradients


class SimpleRNNResult(NamedTuple):
    """What `simple_rnn` returns."""

    rnn_output: Array
    """output, shape (batch, [timesteps], units)"""

    state_h: Array
    """last hidden state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def simple_rnn_cell(
    x_t: Array,
    h_tm1: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    activation: Activation = "tanh",
) -> Array:
    """One timestep of the SimpleRNN of Keras.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    kernel : array, shape (input_dim, units)
        weights of the input
    recurrent_kernel : array, shape (units, units)
        weights of the hidden state
    bias : array or None, shape (units,)
        bias; None: zeros
    activation : str, callable or None
        activation of the hidden state: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t

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
    example NaN, unless an activation maps NaN to a number. Sources: Keras 3.15.1,
    keras/src/layers/rnn/simple_rnn.py; Keras 2.2.4, keras/layers/recurrent.py, SimpleRNNCell.

    Examples
    --------
    >>> h_t = simple_rnn_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 32)),
    ...     np.zeros((32, 32)),
    ... )
    >>> h_t.shape
    (4, 32)
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)

    W_h = kernel
    U_h = recurrent_kernel
    b_h = bias

    h_t = activation(x_t @ W_h + b_h + h_tm1 @ U_h)  # hidden-state
    return h_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def simple_rnn(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    initial_state: Array | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
) -> SimpleRNNResult:
    """All timesteps of the SimpleRNN of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, units)
        weights of the input
    recurrent_kernel : array, shape (units, units)
        weights of the hidden state
    bias : array or None, shape (units,)
        bias; None: zeros
    initial_state : array or None, shape (batch, units)
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
        activation of the hidden state: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    SimpleRNNResult
    rnn_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state

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
    the last states are the initial ones. Sources: Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py;
    Keras 2.2.4, keras/layers/recurrent.py, SimpleRNNCell.

    Examples
    --------
    >>> result = simple_rnn(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 32)),
    ...     np.zeros((32, 32)),
    ... )
    >>> result.rnn_output.shape
    (4, 28, 32)
    >>> result.state_h.shape
    (4, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            recurrent_kernel,
            bias,
            masked_output=masked_output,
            go_backwards=go_backwards,
            return_sequences=return_sequences,
            activation=activation,
        )
        initial = None if initial_state is None else (h_0,)
        return SimpleRNNResult(*packed(sequences, initial, mask))

    W_h = kernel
    U_h = recurrent_kernel
    b_h = bias

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
    if mask is not None:
        y_0 = sizes.zeros("batch units")  # initial-output
    h_t = h_0
    if mask is not None:
        y_t = y_0
    if return_sequences:
        rnn_output = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1 = h_t
        if mask is not None:
            y_tm1 = y_t
        if go_backwards:
            x_t = sequences[:, timesteps - t]  # input-backwards
        else:
            x_t = sequences[:, t - 1]  # input
        # step
        h_t = activation(x_t @ W_h + b_h + h_tm1 @ U_h)  # hidden-state
        if mask is not None:
            if go_backwards:
                m_t = mask[:, timesteps - t, np.newaxis]  # mask-backwards
            else:
                m_t = mask[:, t - 1, np.newaxis]  # mask
            h_t = np.where(m_t, h_t, h_tm1)  # masked-step
            if masked_output == "previous":
                y_t = np.where(m_t, h_t, y_tm1)  # output-previous
            elif masked_output == "state":
                y_t = h_t  # output-state
            else:  # zero
                y_t = np.where(m_t, h_t, 0)  # output-zero
        if return_sequences:
            if mask is not None:
                rnn_output[:, t - 1] = y_t  # masked-rnn-output
            else:
                rnn_output[:, t - 1] = h_t  # rnn-output
    if not return_sequences:
        if mask is not None:
            rnn_output = y_t  # masked-last-output
        else:
            rnn_output = h_t  # last-output
    state_h = h_t  # state-h
    return SimpleRNNResult(rnn_output, state_h)
