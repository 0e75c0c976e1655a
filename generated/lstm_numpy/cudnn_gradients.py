"""The LSTM of cuDNN: gradients.

Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import add, divide, dot, exp, multiply, tanh

from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.backward import (
    After,
    Back,
    Chunk,
    Gradients,
    KeepingStep,
    Products,
    Reverse,
    Slope,
    checked,
    joined,
)
from lstm_numpy.cudnn_fast import layer, weights
from lstm_numpy.engine import Function, Layer


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    x: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    W: Array
    """of the weights of the input, shape (4*units, input_dim)"""

    R: Array
    """of the weights of the hidden state, shape (4*units, units)"""

    b_W: Array
    """of the input bias, shape (4*units,)"""

    b_R: Array
    """of the recurrent bias, shape (4*units,)"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def keep(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> KeepingStep:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, g_t, _ = blocks
    i_f_o = blocks[0:3]
    i_f_o_g = blocks[0:4]
    g_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    h_t = array["h_t"]
    one = array["one"]

    def step(kept: Array) -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(g_t, g_t)  # new-memory
        kept[...] = i_f_o_g
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # hidden-state
        divide(g_t, o_t, h_t)  # hidden-state

    return step


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    tanh = function["tanh"]
    i_t, f_t, g_t, o_t = chunk.gates(0)  # input-gate, forget-gate, new-memory, output-gate
    tanh_c_t = tanh(c_t)  # hidden-state-part-1
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    g_t_by_z_c = 1 - g_t**2
    o_t_by_z_o = o_t * (1 - o_t)
    f_t_by_z_f = f_t * (1 - f_t)
    i_t_by_z_i = i_t * (1 - i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = g_t * i_t_by_z_i
    slope[:, 1] = c_tm1 * f_t_by_z_f
    slope[:, 2] = i_t * g_t_by_z_c
    slope[:, 3] = tanh_c_t * o_t_by_z_o
    h_t_by_c_t = o_t * tanh_c_t_by_c_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-c
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        return d_h_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 1, 3, 2),),
        reads=(("h_tm1",),),
        backwards=backwards,
        keeps={
            (True, False): keep,
        },
        called=("sigmoid", "tanh"),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
) -> tuple[Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-W
        joined(products[0]["x_t"], 0, 1, 2, 3).T,
        # gradient-R
        joined(products[0]["h_tm1"], 0, 1, 2, 3).T,
        # gradient-b-W
        joined(products[0][""], 0, 1, 2, 3)[0],
        # gradient-b-R
        joined(products[0][""], 0, 1, 2, 3)[0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    x: Array,
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
    *,
    y: Array | None = None,
    hy: Array | None = None,
    cy: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LSTM of cuDNN.

    Parameters
    ----------
    x : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (4*units, input_dim)
        weights of the input; one block for each gate, in the order i, f, c, o
    R : array, shape (4*units, units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    b_W : array, shape (4*units,)
        input bias; one block for each gate, in the order i, f, c, o
    b_R : array, shape (4*units,)
        recurrent bias; one block for each gate, in the order i, f, c, o
    y : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    hy : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    cy : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
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
    x : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    W : Array
        of the weights of the input, shape (4*units, input_dim)
    R : Array
        of the weights of the hidden state, shape (4*units, units)
    b_W : Array
        of the input bias, shape (4*units,)
    b_R : Array
        of the recurrent bias, shape (4*units,)
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
    checkpoints those of one segment. Sources: NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_LSTM.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     y=np.ones((4, 28, 32)),
    ... )
    >>> found.x.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    x = sizes.floating("x", x, "batch timesteps input_dim")
    W = sizes.floating("W", W, "4*units input_dim")
    R = sizes.floating("R", R, "4*units units")
    b_W = sizes.floating("b_W", b_W, "4*units")
    b_R = sizes.floating("b_R", b_R, "4*units")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    choice("go_backwards", go_backwards, (False, True))
    if y is not None:
        y = sizes.floating("y", y, "batch timesteps units")
    if hy is not None:
        hy = sizes.floating("hy", hy, "batch units")
    if cy is not None:
        cy = sizes.floating("cy", cy, "batch units")
    checked("x", sizes.dtype)
    packed = layer(sizes, W, R, b_W, b_R, go_backwards=go_backwards)
    initial = None if initial_state is None else (h_0, c_0)
    states = {"h_tm1": hy, "c_tm1": cy}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(W, R, b_W, b_R),
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(x, initial, None, y, states)
        of = unpacked(found.products, found.beside, W, R, b_W, b_R)
    else:  # another engine
        found, of = packed(
            x,
            initial,
            None,
            y,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_W = of[0]
    d_R = of[1]
    d_b_W = of[2]
    d_b_R = of[3]
    return LSTMGradients(
        found.sequences,
        d_W,
        d_R,
        d_b_W,
        d_b_R,
        (found.states[0], found.states[1]),
    )
