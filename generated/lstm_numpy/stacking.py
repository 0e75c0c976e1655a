"""Stacked layers.

Printed from lstm_sym/equations/stacked.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array


class StackedResult(NamedTuple):
    """What `input_of_layer` returns."""

    layer_input: Array
    """input of layer l, shape (batch, timesteps, input_dim or units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def between(below_t: Array) -> Array:
    """One timestep of stacked layers.

    Parameters
    ----------
    below_t : array, shape (batch, input_dim or units)
        output of the layer below at timestep t

    Returns
    -------
    input_t : array, shape (batch, input_dim or units)
        input of layer l at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/models/sequential.py, Sequential.call; PyTorch 2.13.0, torch/nn/modules/rnn.py, class
    LSTM.

    Examples
    --------
    >>> input_t = between(
    ...     np.zeros((4, 10)),
    ... )
    >>> input_t.shape
    (4, 10)
    """
    sizes = Sizes()
    below_t = sizes.floating("below_t", below_t, "batch input_dim|units")

    input_t = below_t  # next-input
    return input_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def input_of_layer(sequences: Array, *, below: Array | None = None) -> StackedResult:
    """All timesteps of stacked layers.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input of the first layer
    below : array or None, shape (batch, timesteps, units)
        what the layer below puts out; the first has none

    Returns
    -------
    StackedResult
    layer_input : array, shape (batch, timesteps, input_dim or units)
        input of layer l

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 3.15.1,
    keras/src/models/sequential.py, Sequential.call; PyTorch 2.13.0, torch/nn/modules/rnn.py, class
    LSTM.

    Examples
    --------
    >>> result = input_of_layer(
    ...     np.zeros((4, 28, 10)),
    ... )
    >>> result.layer_input.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    if below is not None:
        below = sizes.floating("below", below, "batch timesteps units")

    if below is not None:
        below_t = below  # layer-below
    else:
        below_t = sequences  # first-layer
    # between
    input_t = below_t  # next-input
    layer_input = input_t  # layer-input
    return StackedResult(layer_input)
