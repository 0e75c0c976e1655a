"""The other cells of Flax, GRUCell and SimpleCell of linen and nnx, beside `lstm_numpy.flax`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lstm_numpy.arguments import Activation, Sizes, elementwise
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.gru import gru_cell as printed_gru_cell
from lstm_numpy.simple_rnn import simple_rnn_cell

__all__ = ["gru_cell", "simple_cell"]


def gru_cell(
    carry: Array,
    inputs: Array,
    params: Mapping[str, Any],
    *,
    gate_fn: Activation = "sigmoid",
    activation_fn: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of GRUCell (Flax 0.12.12, flax/linen/recurrent.py, flax/nnx/nn/recurrent.py).

    Its equations are those of the GRU of Keras with reset_after=True.

    Parameters
    ----------
    carry : array, shape (batch, features)
    inputs : array, shape (batch, input_dim)
    params : mapping
        those of linen, ``ir``, ``iz``, ``in``, ``hr``, ``hz`` and ``hn``, or those of nnx,
        ``dense_i`` and ``dense_h``: each with a ``kernel``, nested or as ``"ir.kernel"``. The one
        of nnx has no bias beside the carry
    gate_fn, activation_fn : str or callable
        as the cell was made, by the names in lstm_numpy.activations

    Returns
    -------
    carry, carry
        the new carry, which is the output, as Flax returns them

    Raises
    ------
    ValueError
        a parameter is missing or unexpected, a shape does not fit, a function is unknown
    TypeError
        an array is not of floats, params is no mapping

    Examples
    --------
    >>> import numpy as np
    >>> params = {
    ...     "dense_i": {"kernel": np.ones((2, 21)), "bias": np.zeros(21)},
    ...     "dense_h": {"kernel": np.ones((7, 21))},
    ... }
    >>> carry, output = gru_cell(np.zeros((3, 7)), np.ones((3, 2)), params)
    >>> output.shape
    (3, 7)
    """
    functions: dict[str, Any] = {
        "activation": elementwise("activation_fn", activation_fn),
        "recurrent_activation": elementwise("gate_fn", gate_fn),
    }
    weights = as_keras(params, "gru", **functions)
    h, x = states(carry, inputs, weights)
    h = printed_gru_cell(x, h, *weights, reset_after=True, **functions)
    return h, h


def simple_cell(
    carry: Array,
    inputs: Array,
    params: Mapping[str, Any],
    *,
    activation_fn: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of SimpleCell (Flax 0.12.12, flax/linen/recurrent.py, flax/nnx/nn/recurrent.py).

    Its equations are those of the SimpleRNN of Keras; a cell with residual=True adds more.

    Parameters
    ----------
    carry : array, shape (batch, features)
    inputs : array, shape (batch, input_dim)
    params : mapping
        those of linen, ``i`` and ``h``, or those of nnx, ``dense_i`` and ``dense_h``: each with a
        ``kernel``, nested or as ``"i.kernel"``, and the first with a ``bias``
    activation_fn : str or callable
        as the cell was made, by the names in lstm_numpy.activations

    Returns
    -------
    carry, carry
        the new carry, which is the output, as Flax returns them

    Raises
    ------
    ValueError
        a parameter is missing or unexpected, a shape does not fit, the function is unknown
    TypeError
        an array is not of floats, params is no mapping

    Examples
    --------
    >>> import numpy as np
    >>> params = {"i": {"kernel": np.ones((2, 7)), "bias": np.zeros(7)}, "h": {"kernel": np.eye(7)}}
    >>> carry, output = simple_cell(np.zeros((3, 7)), np.ones((3, 2)), params)
    >>> output.shape
    (3, 7)
    """
    functions: dict[str, Any] = {"activation": elementwise("activation_fn", activation_fn)}
    weights = as_keras(params, "rnn", **functions)
    h, x = states(carry, inputs, weights)
    h = simple_rnn_cell(x, h, *weights, **functions)
    return h, h


def as_keras(params: Any, cell: str, **functions: Any) -> list[Array]:
    """The parameters of linen or of nnx, by their names, as Keras stores them."""
    names = params if isinstance(params, Mapping) else ()
    of_nnx = any(str(name).startswith("dense_") for name in names)
    try:
        weights: list[Array] = convert(
            params, "flax_nnx" if of_nnx else "flax", "keras", cell=cell, **functions
        )
    except (TypeError, ValueError) as error:  # which says it of its own argument
        raise type(error)(re.sub("^weights", "params", str(error))) from None
    return weights


def states(carry: Array, inputs: Array, weights: Sequence[Array]) -> tuple[Array, Array]:
    """The carry and the input of a cell, checked by the names that they have here."""
    sizes = Sizes(input_dim=len(weights[0]), features=len(weights[1]))
    carry = sizes.floating("carry", carry, "batch features")
    return carry, sizes.floating("inputs", inputs, "batch input_dim")
