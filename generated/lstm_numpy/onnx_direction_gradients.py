"""The LSTM operator of ONNX: gradients.

Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, number, several
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
from lstm_numpy.onnx_direction_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    X: Array
    """of the input sequences, shape (batch_size, timesteps, input_size)"""

    W: Array
    """of the weights of the input, shape (4*hidden_size, input_size)"""

    R: Array
    """of the recurrence weights, shape (4*hidden_size, hidden_size)"""

    Wb: Array
    """of the bias beside the input, shape (4*hidden_size,)"""

    Rb: Array
    """of the bias beside the hidden state, shape (4*hidden_size,)"""

    P: Array | None
    """of the peephole weights, shape (3*hidden_size,); None without it"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch_size, hidden_size)"""


def backwards_false(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    C_tm1 = chunk.array["C_tm1"]
    C_t = chunk.array["C_t"]
    P_i = chunk.fixed["P_i"]
    P_o = chunk.fixed["P_o"]
    P_f = chunk.fixed["P_f"]
    clip = chunk.fixed["clip"]
    f = function["f"]
    g = function["g"]
    h = function["h"]
    f_slope = slopes["f"]
    g_slope = slopes["g"]
    h_slope = slopes["h"]
    z_i, z_f, z_c, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-c, sum-z-o
    i_sum = z_i + P_i * C_tm1  # input-sum
    a_i_t = np.clip(i_sum, -clip, clip)  # input-gate-part-1
    i_t = f(a_i_t)  # input-gate
    f_sum = z_f + P_f * C_tm1  # forget-sum
    a_f_t = np.clip(f_sum, -clip, clip)  # forget-gate-part-2
    f_t = f(a_f_t)  # forget-gate
    c_sum = z_c  # cell-sum
    a_c_t = np.clip(c_sum, -clip, clip)  # cell-gate-part-3
    c_t = g(a_c_t)  # cell-gate
    o_sum = z_o + P_o * C_t  # output-sum
    a_o_t = np.clip(o_sum, -clip, clip)  # output-gate-part-4
    o_t = f(a_o_t)  # output-gate
    a_H_t = np.clip(C_t, -clip, clip)  # hidden-state-part-5
    h_a_H_t = h(a_H_t)  # hidden-state-part-6
    h_a_H_t_by_a_H_t = h_slope(a_H_t, h_a_H_t)
    o_t_by_a_o_t = f_slope(a_o_t, o_t)
    a_o_t_by_o_sum = np.where(o_sum <= -clip, 0, np.where(o_sum < clip, chunk.dtype.type(1), 0))
    a_o_t_by_o_sum = chunk.at_bounds(a_o_t_by_o_sum, o_sum, -clip, clip)
    a_H_t_by_C_t = np.where(C_t <= -clip, 0, np.where(C_t < clip, chunk.dtype.type(1), 0))
    a_H_t_by_C_t = chunk.at_bounds(a_H_t_by_C_t, C_t, -clip, clip)
    c_t_by_a_c_t = g_slope(a_c_t, c_t)
    a_c_t_by_c_sum = np.where(c_sum <= -clip, 0, np.where(c_sum < clip, chunk.dtype.type(1), 0))
    a_c_t_by_c_sum = chunk.at_bounds(a_c_t_by_c_sum, c_sum, -clip, clip)
    f_t_by_a_f_t = f_slope(a_f_t, f_t)
    a_f_t_by_f_sum = np.where(f_sum <= -clip, 0, np.where(f_sum < clip, chunk.dtype.type(1), 0))
    a_f_t_by_f_sum = chunk.at_bounds(a_f_t_by_f_sum, f_sum, -clip, clip)
    i_t_by_a_i_t = f_slope(a_i_t, i_t)
    a_i_t_by_i_sum = np.where(i_sum <= -clip, 0, np.where(i_sum < clip, chunk.dtype.type(1), 0))
    a_i_t_by_i_sum = chunk.at_bounds(a_i_t_by_i_sum, i_sum, -clip, clip)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = c_t * i_t_by_a_i_t * a_i_t_by_i_sum
    slope[:, 1] = C_tm1 * f_t_by_a_f_t * a_f_t_by_f_sum
    slope[:, 2] = i_t * c_t_by_a_c_t * a_c_t_by_c_sum
    slope[:, 3] = h_a_H_t * o_t_by_a_o_t * a_o_t_by_o_sum
    H_t_by_C_t = (
        o_t * h_a_H_t_by_a_H_t * a_H_t_by_C_t + h_a_H_t * o_t_by_a_o_t * a_o_t_by_o_sum * P_o
    )
    C_t_by_C_tm1 = (
        f_t
        + C_tm1 * f_t_by_a_f_t * a_f_t_by_f_sum * P_f
        + c_t * i_t_by_a_i_t * a_i_t_by_i_sum * P_i
    )
    transposed, handed = chunk.products(0)

    def step(t: int, g_H_t: Array, g_C_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_H_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_C_t = g_C_t + g_H_t * H_t_by_C_t[t]  # gradient-C-t
        multiply(d_C_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-c
        from_H_tm1 = dot(transposed, handed[t])
        d_H_tm1 = from_H_tm1  # gradient-H-tm1
        d_C_tm1 = d_C_t * C_t_by_C_tm1[t]  # gradient-C-tm1
        return d_H_tm1, d_C_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "P_o": (delta[:, 3] * C_t).sum((0, 2)),
            "P_f": (delta[:, 1] * C_tm1).sum((0, 2)),
            "P_i": (delta[:, 0] * C_tm1).sum((0, 2)),
        }

    return step, after


def backwards_true(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    C_tm1 = chunk.array["C_tm1"]
    C_t = chunk.array["C_t"]
    P_i = chunk.fixed["P_i"]
    P_o = chunk.fixed["P_o"]
    clip = chunk.fixed["clip"]
    f = function["f"]
    g = function["g"]
    h = function["h"]
    f_slope = slopes["f"]
    g_slope = slopes["g"]
    h_slope = slopes["h"]
    z_i, z_c, z_o = chunk.sums(0)  # sum-z-i, sum-z-c, sum-z-o
    i_sum = z_i + P_i * C_tm1  # input-sum
    a_i_t = np.clip(i_sum, -clip, clip)  # input-gate-part-1
    i_t = f(a_i_t)  # input-gate
    f_t = 1 - i_t  # coupled-forget-gate
    c_sum = z_c  # cell-sum
    a_c_t = np.clip(c_sum, -clip, clip)  # cell-gate-part-2
    c_t = g(a_c_t)  # cell-gate
    o_sum = z_o + P_o * C_t  # output-sum
    a_o_t = np.clip(o_sum, -clip, clip)  # output-gate-part-3
    o_t = f(a_o_t)  # output-gate
    a_H_t = np.clip(C_t, -clip, clip)  # hidden-state-part-4
    h_a_H_t = h(a_H_t)  # hidden-state-part-5
    h_a_H_t_by_a_H_t = h_slope(a_H_t, h_a_H_t)
    o_t_by_a_o_t = f_slope(a_o_t, o_t)
    a_o_t_by_o_sum = np.where(o_sum <= -clip, 0, np.where(o_sum < clip, chunk.dtype.type(1), 0))
    a_o_t_by_o_sum = chunk.at_bounds(a_o_t_by_o_sum, o_sum, -clip, clip)
    a_H_t_by_C_t = np.where(C_t <= -clip, 0, np.where(C_t < clip, chunk.dtype.type(1), 0))
    a_H_t_by_C_t = chunk.at_bounds(a_H_t_by_C_t, C_t, -clip, clip)
    c_t_by_a_c_t = g_slope(a_c_t, c_t)
    a_c_t_by_c_sum = np.where(c_sum <= -clip, 0, np.where(c_sum < clip, chunk.dtype.type(1), 0))
    a_c_t_by_c_sum = chunk.at_bounds(a_c_t_by_c_sum, c_sum, -clip, clip)
    i_t_by_a_i_t = f_slope(a_i_t, i_t)
    a_i_t_by_i_sum = np.where(i_sum <= -clip, 0, np.where(i_sum < clip, chunk.dtype.type(1), 0))
    a_i_t_by_i_sum = chunk.at_bounds(a_i_t_by_i_sum, i_sum, -clip, clip)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = (c_t - C_tm1) * i_t_by_a_i_t * a_i_t_by_i_sum
    slope[:, 1] = i_t * c_t_by_a_c_t * a_c_t_by_c_sum
    slope[:, 2] = h_a_H_t * o_t_by_a_o_t * a_o_t_by_o_sum
    H_t_by_C_t = (
        o_t * h_a_H_t_by_a_H_t * a_H_t_by_C_t + h_a_H_t * o_t_by_a_o_t * a_o_t_by_o_sum * P_o
    )
    C_t_by_C_tm1 = f_t + (c_t - C_tm1) * i_t_by_a_i_t * a_i_t_by_i_sum * P_i
    transposed, handed = chunk.products(0)

    def step(t: int, g_H_t: Array, g_C_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_H_t, slope[t, 2], delta[t, 2])  # gradient-z-o
        d_C_t = g_C_t + g_H_t * H_t_by_C_t[t]  # gradient-C-t
        multiply(d_C_t, slope[t, 0:2], delta[t, 0:2])  # gradient-z-i, gradient-z-c
        from_H_tm1 = dot(transposed, handed[t])
        d_H_tm1 = from_H_tm1  # gradient-H-tm1
        d_C_tm1 = d_C_t * C_t_by_C_tm1[t]  # gradient-C-tm1
        return d_H_tm1, d_C_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "P_o": (delta[:, 2] * C_t).sum((0, 2)),
            "P_i": (delta[:, 0] * C_tm1).sum((0, 2)),
        }

    return step, after


REVERSES = {
    (False,): Reverse(
        orders=((0, 1, 3, 2),),
        reads=(("H_tm1",),),
        backwards=backwards_false,
    ),
    (True,): Reverse(
        orders=((0, 2, 1),),
        reads=(("H_tm1",),),
        backwards=backwards_true,
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array,
    input_forget: bool,
) -> tuple[Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    if not input_forget:
        return (
            # gradient-W
            joined(products[0]["X_t"], 0, 3, 1, 2).T,
            # gradient-R
            joined(products[0]["H_tm1"], 0, 3, 1, 2).T,
            # gradient-Wb
            joined(products[0][""], 0, 3, 1, 2)[0],
            # gradient-Rb
            joined(products[0][""], 0, 3, 1, 2)[0],
            # gradient-P
            np.concatenate([beside["P_i"], beside["P_o"], beside["P_f"]], axis=-1),
        )
    return (
        # gradient-W
        np.concatenate(
            [
                products[0]["X_t"][:, 0],
                products[0]["X_t"][:, 2],
                np.zeros_like(W.T[..., : W.shape[0] // 4]),
                products[0]["X_t"][:, 1],
            ],
            axis=-1,
        ).T,
        # gradient-R
        np.concatenate(
            [
                products[0]["H_tm1"][:, 0],
                products[0]["H_tm1"][:, 2],
                np.zeros_like(R.T[..., : R.shape[0] // 4]),
                products[0]["H_tm1"][:, 1],
            ],
            axis=-1,
        ).T,
        # gradient-Wb
        np.concatenate(
            [
                products[0][""][0, 0],
                products[0][""][0, 2],
                np.zeros_like(Wb[..., : Wb.shape[-1] // 4]),
                products[0][""][0, 1],
            ],
            axis=-1,
        ),
        # gradient-Rb
        np.concatenate(
            [
                products[0][""][0, 0],
                products[0][""][0, 2],
                np.zeros_like(Rb[..., : Rb.shape[-1] // 4]),
                products[0][""][0, 1],
            ],
            axis=-1,
        ),
        # gradient-P
        np.concatenate(
            [
                beside["P_i"],
                beside["P_o"],
                np.zeros_like(P[..., : P.shape[-1] // 3]),
            ],
            axis=-1,
        ),
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    X: Array,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array | None = None,
    *,
    Y: Array | None = None,
    Y_h: Array | None = None,
    Y_c: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    go_backwards: bool = False,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LSTM operator of ONNX.

    Parameters
    ----------
    X : array, shape (batch_size, timesteps, input_size)
        input sequences
    W : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, o, f, c
    R : array, shape (4*hidden_size, hidden_size)
        recurrence weights; one block for each gate, in the order i, o, f, c
    Wb : array, shape (4*hidden_size,)
        bias beside the input; one block for each gate, in the order i, o, f, c
    Rb : array, shape (4*hidden_size,)
        bias beside the hidden state; one block for each gate, in the order i, o, f, c
    P : array or None, shape (3*hidden_size,)
        peephole weights; one block for each gate, in the order i, o, f; None: zeros
    Y : array or None, shape (batch_size, timesteps, hidden_size)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    Y_h : array or None, shape (batch_size, hidden_size)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    Y_c : array or None, shape (batch_size, hidden_size)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch_size, hidden_size)
        the states before the first timestep
    mask : array or None, shape (batch_size, timesteps)
        which timesteps count; all of them when absent
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    clip : float
        bound on the argument of each activation
    input_forget : one of False, True
        whether the input and the forget gate are coupled; False: they are not; True: the forget
        gate is what the input gate leaves
    f : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    g : str, callable or None
        activation of the cell gate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    h : str, callable or None
        activation of the cell state: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
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
    X : Array
        of the input sequences, shape (batch_size, timesteps, input_size)
    W : Array
        of the weights of the input, shape (4*hidden_size, input_size)
    R : Array
        of the recurrence weights, shape (4*hidden_size, hidden_size)
    Wb : Array
        of the bias beside the input, shape (4*hidden_size,)
    Rb : Array
        of the bias beside the hidden state, shape (4*hidden_size,)
    P : Array | None
        of the peephole weights, shape (3*hidden_size,); None without it
    initial_state : tuple[Array, Array]
        of the initial states: each (batch_size, hidden_size)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, H_t, C_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: ONNX 1.23.2, docs/Operators.md, LSTM-22.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     Y=np.ones((4, 28, 32)),
    ... )
    >>> found.X.shape
    (4, 28, 10)
    """
    has_P = P is not None
    sizes = Sizes()
    X = sizes.floating("X", X, "batch_size timesteps input_size")
    W = sizes.floating("W", W, "4*hidden_size input_size")
    R = sizes.floating("R", R, "4*hidden_size hidden_size")
    Wb = sizes.floating("Wb", Wb, "4*hidden_size")
    Rb = sizes.floating("Rb", Rb, "4*hidden_size")
    if P is None:
        P = sizes.zeros("3*hidden_size")  # no-peepholes
    else:
        P = sizes.floating("P", P, "3*hidden_size")
    f = elementwise("f", f)
    g = elementwise("g", g)
    h = elementwise("h", h)
    if initial_state is not None:
        H_0, C_0 = several("initial_state", initial_state, 2)
        H_0 = sizes.floating("initial_state[0]", H_0, "batch_size hidden_size")
        C_0 = sizes.floating("initial_state[1]", C_0, "batch_size hidden_size")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch_size timesteps")
    choice("go_backwards", go_backwards, (False, True))
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))
    if Y is not None:
        Y = sizes.floating("Y", Y, "batch_size timesteps hidden_size")
    if Y_h is not None:
        Y_h = sizes.floating("Y_h", Y_h, "batch_size hidden_size")
    if Y_c is not None:
        Y_c = sizes.floating("Y_c", Y_c, "batch_size hidden_size")
    checked("X", sizes.dtype)
    packed = layer(
        sizes,
        W,
        R,
        Wb,
        Rb,
        P,
        go_backwards=go_backwards,
        clip=clip,
        input_forget=input_forget,
        f=f,
        g=g,
        h=h,
    )
    initial = None if initial_state is None else (H_0, C_0)
    states = {"H_tm1": Y_h, "C_tm1": Y_c}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[(input_forget,)],
            weights(W, R, Wb, Rb, P, input_forget),
            fixed={
                "P_i": np.split(P, 3, axis=-1)[0],
                "P_o": np.split(P, 3, axis=-1)[1],
                "P_f": np.split(P, 3, axis=-1)[2],
                "clip": clip,
            },
            functions={"f": f, "g": g, "h": h},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(X, initial, mask, Y, states)
        of = unpacked(found.products, found.beside, W, R, Wb, Rb, P, input_forget)
    else:  # another engine
        found, of = packed(
            X,
            initial,
            mask,
            Y,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_W = of[0]
    d_R = of[1]
    d_Wb = of[2]
    d_Rb = of[3]
    d_P = of[4] if has_P else None
    return LSTMGradients(
        found.sequences,
        d_W,
        d_R,
        d_Wb,
        d_Rb,
        d_P,
        (found.states[0], found.states[1]),
    )
