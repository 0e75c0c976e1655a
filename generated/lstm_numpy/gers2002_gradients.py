"""The LSTM with peepholes, Gers et al., 2002: gradients.

Printed from lstm_sym/equations/gers2002.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Sizes, several
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
from lstm_numpy.gers2002_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    W: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    U: Array
    """of the weights of the output, shape (units, 4*units)"""

    b: Array
    """of the bias, shape (4*units,)"""

    p: Array
    """of the peephole weights, shape (3*units,)"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    p_i = chunk.fixed["p_i"]
    p_f = chunk.fixed["p_f"]
    p_o = chunk.fixed["p_o"]
    sigmoid = function["sigmoid"]
    z_i, z_f, z_c, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-c, sum-z-o
    a_i_t = z_i + p_i * c_tm1  # input-gate-part-1
    i_t = sigmoid(a_i_t)  # input-gate
    a_f_t = z_f + p_f * c_tm1  # forget-gate-part-2
    f_t = sigmoid(a_f_t)  # forget-gate
    z_t = z_c  # cell-input
    sigmoid_z_t = sigmoid(z_t)  # cell-state-part-3
    a_o_t = z_o + p_o * c_t  # output-gate-part-4
    o_t = sigmoid(a_o_t)  # output-gate
    o_t_by_a_o_t = o_t * (1 - o_t)
    sigmoid_z_t_by_z_t = sigmoid_z_t * (1 - sigmoid_z_t)
    f_t_by_a_f_t = f_t * (1 - f_t)
    i_t_by_a_i_t = i_t * (1 - i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = (-2 + 4 * sigmoid_z_t) * i_t_by_a_i_t
    slope[:, 1] = c_tm1 * f_t_by_a_f_t
    slope[:, 2] = 4 * i_t * sigmoid_z_t_by_z_t
    slope[:, 3] = c_t * o_t_by_a_o_t
    h_t_by_c_t = o_t + c_t * o_t_by_a_o_t * p_o
    c_t_by_c_tm1 = f_t + c_tm1 * f_t_by_a_f_t * p_f + (-2 + 4 * sigmoid_z_t) * i_t_by_a_i_t * p_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-c
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        return d_h_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "p_o": (delta[:, 3] * c_t).sum((0, 2)),
            "p_f": (delta[:, 1] * c_tm1).sum((0, 2)),
            "p_i": (delta[:, 0] * c_tm1).sum((0, 2)),
        }

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 1, 2, 3),),
        reads=(("h_tm1",),),
        backwards=backwards,
        called=("sigmoid",),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    W: Array,
    U: Array,
    b: Array,
    p: Array,
) -> tuple[Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-W
        joined(products[0]["x_t"], 0, 1, 3, 2),
        # gradient-U
        joined(products[0]["h_tm1"], 0, 1, 3, 2),
        # gradient-b
        joined(products[0][""], 0, 1, 3, 2)[0],
        # gradient-p
        np.concatenate([beside["p_i"], beside["p_f"], beside["p_o"]], axis=-1),
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    sequences: Array,
    W: Array,
    U: Array,
    b: Array,
    p: Array,
    *,
    outputs: Array | None = None,
    last_h: Array | None = None,
    last_c: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LSTM with peepholes, Gers et al., 2002.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, o, c
    U : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order i, f, o, c
    b : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, o, c
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o
    outputs : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
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
    LSTMGradients
    sequences : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    W : Array
        of the weights of the input, shape (input_dim, 4*units)
    U : Array
        of the weights of the output, shape (units, 4*units)
    b : Array
        of the bias, shape (4*units,)
    p : Array
        of the peephole weights, shape (3*units,)
    initial_state : tuple[Array, Array]
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t, c_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: F. Gers, N. Schraudolph and J. Schmidhuber, "Learning
    Precise Timing with LSTM Recurrent Networks", Journal of Machine Learning Research 3, 2002,
    section 2.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ...     outputs=np.ones((4, 28, 32)),
    ... )
    >>> found.sequences.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps units")
    if last_h is not None:
        last_h = sizes.floating("last_h", last_h, "batch units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    checked("sequences", sizes.dtype)
    packed = layer(sizes, W, U, b, p)
    initial = None if initial_state is None else (h_0, c_0)
    states = {"h_tm1": last_h, "c_tm1": last_c}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(W, U, b, p),
            fixed={
                "p_i": np.split(p, 3, axis=-1)[0],
                "p_f": np.split(p, 3, axis=-1)[1],
                "p_o": np.split(p, 3, axis=-1)[2],
            },
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(sequences, initial, None, outputs, states)
        of = unpacked(found.products, found.beside, W, U, b, p)
    else:  # another engine
        found, of = packed(
            sequences,
            initial,
            None,
            outputs,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_W = of[0]
    d_U = of[1]
    d_b = of[2]
    d_p = of[3]
    return LSTMGradients(found.sequences, d_W, d_U, d_b, d_p, (found.states[0], found.states[1]))
