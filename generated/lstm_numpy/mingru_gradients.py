"""minGRU: gradients.

Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import multiply

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.backward import (
    After,
    Back,
    Chunk,
    Gradients,
    Products,
    Reverse,
    Slope,
    checked,
    joined,
)
from lstm_numpy.engine import Function, Layer
from lstm_numpy.mingru_fast import layer, weights


class MinGRUGradients(NamedTuple):
    """What `mingru_gradients` returns: the gradients of the loss."""

    x: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    to_hidden_and_gate: Array
    """of the weights of the input, shape (2*units, input_dim)"""

    initial_state: tuple[Array]
    """of the initial states: each (batch, units)"""


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    h_tm1 = chunk.array["h_tm1"]
    sigmoid = function["sigmoid"]
    z_h, z_z = chunk.sums(0)  # sum-z-h, sum-z-z
    a_t = z_h  # candidate-sum
    sigmoid_a_t = sigmoid(a_t)  # candidate-part-1
    g_t = np.where(a_t > 0, a_t + 0.5, sigmoid_a_t)  # candidate
    z_t = sigmoid(z_z)  # update-gate
    g_t_by_a_t = np.where(a_t > 0, chunk.dtype.type(0), 1)
    g_t_by_a_t_ = np.where(a_t > 0, chunk.dtype.type(1), 0)
    sigmoid_a_t_by_a_t = sigmoid_a_t * (1 - sigmoid_a_t)
    z_t_by_z_z = z_t * (1 - z_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = z_t * g_t_by_a_t_ + z_t * g_t_by_a_t * sigmoid_a_t_by_a_t
    slope[:, 1] = (-h_tm1 + g_t) * z_t_by_z_z
    h_t_by_h_tm1 = 1 - z_t

    def step(t: int, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t], delta[t])  # gradient-z-h, gradient-z-z
        d_h_tm1 = g_h_t * h_t_by_h_tm1[t]  # gradient-h-tm1
        return (d_h_tm1,)

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 1),),
        reads=((),),
        backwards=backwards,
        called=("sigmoid",),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    to_hidden_and_gate: Array,
) -> tuple[Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-to-hidden-and-gate
        joined(products[0]["x_t"], 0, 1).T,
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def mingru_gradients(
    x: Array,
    to_hidden_and_gate: Array,
    *,
    out: Array | None = None,
    next_prev_hidden: Array | None = None,
    initial_state: Array | None = None,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> MinGRUGradients:
    """Gradients of the loss through minGRU.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
        input sequences
    to_hidden_and_gate : array, shape (2*units, input_dim)
        weights of the input; one block for each gate, in the order h, z
    out : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `mingru` returns under this name; None: zeros
    next_prev_hidden : array or None, shape (batch, units)
        gradient of the loss with respect to what `mingru` returns under this name; None: zeros
    initial_state : array or None, shape (batch, units)
        the states before the first timestep
    at_kink : str or None
        the framework whose derivative is taken where an activation has none, a name in
        lstm_numpy.kinks.CONVENTIONS; None: that of the branch of the formula that holds there
    truncation : int or None
        timesteps of a piece; no gradient passes from one piece to another; None: no pieces
    checkpoints : int or None
        number of segments that the timesteps are divided into: states are kept for one at a time
        and computed again for the others, which changes no bit; None: all are kept

    Returns
    -------
    MinGRUGradients
    x : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    to_hidden_and_gate : Array
        of the weights of the input, shape (2*units, input_dim)
    initial_state : tuple[Array]
        of the initial states: each (batch, units)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t and 2
    sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: L. Feng, F. Tung, M. Ahmed, Y. Bengio and H.
    Hajimirsadeghi, "Were RNNs All We Needed?", arXiv, 2024, section 3; minGRU-pytorch 0.2.1,
    minGRU_pytorch/minGRU.py, class minGRU.

    Examples
    --------
    >>> found = mingru_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((64, 10)),
    ...     out=np.ones((4, 28, 32)),
    ... )
    >>> found.x.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    x = sizes.floating("x", x, "batch timesteps input_dim")
    to_hidden_and_gate = sizes.floating(
        "to_hidden_and_gate", to_hidden_and_gate, "2*units input_dim"
    )
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    if out is not None:
        out = sizes.floating("out", out, "batch timesteps units")
    if next_prev_hidden is not None:
        next_prev_hidden = sizes.floating("next_prev_hidden", next_prev_hidden, "batch units")
    checked("x", sizes.dtype)
    packed = layer(sizes, to_hidden_and_gate)
    initial = None if initial_state is None else (h_0,)
    states = {"h_tm1": next_prev_hidden}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(to_hidden_and_gate),
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(x, initial, None, out, states)
        of = unpacked(found.products, found.beside, to_hidden_and_gate)
    else:  # another engine
        found, of = packed(
            x,
            initial,
            None,
            out,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_to_hidden_and_gate = of[0]
    return MinGRUGradients(found.sequences, d_to_hidden_and_gate, (found.states[0],))
