"""The other modes of cuDNN: the GRU and the simple RNN, beside the LSTM of `lstm_numpy.cudnn`."""

from typing import NamedTuple

from lstm_numpy.arguments import Sizes, choice
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.gru import gru as printed_gru
from lstm_numpy.simple_rnn import simple_rnn

__all__ = ["Result", "gru", "rnn"]

ACTIVATIONS = {"CUDNN_RNN_TANH": "tanh", "CUDNN_RNN_RELU": "relu"}


class Result(NamedTuple):
    """What `gru` and `rnn` return."""

    y: Array
    """output, shape (batch, timesteps, units)"""

    hy: Array
    """last hidden state, shape (batch, units)"""


def gru(
    x: Array,
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
    *,
    initial_state: Array | None = None,
    go_backwards: bool = False,
) -> Result:
    """All timesteps of cuDNN's mode CUDNN_GRU, one layer in one direction.

    Its equations are those of the GRU of Keras with reset_after=True.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
    W : array, shape (3*units, input_dim)
        one block for each gate, in the order of linLayerID: reset, update, new memory
    R : array, shape (3*units, units)
    b_W, b_R : array, shape (3*units,)
        the biases of CUDNN_RNN_DOUBLE_BIAS
    initial_state : array or None, shape (batch, units)
        hx; None for zeros
    go_backwards : bool
        whether timesteps are taken from the last to the first; y is in the order they are taken

    Returns
    -------
    Result
        y and hy

    Raises
    ------
    ValueError
        a shape does not fit
    TypeError
        an array is not of floats

    Notes
    -----
    Source: NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_GRU. On a GPU nn.GRU of PyTorch calls it with the
    same arrays, whose records on a CPU these results are compared with.

    Examples
    --------
    >>> import numpy as np
    >>> W, R, b_W, b_R = np.ones((21, 2)), np.ones((21, 7)), np.zeros(21), np.zeros(21)
    >>> y, hy = gru(np.ones((3, 5, 2)), W, R, b_W, b_R)
    >>> y.shape, hy.shape
    ((3, 5, 7), (3, 7))
    """
    x, state, weights = checked("3*units", x, W, R, b_W, b_R, initial_state)
    stored = convert(weights, "cudnn", "keras", cell="gru")
    found = printed_gru(
        x, *stored, initial_state=state, go_backwards=go_backwards, reset_after=True
    )
    return Result(*found)


def rnn(
    x: Array,
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
    *,
    mode: str = "CUDNN_RNN_TANH",
    initial_state: Array | None = None,
    go_backwards: bool = False,
) -> Result:
    """All timesteps of cuDNN's modes without gates, one layer in one direction.

    Its equations are those of the SimpleRNN of Keras.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
    W : array, shape (units, input_dim)
    R : array, shape (units, units)
    b_W, b_R : array, shape (units,)
        the biases of CUDNN_RNN_DOUBLE_BIAS
    mode : "CUDNN_RNN_TANH" or "CUDNN_RNN_RELU"
    initial_state : array or None, shape (batch, units)
        hx; None for zeros
    go_backwards : bool
        whether timesteps are taken from the last to the first; y is in the order they are taken

    Returns
    -------
    Result
        y and hy

    Raises
    ------
    ValueError
        a shape does not fit, the mode is unknown
    TypeError
        an array is not of floats

    Notes
    -----
    Source: NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_RNN_TANH and CUDNN_RNN_RELU. On a GPU nn.RNN of
    PyTorch calls them with the same arrays, whose records on a CPU these are compared with.

    Examples
    --------
    >>> import numpy as np
    >>> W, R, b_W, b_R = np.ones((7, 2)), np.ones((7, 7)), np.zeros(7), np.zeros(7)
    >>> y, hy = rnn(np.ones((3, 5, 2)), W, R, b_W, b_R, mode="CUDNN_RNN_RELU")
    >>> y.shape, hy.shape
    ((3, 5, 7), (3, 7))
    """
    choice("mode", mode, tuple(ACTIVATIONS))
    x, state, weights = checked("units", x, W, R, b_W, b_R, initial_state)
    stored = convert(weights, "cudnn", "keras", cell="rnn")
    found = simple_rnn(
        x, *stored, initial_state=state, go_backwards=go_backwards, activation=ACTIVATIONS[mode]
    )
    return Result(*found)


def checked(
    rows: str, x: Array, W: Array, R: Array, b_W: Array, b_R: Array, initial_state: Array | None
) -> tuple[Array, Array | None, dict[str, Array]]:
    """The input, the state and the weights, checked by the names that they have here."""
    sizes = Sizes()
    x = sizes.floating("x", x, "batch timesteps input_dim")
    weights = {
        "W": sizes.floating("W", W, f"{rows} input_dim"),
        "R": sizes.floating("R", R, f"{rows} units"),
        "b_W": sizes.floating("b_W", b_W, rows),
        "b_R": sizes.floating("b_R", b_R, rows),
    }
    if initial_state is not None:
        initial_state = sizes.floating("initial_state", initial_state, "batch units")
    return x, initial_state, weights
