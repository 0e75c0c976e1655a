"""Keras's layers in training, under masks of dropout that are given: outputs and gradients.

The printed functions know no masks: `lstm_numpy.dropped` makes calls of them, with other weights.
"""

from typing import Any

import numpy as np

from lstm_numpy import gru as of_gru
from lstm_numpy import keras
from lstm_numpy import simple_rnn as of_rnn
from lstm_numpy.arrays import Array
from lstm_numpy.dropped import Dropped


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    **options: Any,
) -> keras.LSTMResult:
    """All timesteps of the LSTM of Keras, as it computes them in training.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, initial_state, mask, options :
        those of `lstm_numpy.keras.lstm`
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what the inputs of every timestep are multiplied with: one mask for all gates, or one for
        each, in the order of the kernel's blocks, i, f, c, o; zeros, and one over the rate of what
        is kept; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state, where it is multiplied with weights

    Returns
    -------
    keras.LSTMResult
    lstm_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state
    state_c : array, shape (batch, units)
        last cell state

    Raises
    ------
    TypeError
        as `lstm_numpy.keras.lstm`, and for masks of booleans or whole numbers
    ValueError
        as `lstm_numpy.keras.lstm`, and for masks that are neither one nor one a gate

    Notes
    -----
    Results have NumPy's common type of all arrays, the masks among them: masks of float64 make
    float64 of a layer of float32. With one mask of the inputs, or without masks, all examples are
    one call of `lstm_numpy.keras.lstm`; with masks of the hidden state, or of the inputs one a
    gate, each example is a call of its own. These masks are multiplied with the weights where Keras
    multiplies the vector, which differs by rounding, and where such a product overflows. Source:
    Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 16)), np.ones((4, 16))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> lstm(x, kernel, recurrent_kernel, dropout_mask=dropped).lstm_output.shape
    (2, 5, 4)
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("lstm", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=2)
    return layer.outputs(keras.lstm, (bias,), given, options)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    lstm_output: Array | None = None,
    state_h: Array | None = None,
    state_c: Array | None = None,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    **options: Any,
) -> keras.LSTMGradients:
    """Gradients of the loss through `lstm` under the same masks.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias :
        what `lstm` was given
    lstm_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what `lstm` was given: one mask, or one for each gate, in the order of the kernel's blocks,
        i, f, c, o; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state
    initial_state, mask, options :
        those of `lstm_numpy.keras.lstm_gradients`

    Returns
    -------
    keras.LSTMGradients
    sequences : array, shape (batch, timesteps, input_dim)
        of the input sequences, before they are masked
    kernel : array, shape (input_dim, 4*units)
        of the weights of the input
    recurrent_kernel : array, shape (units, 4*units)
        of the weights of the hidden state
    bias : array or None, shape (4*units,)
        of the bias; None without it
    initial_state : tuple of arrays, each of shape (batch, units)
        of the initial states

    Raises
    ------
    TypeError
        as `lstm_numpy.keras.lstm_gradients`, and for masks of booleans or whole numbers
    ValueError
        as `lstm_numpy.keras.lstm_gradients`, and for masks that are neither one nor one a gate

    Notes
    -----
    Type, calls and rounding are as in `lstm`: masks of float64 make float64 of a layer of float32,
    and each example is a call of its own with masks of the hidden state, or of the inputs one a
    gate. A test compares with the gradients of Keras 3.15.1, on TensorFlow.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 16)), np.ones((4, 16))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> arriving = {"state_h": np.ones((2, 4)), "dropout_mask": dropped}
    >>> found = lstm_gradients(x, kernel, recurrent_kernel, **arriving)
    >>> found.sequences[:, 0, :] == 0  # what was dropped has no part in the loss
    array([[False,  True, False],
           [ True, False, False]])
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("lstm", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=2)
    arriving = {"lstm_output": lstm_output, "state_h": state_h, "state_c": state_c}
    given |= layer.arriving("lstm_output", arriving, options)
    return layer.gradients(keras.lstm_gradients, (bias,), given, options)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def gru(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    **options: Any,
) -> of_gru.GRUResult:
    """All timesteps of the GRU of Keras, as it computes them in training.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, recurrent_bias, initial_state, mask, options :
        those of `lstm_numpy.gru.gru`
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what the inputs of every timestep are multiplied with: one mask, or one for each gate in the
        order of the kernel's blocks, z, r, h; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state, where it is multiplied with weights

    Returns
    -------
    gru.GRUResult
    gru_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.gru.gru`, and for masks as `lstm`

    Notes
    -----
    Type, calls and rounding are as in `lstm`. Source: Keras 3.15.1, keras/src/layers/rnn/gru.py,
    GRUCell.call.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 12)), np.ones((4, 12))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> gru(x, kernel, recurrent_kernel, dropout_mask=dropped).gru_output.shape
    (2, 5, 4)
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("gru", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=1)
    return layer.outputs(of_gru.gru, (bias, recurrent_bias), given, options)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def gru_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    gru_output: Array | None = None,
    state_h: Array | None = None,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    **options: Any,
) -> of_gru.GRUGradients:
    """Gradients of the loss through `gru` under the same masks.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, recurrent_bias :
        what `gru` was given
    gru_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `gru` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `gru` returns under this name; None: zeros
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what `gru` was given; one mask a gate is in the order of the kernel's blocks, z, r, h;
        None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state
    initial_state, mask, options :
        those of `lstm_numpy.gru.gru_gradients`

    Returns
    -------
    gru.GRUGradients
        of what `lstm_numpy.gru.gru_gradients` says; of the inputs before they are masked

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.gru.gru_gradients`, and for masks as `lstm`

    Notes
    -----
    Type, calls and rounding are as in `lstm`. A test compares with the gradients of Keras 3.15.1,
    on TensorFlow.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 12)), np.ones((4, 12))
    >>> dropped = np.array([[2.0, 0.0, 2.0, 2.0], [0.0, 2.0, 2.0, 2.0]])
    >>> arriving = {"state_h": np.ones((2, 4)), "recurrent_dropout_mask": dropped}
    >>> gru_gradients(x, kernel, recurrent_kernel, **arriving).recurrent_kernel.shape
    (4, 12)
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("gru", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=1)
    arriving = {"gru_output": gru_output, "state_h": state_h}
    given |= layer.arriving("gru_output", arriving, options)
    return layer.gradients(of_gru.gru_gradients, (bias, recurrent_bias), given, options)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def simple_rnn(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    **options: Any,
) -> of_rnn.SimpleRNNResult:
    """All timesteps of the SimpleRNN of Keras, as it computes them in training.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, initial_state, mask, options :
        those of `lstm_numpy.simple_rnn.simple_rnn`
    dropout_mask : array or None, shape (batch, input_dim)
        what the inputs of every timestep are multiplied with, as in `lstm`; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units)
        the same of the hidden state, where it is multiplied with weights

    Returns
    -------
    simple_rnn.SimpleRNNResult
    rnn_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.simple_rnn.simple_rnn`, and for masks as `lstm`

    Notes
    -----
    Type, calls and rounding are as in `lstm`. Source: Keras 3.15.1,
    keras/src/layers/rnn/simple_rnn.py, SimpleRNNCell.call.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 4)), np.ones((4, 4))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> simple_rnn(x, kernel, recurrent_kernel, dropout_mask=dropped).rnn_output.shape
    (2, 5, 4)
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("rnn", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=1)
    return layer.outputs(of_rnn.simple_rnn, (bias,), given, options)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def simple_rnn_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    rnn_output: Array | None = None,
    state_h: Array | None = None,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    **options: Any,
) -> of_rnn.SimpleRNNGradients:
    """Gradients of the loss through `simple_rnn` under the same masks.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias :
        what `simple_rnn` was given
    rnn_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `simple_rnn` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `simple_rnn` returns under this name; None: zeros
    dropout_mask : array or None, shape (batch, input_dim)
        what `simple_rnn` was given; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units)
        the same of the hidden state
    initial_state, mask, options :
        those of `lstm_numpy.simple_rnn.simple_rnn_gradients`

    Returns
    -------
    simple_rnn.SimpleRNNGradients
        of what `lstm_numpy.simple_rnn.simple_rnn_gradients` says; of the inputs before the masks

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.simple_rnn.simple_rnn_gradients`, and for masks as `lstm`

    Notes
    -----
    Type, calls and rounding are as in `lstm`. A test compares with the gradients of Keras 3.15.1,
    on TensorFlow.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 4)), np.ones((4, 4))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> arriving = {"state_h": np.ones((2, 4)), "dropout_mask": dropped}
    >>> simple_rnn_gradients(x, kernel, recurrent_kernel, **arriving).kernel.shape
    (3, 4)
    """
    masks = dropout_mask, recurrent_dropout_mask
    layer = Dropped("rnn", sequences, kernel, recurrent_kernel, masks)
    given = layer.checked(initial_state, mask, states=1)
    arriving = {"rnn_output": rnn_output, "state_h": state_h}
    given |= layer.arriving("rnn_output", arriving, options)
    return layer.gradients(of_rnn.simple_rnn_gradients, (bias,), given, options)
