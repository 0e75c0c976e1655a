"""The LSTM of Keras, compiled; what it cannot compile, `lstm_numpy` computes."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

import numpy as np

from lstm_c.compiled import compiled as in_c
from lstm_c.library import SUFFIX, available
from lstm_c.numbers import MASKED_OUTPUT
from lstm_c.prepared import Prepared
from lstm_c.streams import streaming
from lstm_c.structures import NUMBER_OF
from lstm_numpy import keras as in_numpy
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult, lstm_cell

__all__ = ["LSTMResult", "lstm", "lstm_cell", "lstm_gradients", "prepare", "stream"]

lstm_gradients = in_c(in_numpy.lstm_gradients)
stream = streaming(in_numpy.prepare)

Weights = tuple[Array, Array, Array | None]
FUNCTIONS = ("activation", "recurrent_activation")
#: What a call says beside its arrays.
OPTIONS = {
    name: option.default
    for name, option in signature(in_numpy.lstm).parameters.items()
    if option.kind is option.KEYWORD_ONLY and name not in ("initial_state", "mask")
}


@wraps(in_numpy.lstm, assigned=(), updated=())  # its signature
def lstm(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    **options: Any,
) -> LSTMResult:
    """All timesteps; arguments, result and errors are those of `lstm_numpy.keras.lstm`.

    Functions as activations, and numbers that are neither float32 nor float64, are computed by
    `lstm_numpy`; so is everything where there is no C compiler, after a warning.

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.keras.lstm`, naming the argument

    Examples
    --------
    >>> lstm(np.zeros((4, 28, 10)), np.zeros((10, 128)), np.zeros((32, 128))).state_h.shape
    (4, 32)
    """
    given: dict[str, Any] = {"initial_state": initial_state, "mask": mask}
    if options.keys() <= OPTIONS.keys():
        sizes = Sizes()
        x = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        weights = checked(sizes, kernel, recurrent_kernel, bias)
        if initial_state is not None:
            for place, state in enumerate(several("initial_state", initial_state, 2)):
                sizes.floating(f"initial_state[{place}]", state, "batch units")
        layer = compiled(weights, sizes.dtype, options)
        if layer:
            return layer(x, **given)
    return in_numpy.lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)


def prepare(
    kernel: Array, recurrent_kernel: Array, bias: Array | None = None, **options: Any
) -> Callable[..., LSTMResult]:
    """Pack the weights once: a function of sequences, initial_state and mask, for many calls.

    The options are those of `lstm`. Numbers of a wider type than the weights' are computed by
    `lstm`, and so is the result of their common type.

    Raises
    ------
    TypeError, ValueError
        a shape does not fit, an option is unknown; the function raises them for its own arguments

    Examples
    --------
    >>> layer = prepare(np.zeros((10, 128)), np.zeros((32, 128)), return_sequences=False)
    >>> layer(np.zeros((4, 28, 10))).lstm_output.shape
    (4, 32)
    """
    layer = None
    if options.keys() <= OPTIONS.keys():
        sizes = Sizes()
        layer = compiled(checked(sizes, kernel, recurrent_kernel, bias), sizes.dtype, options)
    if layer is None:
        return in_numpy.prepare(kernel, recurrent_kernel, bias, **options)

    def of_wider(sequences: Array, **given: Any) -> LSTMResult:
        return lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)

    layer.of_wider = of_wider
    return layer


def checked(sizes: Sizes, kernel: Array, recurrent_kernel: Array, bias: Array | None) -> Weights:
    """The weights as arrays of floats; raises ValueError or TypeError, by name."""
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is not None:
        bias = sizes.floating("bias", bias, "4*units")
    return kernel, recurrent_kernel, bias


def compiled(weights: Weights, dtype: np.dtype[Any], options: dict[str, Any]) -> Prepared | None:
    """The compiled layer, or None where NumPy has to compute; raises ValueError, by name."""
    words = OPTIONS | options
    words |= {name: number(name, words[name]) for name in FUNCTIONS}
    choice("masked_output", words["masked_output"], tuple(MASKED_OUTPUT))
    choice("go_backwards", words["go_backwards"], (False, True))
    choice("return_sequences", words["return_sequences"], (True, False))
    own = any(words[name] is None for name in FUNCTIONS)
    if own or dtype.name not in SUFFIX or not available():
        return None
    return Prepared(*weights, dtype, **words)


def number(name: str, given: Activation) -> int | None:
    """C's number of the activation that an option names; None for the caller's own function."""
    return NUMBER_OF.get(elementwise(name, given))
