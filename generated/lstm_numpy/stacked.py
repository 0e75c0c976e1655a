"""Layers on top of each other: each takes the output of the one below."""

from collections.abc import Sequence
from typing import Any

from lstm_numpy.arrays import Array
from lstm_numpy.bidirectional import Bidirectional
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.stacking import input_of_layer

Layer = RecurrentLayer | Bidirectional


def stacked(layers: Sequence[Layer], sequences: Array, mask: Array | None = None) -> Any:
    """What the last of several layers returns, as in a Sequential model of Keras.

    Parameters
    ----------
    layers : sequence of LSTM, GRU and Bidirectional
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
    if not isinstance(layers, list | tuple):
        raise TypeError(f"layers is {type(layers).__name__}, expected a list of layers")
    if not layers:
        raise ValueError("layers is empty, expected at least one layer")
    for place, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            raise TypeError(f"layers[{place}] is {type(layer).__name__}, expected an LSTM or a GRU")
    output: Any = None
    for place, layer in enumerate(layers[:-1]):
        both = isinstance(layer, Bidirectional) and layer.merge_mode is None
        if not layer.return_sequences or layer.return_state or both:
            raise ValueError(
                f"layers[{place}] is below another, expected one that returns its sequence alone: "
                "return_sequences=True, return_state=False and a merge_mode"
            )
        output = layer(input_of_layer(sequences, below=output).layer_input, mask=mask)
    return layers[-1](input_of_layer(sequences, below=output).layer_input, mask=mask)
