"""The LSTM operator of ONNX.

Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.onnx_direction_fast import layer
from lstm_numpy.onnx_direction_fast import prepare as prepare
from lstm_numpy.onnx_direction_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.onnx_direction_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    Y: Array
    """output, shape (batch_size, timesteps, hidden_size)"""

    Y_h: Array
    """last hidden state, shape (batch_size, hidden_size)"""

    Y_c: Array
    """last cell state, shape (batch_size, hidden_size)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    X_t: Array,
    H_tm1: Array,
    C_tm1: Array,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array | None = None,
    *,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of the LSTM operator of ONNX.

    Parameters
    ----------
    X_t : array, shape (batch_size, input_size)
        input at timestep t
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
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: ONNX 1.23.2, docs/Operators.md,
    LSTM-22.

    Examples
    --------
    >>> H_t, C_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> H_t.shape, C_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    X_t = sizes.floating("X_t", X_t, "batch_size input_size")
    H_tm1 = sizes.floating("H_tm1", H_tm1, "batch_size hidden_size")
    C_tm1 = sizes.floating("C_tm1", C_tm1, "batch_size hidden_size")
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
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))

    W_i, W_o, W_f, W_c = np.split(W.T, 4, axis=-1)
    R_i, R_o, R_f, R_c = np.split(R.T, 4, axis=-1)
    Wb_i, Wb_o, Wb_f, Wb_c = np.split(Wb, 4, axis=-1)
    Rb_i, Rb_o, Rb_f, Rb_c = np.split(Rb, 4, axis=-1)
    P_i, P_o, P_f = np.split(P, 3, axis=-1)

    i_sum = X_t @ W_i + H_tm1 @ R_i + P_i * C_tm1 + Wb_i + Rb_i  # input-sum
    i_t = f(np.clip(i_sum, -clip, clip))  # input-gate
    if input_forget:
        f_t = 1 - i_t  # coupled-forget-gate
    else:
        f_sum = X_t @ W_f + H_tm1 @ R_f + P_f * C_tm1 + Wb_f + Rb_f  # forget-sum
        f_t = f(np.clip(f_sum, -clip, clip))  # forget-gate
    c_sum = X_t @ W_c + H_tm1 @ R_c + Wb_c + Rb_c  # cell-sum
    c_t = g(np.clip(c_sum, -clip, clip))  # cell-gate
    C_t = f_t * C_tm1 + i_t * c_t  # cell-state
    o_sum = X_t @ W_o + H_tm1 @ R_o + P_o * C_t + Wb_o + Rb_o  # output-sum
    o_t = f(np.clip(o_sum, -clip, clip))  # output-gate
    H_t = o_t * h(np.clip(C_t, -clip, clip))  # hidden-state
    return H_t, C_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    X: Array,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    go_backwards: bool = False,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of the LSTM operator of ONNX.

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
        an array does not hold floats, a mask does not hold booleans, an option is not a number, an
        activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: ONNX 1.23.2, docs/Operators.md, LSTM-22.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
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
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
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
        return LSTMResult(*packed(X, initial, mask))

    W_i, W_o, W_f, W_c = np.split(W.T, 4, axis=-1)
    R_i, R_o, R_f, R_c = np.split(R.T, 4, axis=-1)
    Wb_i, Wb_o, Wb_f, Wb_c = np.split(Wb, 4, axis=-1)
    Rb_i, Rb_o, Rb_f, Rb_c = np.split(Rb, 4, axis=-1)
    P_i, P_o, P_f = np.split(P, 3, axis=-1)

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
        i_sum = X_t @ W_i + H_tm1 @ R_i + P_i * C_tm1 + Wb_i + Rb_i  # input-sum
        i_t = f(np.clip(i_sum, -clip, clip))  # input-gate
        if input_forget:
            f_t = 1 - i_t  # coupled-forget-gate
        else:
            f_sum = X_t @ W_f + H_tm1 @ R_f + P_f * C_tm1 + Wb_f + Rb_f  # forget-sum
            f_t = f(np.clip(f_sum, -clip, clip))  # forget-gate
        c_sum = X_t @ W_c + H_tm1 @ R_c + Wb_c + Rb_c  # cell-sum
        c_t = g(np.clip(c_sum, -clip, clip))  # cell-gate
        C_t = f_t * C_tm1 + i_t * c_t  # cell-state
        o_sum = X_t @ W_o + H_tm1 @ R_o + P_o * C_t + Wb_o + Rb_o  # output-sum
        o_t = f(np.clip(o_sum, -clip, clip))  # output-gate
        H_t = o_t * h(np.clip(C_t, -clip, clip))  # hidden-state
        if mask is not None:
            if go_backwards:
                m_t = mask[:, timesteps - t, np.newaxis]  # mask-backwards
            else:
                m_t = mask[:, t - 1, np.newaxis]  # mask
            H_t, C_t = np.where(m_t, H_t, H_tm1), np.where(m_t, C_t, C_tm1)  # masked-step
            y_t = np.where(m_t, H_t, 0)  # output-zero
        if mask is not None:
            Y[:, t - 1] = y_t  # masked-y
        else:
            Y[:, t - 1] = H_t  # y
    Y_h = H_t  # y-h
    Y_c = C_t  # y-c
    return LSTMResult(Y, Y_h, Y_c)
