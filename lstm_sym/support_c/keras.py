"""The LSTM of Keras, compiled; what it cannot compile, `lstm_numpy` computes."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

import numpy as np

from lstm_c.library import SUFFIX, available
from lstm_c.numbers import ACTIVATIONS, DEFAULTS
from lstm_c.prepared import Prepared
from lstm_numpy import keras as in_numpy
from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, as_array, choice, elementwise
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult, lstm_cell

__all__ = ["LSTMResult", "lstm", "lstm_cell", "prepare"]

NUMBER_OF = {function: ACTIVATIONS[n] for n, function in BY_NAME.items() if n in ACTIVATIONS}


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
    # What C cannot take, NumPy computes, or refuses with words of its own.
    with suppress(TypeError, ValueError):
        weights = (kernel, recurrent_kernel, bias)
        states = initial_state if isinstance(initial_state, tuple | list) else ()
        arrays = [np.asarray(a) for a in (sequences, *weights, *states) if a is not None]
        compiled = prepared(weights, arrays, options, Sizes())
        if compiled:
            return compiled(sequences, **given)
    return in_numpy.lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)


def prepare(
    kernel: Array, recurrent_kernel: Array, bias: Array | None = None, **options: Any
) -> Callable[..., LSTMResult]:
    """Pack the weights once: a function of sequences, initial_state and mask, for many calls.

    The options are those of `lstm`; results have the type of the weights.

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
    weights = (kernel, recurrent_kernel, bias)
    named = zip(("kernel", "recurrent_kernel", "bias"), weights, strict=True)
    arrays = [as_array(name, array) for name, array in named if array is not None]
    compiled = prepared(weights, arrays, options, Sizes())

    def with_numpy(sequences: Array, **given: Any) -> LSTMResult:
        return in_numpy.lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)

    return compiled or with_numpy


def prepared(
    weights: tuple[Array, Array, Array | None],
    arrays: list[Array],
    options: dict[str, Any],
    sizes: Sizes,
) -> Prepared | None:
    """The compiled layer, or None where NumPy has to compute, or to refuse."""
    if any(array.dtype.kind != "f" for array in arrays):
        return None
    dtype = np.result_type(*arrays)
    numbers = [number(name, options) for name in ("activation", "recurrent_activation")]
    if dtype.name not in SUFFIX or None in numbers or not available():
        return None
    kernel, recurrent_kernel, bias = weights
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is not None:
        bias = sizes.floating("bias", bias, "4*units")
    rest = {k: v for k, v in options.items() if k not in ("activation", "recurrent_activation")}
    choice("masked_output", rest.get("masked_output", "previous"), ("previous", "state", "zero"))
    choice("go_backwards", rest.get("go_backwards", False), (False, True))
    choice("return_sequences", rest.get("return_sequences", True), (True, False))
    activation, recurrent_activation = (n or 0 for n in numbers)
    return Prepared(
        kernel,
        recurrent_kernel,
        bias,
        dtype,
        activation=activation,
        recurrent_activation=recurrent_activation,
        **rest,
    )


def number(name: str, options: dict[str, Any]) -> int | None:
    """C's number of the activation that an option names; None for the caller's own function."""
    given: Activation = options.get(name, DEFAULTS[name])
    if callable(given):
        return NUMBER_OF.get(given)
    return NUMBER_OF.get(elementwise(name, given))
