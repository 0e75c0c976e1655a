"""The LSTM of Keras, compiled; what it cannot compile, `lstm_numpy` computes."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from lstm_c.compiled import compiled
from lstm_c.library import available
from lstm_c.streams import streaming
from lstm_numpy import keras as in_numpy
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult, lstm_cell
from lstm_numpy.other_engine import NotServedError

__all__ = ["LSTMResult", "lstm", "lstm_cell", "lstm_gradients", "prepare", "stream"]

lstm_gradients = compiled(in_numpy.lstm_gradients)
stream = streaming(in_numpy.prepare)


@wraps(in_numpy.lstm, assigned=(), updated=())  # its signature
def lstm(*args: Any, **words: Any) -> LSTMResult:
    """All timesteps, compiled; arguments, result and errors are those of `lstm_numpy.keras.lstm`.

    `lstm_numpy` computes activations that are functions, and arrays that are neither float32 nor
    float64; without a C compiler it computes everything, after a warning.

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.keras.lstm`, naming the argument

    Examples
    --------
    >>> import numpy as np
    >>> lstm(np.zeros((4, 28, 10)), np.zeros((10, 128)), np.zeros((32, 128))).state_h.shape
    (4, 32)
    """
    if available():
        try:
            return _lstm(*args, **words)
        except NotServedError:
            pass
    return in_numpy.lstm(*args, **words)


def prepare(
    kernel: Array, recurrent_kernel: Array, bias: Array | None = None, **options: Any
) -> Callable[..., LSTMResult]:
    """Pack the weights once: a function of sequences, initial_state and mask, for many calls.

    The options are those of `lstm`. What C cannot compute is computed by `lstm_numpy`.

    Raises
    ------
    TypeError, ValueError
        a shape does not fit, an option is unknown; the function raises them for its own arguments

    Examples
    --------
    >>> import numpy as np
    >>> layer = prepare(np.zeros((10, 128)), np.zeros((32, 128)), return_sequences=False)
    >>> layer(np.zeros((4, 28, 10))).lstm_output.shape
    (4, 32)
    """
    weights = kernel, recurrent_kernel, bias
    if available():
        try:
            layer: Any = _prepare(kernel, recurrent_kernel, bias, **options)
        except NotServedError:
            pass
        else:
            layer.otherwise = partial(_of_weights, weights, options)
            return layer
    return in_numpy.prepare(kernel, recurrent_kernel, bias, **options)


def _of_weights(
    weights: tuple[Any, ...], options: dict[str, Any], sequences: Array, **given: Any
) -> LSTMResult:
    kernel, recurrent_kernel, bias = weights
    return in_numpy.lstm(sequences, kernel, recurrent_kernel, bias, **options, **given)


_lstm, _prepare = compiled(in_numpy.lstm), compiled(in_numpy.prepare)
