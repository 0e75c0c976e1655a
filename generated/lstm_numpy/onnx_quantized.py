"""The DynamicQuantizeLSTM that onnxruntime adds to ONNX.

Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, number, several
from lstm_numpy.arrays import Array


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    Y: Array
    """output, shape (batch_size, timesteps, hidden_size)"""

    Y_h: Array
    """last hidden state, shape (batch_size, hidden_size)"""

    Y_c: Array
    """last cell state, shape (batch_size, hidden_size)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_cell(
    X_t: Array,
    s_X: float,
    z_X: float,
    H_tm1: Array,
    C_tm1: Array,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    W_scale: Array,
    R_scale: Array,
    P: Array | None = None,
    *,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of the DynamicQuantizeLSTM that onnxruntime adds to ONNX.

    Parameters
    ----------
    X_t : array, shape (batch_size, input_size)
        input at timestep t
    s_X : float
        scale of the input sequences
    z_X : float
        zero of the input sequences
    H_tm1 : array, shape (batch_size, hidden_size)
        hidden state one timestep before
    C_tm1 : array, shape (batch_size, hidden_size)
        cell state one timestep before
    W : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, o, f, c
    R : array, shape (4*hidden_size, hidden_size)
        recurrence weights; one block for each gate, in the order i, o, f, c
    Wb : array, shape (4*hidden_size,)
        bias beside the input; one block for each gate, in the order i, o, f, c
    Rb : array, shape (4*hidden_size,)
        bias beside the hidden state; one block for each gate, in the order i, o, f, c
    W_scale : array, shape (4*hidden_size,)
        scales of W; one block for each gate, in the order i, o, f, c
    R_scale : array, shape (4*hidden_size,)
        scales of R; one block for each gate, in the order i, o, f, c
    P : array or None, shape (3*hidden_size,)
        peephole weights; one block for each gate, in the order i, o, f; None: zeros
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

    Returns
    -------
    H_t : array, shape (batch_size, hidden_size)
        hidden state at timestep t
    C_t : array, shape (batch_size, hidden_size)
        cell state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes all results NaN, unless an
    activation maps NaN to a number. Sources: onnxruntime 1.32.0, docs/ContribOperators.md,
    com.microsoft.DynamicQuantizeLSTM; onnxruntime 1.32.0,
    onnxruntime/contrib_ops/cpu/quantization/dynamic_quantize_lstm.cc.

    Examples
    --------
    >>> H_t, C_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     1.0,
    ...     1.0,
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> H_t.shape, C_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    X_t = sizes.floating("X_t", X_t, "batch_size input_size")
    s_X = number("s_X", s_X)
    z_X = number("z_X", z_X)
    H_tm1 = sizes.floating("H_tm1", H_tm1, "batch_size hidden_size")
    C_tm1 = sizes.floating("C_tm1", C_tm1, "batch_size hidden_size")
    W = sizes.floating("W", W, "4*hidden_size input_size")
    R = sizes.floating("R", R, "4*hidden_size hidden_size")
    Wb = sizes.floating("Wb", Wb, "4*hidden_size")
    Rb = sizes.floating("Rb", Rb, "4*hidden_size")
    W_scale = sizes.floating("W_scale", W_scale, "4*hidden_size")
    R_scale = sizes.floating("R_scale", R_scale, "4*hidden_size")
    if P is None:
        P = sizes.zeros("3*hidden_size")  # no-peepholes
    else:
        P = sizes.floating("P", P, "3*hidden_size")
    f = elementwise("f", f)
    g = elementwise("g", g)
    h = elementwise("h", h)
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))

    W_i, W_o, W_f, W_c = np.split(W.T, 4, axis=-1)
    R_i, R_o, R_f, R_c = np.split(R.T, 4, axis=-1)
    Wb_i, Wb_o, Wb_f, Wb_c = np.split(Wb, 4, axis=-1)
    Rb_i, Rb_o, Rb_f, Rb_c = np.split(Rb, 4, axis=-1)
    P_i, P_o, P_f = np.split(P, 3, axis=-1)
    s_W_i, s_W_o, s_W_f, s_W_c = np.split(W_scale, 4, axis=-1)
    s_R_i, s_R_o, s_R_f, s_R_c = np.split(R_scale, 4, axis=-1)

    q_X_t = np.clip(np.rint(X_t / s_X) + z_X, 0, 255) - z_X  # X-t-in-whole-numbers
    u_H_tm1 = np.max(H_tm1, initial=0)  # H-tm1-highest
    l_H_tm1 = np.min(H_tm1, initial=0)  # H-tm1-lowest
    s_H_tm1 = float(np.where(u_H_tm1 > l_H_tm1, (u_H_tm1 - l_H_tm1) / 255, 1))  # H-tm1-scale
    z_H_tm1 = float(np.rint((-l_H_tm1) / s_H_tm1))  # H-tm1-zero
    # H-tm1-in-whole-numbers
    q_H_tm1 = np.clip(np.rint(H_tm1 / s_H_tm1) + z_H_tm1, 0, 255) - z_H_tm1
    # input-sum
    i_sum = (
        s_X * s_W_i * (q_X_t @ W_i) + s_H_tm1 * s_R_i * (q_H_tm1 @ R_i) + P_i * C_tm1 + Wb_i + Rb_i
    )
    i_t = f(np.clip(i_sum, -clip, clip))  # input-gate
    if input_forget:
        f_t = 1 - i_t  # coupled-forget-gate
    else:
        # forget-sum
        f_sum = (
            s_X * s_W_f * (q_X_t @ W_f)
            + s_H_tm1 * s_R_f * (q_H_tm1 @ R_f)
            + P_f * C_tm1
            + Wb_f
            + Rb_f
        )
        f_t = f(np.clip(f_sum, -clip, clip))  # forget-gate
    # cell-sum
    c_sum = s_X * s_W_c * (q_X_t @ W_c) + s_H_tm1 * s_R_c * (q_H_tm1 @ R_c) + Wb_c + Rb_c
    c_t = g(np.clip(c_sum, -clip, clip))  # cell-gate
    C_t = f_t * C_tm1 + i_t * c_t  # cell-state
    # output-sum
    o_sum = (
        s_X * s_W_o * (q_X_t @ W_o) + s_H_tm1 * s_R_o * (q_H_tm1 @ R_o) + P_o * C_t + Wb_o + Rb_o
    )
    o_t = f(np.clip(o_sum, -clip, clip))  # output-gate
    H_t = o_t * h(C_t)  # hidden-state
    return H_t, C_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm(
    X: Array,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    W_scale: Array,
    R_scale: Array,
    P: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of the DynamicQuantizeLSTM that onnxruntime adds to ONNX.

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
    W_scale : array, shape (4*hidden_size,)
        scales of W; one block for each gate, in the order i, o, f, c
    R_scale : array, shape (4*hidden_size,)
        scales of R; one block for each gate, in the order i, o, f, c
    P : array or None, shape (3*hidden_size,)
        peephole weights; one block for each gate, in the order i, o, f; None: zeros
    initial_state : arrays or None, each of shape (batch_size, hidden_size)
        the states before the first timestep
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

    Returns
    -------
    LSTMResult
    Y : array, shape (batch_size, timesteps, hidden_size)
        output
    Y_h : array, shape (batch_size, hidden_size)
        last hidden state
    Y_c : array, shape (batch_size, hidden_size)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes all results NaN, unless an
    activation maps NaN to a number. Without timesteps the last states are the initial ones.
    Sources: onnxruntime 1.32.0, docs/ContribOperators.md, com.microsoft.DynamicQuantizeLSTM;
    onnxruntime 1.32.0, onnxruntime/contrib_ops/cpu/quantization/dynamic_quantize_lstm.cc.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> result.Y.shape
    (4, 28, 32)
    >>> result.Y_h.shape
    (4, 32)
    >>> result.Y_c.shape
    (4, 32)
    """
    sizes = Sizes()
    X = sizes.floating("X", X, "batch_size timesteps input_size")
    W = sizes.floating("W", W, "4*hidden_size input_size")
    R = sizes.floating("R", R, "4*hidden_size hidden_size")
    Wb = sizes.floating("Wb", Wb, "4*hidden_size")
    Rb = sizes.floating("Rb", Rb, "4*hidden_size")
    W_scale = sizes.floating("W_scale", W_scale, "4*hidden_size")
    R_scale = sizes.floating("R_scale", R_scale, "4*hidden_size")
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
    choice("go_backwards", go_backwards, (False, True))
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))
    timesteps = sizes["timesteps"]

    W_i, W_o, W_f, W_c = np.split(W.T, 4, axis=-1)
    R_i, R_o, R_f, R_c = np.split(R.T, 4, axis=-1)
    Wb_i, Wb_o, Wb_f, Wb_c = np.split(Wb, 4, axis=-1)
    Rb_i, Rb_o, Rb_f, Rb_c = np.split(Rb, 4, axis=-1)
    P_i, P_o, P_f = np.split(P, 3, axis=-1)
    s_W_i, s_W_o, s_W_f, s_W_c = np.split(W_scale, 4, axis=-1)
    s_R_i, s_R_o, s_R_f, s_R_c = np.split(R_scale, 4, axis=-1)

    u_X = np.max(X, initial=0)  # X-highest
    l_X = np.min(X, initial=0)  # X-lowest
    s_X = float(np.where(u_X > l_X, (u_X - l_X) / 255, 1))  # X-scale
    z_X = float(np.rint((-l_X) / s_X))  # X-zero
    if initial_state is None:
        H_0 = sizes.zeros("batch_size hidden_size")  # initial-hidden-state
        C_0 = sizes.zeros("batch_size hidden_size")  # initial-cell-state
    H_t, C_t = H_0, C_0
    Y = sizes.empty("batch_size timesteps hidden_size")

    for t in range(1, timesteps + 1):
        H_tm1, C_tm1 = H_t, C_t
        if go_backwards:
            X_t = X[:, timesteps - t]  # input-backwards
        else:
            X_t = X[:, t - 1]  # input
        # step
        q_X_t = np.clip(np.rint(X_t / s_X) + z_X, 0, 255) - z_X  # X-t-in-whole-numbers
        u_H_tm1 = np.max(H_tm1, initial=0)  # H-tm1-highest
        l_H_tm1 = np.min(H_tm1, initial=0)  # H-tm1-lowest
        s_H_tm1 = float(np.where(u_H_tm1 > l_H_tm1, (u_H_tm1 - l_H_tm1) / 255, 1))  # H-tm1-scale
        z_H_tm1 = float(np.rint((-l_H_tm1) / s_H_tm1))  # H-tm1-zero
        # H-tm1-in-whole-numbers
        q_H_tm1 = np.clip(np.rint(H_tm1 / s_H_tm1) + z_H_tm1, 0, 255) - z_H_tm1
        # input-sum
        i_sum = (
            s_X * s_W_i * (q_X_t @ W_i)
            + s_H_tm1 * s_R_i * (q_H_tm1 @ R_i)
            + P_i * C_tm1
            + Wb_i
            + Rb_i
        )
        i_t = f(np.clip(i_sum, -clip, clip))  # input-gate
        if input_forget:
            f_t = 1 - i_t  # coupled-forget-gate
        else:
            # forget-sum
            f_sum = (
                s_X * s_W_f * (q_X_t @ W_f)
                + s_H_tm1 * s_R_f * (q_H_tm1 @ R_f)
                + P_f * C_tm1
                + Wb_f
                + Rb_f
            )
            f_t = f(np.clip(f_sum, -clip, clip))  # forget-gate
        # cell-sum
        c_sum = s_X * s_W_c * (q_X_t @ W_c) + s_H_tm1 * s_R_c * (q_H_tm1 @ R_c) + Wb_c + Rb_c
        c_t = g(np.clip(c_sum, -clip, clip))  # cell-gate
        C_t = f_t * C_tm1 + i_t * c_t  # cell-state
        # output-sum
        o_sum = (
            s_X * s_W_o * (q_X_t @ W_o)
            + s_H_tm1 * s_R_o * (q_H_tm1 @ R_o)
            + P_o * C_t
            + Wb_o
            + Rb_o
        )
        o_t = f(np.clip(o_sum, -clip, clip))  # output-gate
        H_t = o_t * h(C_t)  # hidden-state
        Y[:, t - 1] = H_t  # y
    Y_h = H_t  # y-h
    Y_c = C_t  # y-c
    return LSTMResult(Y, Y_h, Y_c)


def prepare(
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    W_scale: Array,
    R_scale: Array,
    P: Array | None = None,
    *,
    go_backwards: bool = False,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> Callable[..., LSTMResult]:
    """Keep the weights for many calls.

    Parameters
    ----------
    W : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, o, f, c
    R : array, shape (4*hidden_size, hidden_size)
        recurrence weights; one block for each gate, in the order i, o, f, c
    Wb : array, shape (4*hidden_size,)
        bias beside the input; one block for each gate, in the order i, o, f, c
    Rb : array, shape (4*hidden_size,)
        bias beside the hidden state; one block for each gate, in the order i, o, f, c
    W_scale : array, shape (4*hidden_size,)
        scales of W; one block for each gate, in the order i, o, f, c
    R_scale : array, shape (4*hidden_size,)
        scales of R; one block for each gate, in the order i, o, f, c
    P : array or None, shape (3*hidden_size,)
        peephole weights; one block for each gate, in the order i, o, f; None: zeros
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

    Returns
    -------
    callable
        a function of X, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Sources: onnxruntime 1.32.0, docs/ContribOperators.md, com.microsoft.DynamicQuantizeLSTM;
    onnxruntime 1.32.0, onnxruntime/contrib_ops/cpu/quantization/dynamic_quantize_lstm.cc.

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).Y.shape
    (4, 28, 32)
    """
    sizes = Sizes()
    W = sizes.floating("W", W, "4*hidden_size input_size")
    R = sizes.floating("R", R, "4*hidden_size hidden_size")
    Wb = sizes.floating("Wb", Wb, "4*hidden_size")
    Rb = sizes.floating("Rb", Rb, "4*hidden_size")
    W_scale = sizes.floating("W_scale", W_scale, "4*hidden_size")
    R_scale = sizes.floating("R_scale", R_scale, "4*hidden_size")
    if P is None:
        P = sizes.zeros("3*hidden_size")  # no-peepholes
    else:
        P = sizes.floating("P", P, "3*hidden_size")
    f = elementwise("f", f)
    g = elementwise("g", g)
    h = elementwise("h", h)
    choice("go_backwards", go_backwards, (False, True))
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))
    return partial(
        lstm,
        W=W,
        R=R,
        Wb=Wb,
        Rb=Rb,
        W_scale=W_scale,
        R_scale=R_scale,
        P=P,
        go_backwards=go_backwards,
        clip=clip,
        input_forget=input_forget,
        f=f,
        g=g,
        h=h,
    )
