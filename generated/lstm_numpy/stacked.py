"""Layers on top of each other: each takes the output of the one below."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lstm_numpy.arrays import Array
from lstm_numpy.bidirectional import Bidirectional
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.stacking import input_of_layer

Layer = RecurrentLayer | Bidirectional


class StackedGradients(NamedTuple):
    """What `stacked_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input of the first layer, shape (batch, timesteps, input_dim)"""

    layers: tuple[Any, ...]
    """what the `backward` of each layer returns, from the input to the output"""


def stacked(layers: Sequence[Layer], sequences: Array, mask: Array | None = None) -> Any:
    """What the last of several layers returns, as in a Sequential model of Keras.

    Parameters
    ----------
    layers : sequence of LSTM, GRU, SimpleRNN and Bidirectional
        from the input to the output; all but the last return their sequences, and no states
    sequences : array, shape (batch, timesteps, input_dim)
        input of the first layer
    mask : array of booleans or None, shape (batch, timesteps)
        the same for every layer

    Returns
    -------
    what the last layer returns

    Raises
    ------
    ValueError
        a layer below another returns more or less than its sequence

    Examples
    --------
    >>> from lstm_numpy import GRU, LSTM
    >>> layers = [Bidirectional(LSTM(7, return_sequences=True, seed=0)), GRU(3, seed=1)]
    >>> stacked(layers, np.ones((4, 5, 2))).shape
    (4, 3)
    """
    _check(layers)
    return layers[-1](_inputs(layers, sequences, mask)[-1], mask=mask)


def stacked_gradients(
    layers: Sequence[Layer], sequences: Array, mask: Array | None = None, **options: Any
) -> StackedGradients:
    """The loss's gradients through several layers, as in a Sequential model of Keras.

    Parameters
    ----------
    layers : sequence of LSTM, GRU, SimpleRNN and Bidirectional
        as for `stacked`; none of them stateful
    sequences : array, shape (batch, timesteps, input_dim)
        input of the first layer
    mask : array of booleans or None, shape (batch, timesteps)
        the same for every layer
    options
        those of the last layer's `backward`: the loss's gradients at what it returns

    Returns
    -------
    StackedGradients
    sequences : Array
        of the input of the first layer, shape (batch, timesteps, input_dim)
    layers : tuple
        what the `backward` of each layer returns

    Raises
    ------
    ValueError
        a layer below another returns more or less than its sequence, or is stateful
    RuntimeError
        a layer has no weights

    Examples
    --------
    >>> import numpy as np
    >>> from lstm_numpy import GRU, LSTM
    >>> layers, x = [LSTM(7, return_sequences=True, seed=0), GRU(3, seed=1)], np.ones((4, 5, 2))
    >>> y = stacked(layers, x)
    >>> found = stacked_gradients(layers, x, gru_output=2 * y)
    >>> found.sequences.shape, found.layers[0].kernel.shape
    ((4, 5, 2), (2, 28))
    """
    _check(layers)
    for place, layer in enumerate(layers):
        one = layer.forward_layer if isinstance(layer, Bidirectional) else layer
        if one.stateful:
            raise ValueError(
                f"layers[{place}] is stateful, expected one that is not: its states before are gone"
            )
        if not one.get_weights():
            raise RuntimeError(f"layers[{place}] has no weights: set_weights() or call it first")
    found: list[Any] = []
    inputs, shared = _inputs(layers, sequences, mask), ("at_kink", "truncation", "checkpoints")
    for place in reversed(range(len(layers))):
        found.insert(0, layers[place].backward(inputs[place], mask, **options))
        below = layers[place - 1]
        name = "output" if isinstance(below, Bidirectional) else below.output
        options = {key: value for key, value in options.items() if key in shared}
        options[name] = found[0].sequences
    return StackedGradients(found[0].sequences, tuple(found))


def _inputs(layers: Sequence[Layer], sequences: Array, mask: Array | None) -> list[Array]:
    """What each layer is given."""
    found = [input_of_layer(sequences, below=None).layer_input]
    for layer in layers[:-1]:
        output = layer(found[-1], mask=mask)
        found.append(input_of_layer(sequences, below=output).layer_input)
    return found


def _check(layers: Sequence[Layer]) -> None:
    """Raise TypeError or ValueError for layers that cannot stand on top of each other."""
    if not isinstance(layers, list | tuple):
        raise TypeError(f"layers is {type(layers).__name__}, expected a list of layers")
    if not layers:
        raise ValueError("layers is empty, expected at least one layer")
    for place, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            raise TypeError(
                f"layers[{place}] is {type(layer).__name__}, expected an LSTM, a GRU, a SimpleRNN "
                "or a Bidirectional"
            )
    for place, layer in enumerate(layers[:-1]):
        both = isinstance(layer, Bidirectional) and layer.merge_mode is None
        if not layer.return_sequences or layer.return_state or both:
            raise ValueError(
                f"layers[{place}] is below another, expected one that returns its sequence alone: "
                "return_sequences=True, return_state=False and a merge_mode"
            )
