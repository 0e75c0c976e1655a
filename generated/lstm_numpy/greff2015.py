"""The vanilla LSTM and its variants, Greff et al., 2015.

Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid, tanh
from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.greff2015_fast import layer
from lstm_numpy.greff2015_fast import prepare as prepare
from lstm_numpy.greff2015_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.greff2015_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary

VARIANTS = ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR")


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output of every timestep, shape (batch, timesteps, units)"""

    last_y: Array
    """last output, shape (batch, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    y_tm1: Array,
    c_tm1: Array,
    i_tm1: Array,
    f_tm1: Array,
    o_tm1: Array,
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array | None = None,
    R_from_f: Array | None = None,
    R_from_o: Array | None = None,
    *,
    variant: str = "V",
) -> tuple[Array, Array, Array, Array, Array]:
    """One timestep of the vanilla LSTM and its variants, Greff et al., 2015.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    y_tm1 : array, shape (batch, units)
        output one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    i_tm1 : array, shape (batch, units)
        gate i one timestep before
    f_tm1 : array, shape (batch, units)
        gate f one timestep before
    o_tm1 : array, shape (batch, units)
        gate o one timestep before
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order z, i, f, o
    R : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order z, i, f, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order z, i, f, o
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o
    R_from_i : array or None, shape (units, 3*units)
        weights of gate i in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_f : array or None, shape (units, 3*units)
        weights of gate f in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_o : array or None, shape (units, 3*units)
        weights of gate o in FGR; one block for each gate, in the order i, f, o; None: zeros
    variant : one of "V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR"
        which of the variants; "V": vanilla; "NIG": no input gate; "NFG": no forget gate; "NOG": no
        output gate; "NIAF": no input activation function; "NOAF": no output activation function;
        "CIFG": coupled input and forget gate; "NP": no peepholes; "FGR": full gate recurrence

    Returns
    -------
    y_t : array, shape (batch, units)
        output at timestep t
    c_t : array, shape (batch, units)
        cell state at timestep t
    i_t : array, shape (batch, units)
        gate i at timestep t
    f_t : array, shape (batch, units)
        gate f at timestep t
    o_t : array, shape (batch, units)
        gate o at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN. Sources: K. Greff, R. Srivastava, J. Koutnik, B. Steunebrink and J. Schmidhuber,
    "LSTM: A Search Space Odyssey", arXiv, 2015, section II and appendix.

    Examples
    --------
    >>> y_t, c_t, i_t, f_t, o_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ... )
    >>> y_t.shape, c_t.shape, i_t.shape, f_t.shape, o_t.shape
    ((4, 32), (4, 32), (4, 32), (4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    y_tm1 = sizes.floating("y_tm1", y_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    i_tm1 = sizes.floating("i_tm1", i_tm1, "batch units")
    f_tm1 = sizes.floating("f_tm1", f_tm1, "batch units")
    o_tm1 = sizes.floating("o_tm1", o_tm1, "batch units")
    W = sizes.floating("W", W, "input_dim 4*units")
    R = sizes.floating("R", R, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    if R_from_i is None:
        R_from_i = sizes.zeros("units 3*units")  # no-r-from-i
    else:
        choice("variant", variant, ("FGR",), "R_from_i")
        R_from_i = sizes.floating("R_from_i", R_from_i, "units 3*units")
    if R_from_f is None:
        R_from_f = sizes.zeros("units 3*units")  # no-r-from-f
    else:
        choice("variant", variant, ("FGR",), "R_from_f")
        R_from_f = sizes.floating("R_from_f", R_from_f, "units 3*units")
    if R_from_o is None:
        R_from_o = sizes.zeros("units 3*units")  # no-r-from-o
    else:
        choice("variant", variant, ("FGR",), "R_from_o")
        R_from_o = sizes.floating("R_from_o", R_from_o, "units 3*units")
    choice("variant", variant, VARIANTS)

    W_z, W_i, W_f, W_o = np.split(W, 4, axis=-1)
    R_z, R_i, R_f, R_o = np.split(R, 4, axis=-1)
    b_z, b_i, b_f, b_o = np.split(b, 4, axis=-1)
    p_i, p_f, p_o = np.split(p, 3, axis=-1)
    R_ii, R_if, R_io = np.split(R_from_i, 3, axis=-1)
    R_fi, R_ff, R_fo = np.split(R_from_f, 3, axis=-1)
    R_oi, R_of, R_oo = np.split(R_from_o, 3, axis=-1)

    if variant == "FGR":
        i_seen = i_tm1 @ R_ii + f_tm1 @ R_fi + o_tm1 @ R_oi  # gate-recurrence-i
        f_seen = i_tm1 @ R_if + f_tm1 @ R_ff + o_tm1 @ R_of  # gate-recurrence-f
        o_seen = i_tm1 @ R_io + f_tm1 @ R_fo + o_tm1 @ R_oo  # gate-recurrence-o
    z_sum = x_t @ W_z + y_tm1 @ R_z + b_z  # block-input-sum
    if variant in ("V", "NIG", "NFG", "NOG", "NOAF", "CIFG", "NP", "FGR"):
        z_t = tanh(z_sum)  # block-input
    else:  # NIAF
        z_t = z_sum  # block-input-niaf
    if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
        i_sum = x_t @ W_i + y_tm1 @ R_i + p_i * c_tm1 + b_i  # input-gate-sum
    elif variant == "NP":
        i_sum = x_t @ W_i + y_tm1 @ R_i + b_i  # input-gate-sum-np
    else:  # FGR
        i_sum = x_t @ W_i + y_tm1 @ R_i + p_i * c_tm1 + b_i + i_seen  # input-gate-sum-fgr
    if variant in ("V", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR"):
        i_t = sigmoid(i_sum)  # input-gate
    else:  # NIG
        i_t = sizes.ones("batch units")  # input-gate-nig
    if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
        f_sum = x_t @ W_f + y_tm1 @ R_f + p_f * c_tm1 + b_f  # forget-gate-sum
    elif variant == "NP":
        f_sum = x_t @ W_f + y_tm1 @ R_f + b_f  # forget-gate-sum-np
    else:  # FGR
        f_sum = x_t @ W_f + y_tm1 @ R_f + p_f * c_tm1 + b_f + f_seen  # forget-gate-sum-fgr
    if variant in ("V", "NIG", "NOG", "NIAF", "NOAF", "NP", "FGR"):
        f_t = sigmoid(f_sum)  # forget-gate
    elif variant == "NFG":
        f_t = sizes.ones("batch units")  # forget-gate-nfg
    else:  # CIFG
        f_t = 1 - i_t  # forget-gate-cifg
    c_t = z_t * i_t + c_tm1 * f_t  # cell-state
    if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
        o_sum = x_t @ W_o + y_tm1 @ R_o + p_o * c_t + b_o  # output-gate-sum
    elif variant == "NP":
        o_sum = x_t @ W_o + y_tm1 @ R_o + b_o  # output-gate-sum-np
    else:  # FGR
        o_sum = x_t @ W_o + y_tm1 @ R_o + p_o * c_t + b_o + o_seen  # output-gate-sum-fgr
    if variant in ("V", "NIG", "NFG", "NIAF", "NOAF", "CIFG", "NP", "FGR"):
        o_t = sigmoid(o_sum)  # output-gate
    else:  # NOG
        o_t = sizes.ones("batch units")  # output-gate-nog
    if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "CIFG", "NP", "FGR"):
        y_t = tanh(c_t) * o_t  # block-output
    else:  # NOAF
        y_t = c_t * o_t  # block-output-noaf
    return y_t, c_t, i_t, f_t, o_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    sequences: Array,
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array | None = None,
    R_from_f: Array | None = None,
    R_from_o: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    variant: str = "V",
) -> LSTMResult:
    """All timesteps of the vanilla LSTM and its variants, Greff et al., 2015.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order z, i, f, o
    R : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order z, i, f, o
    b : array, shape (4*units,)
        bias; one block for each gate, in the order z, i, f, o
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o
    R_from_i : array or None, shape (units, 3*units)
        weights of gate i in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_f : array or None, shape (units, 3*units)
        weights of gate f in FGR; one block for each gate, in the order i, f, o; None: zeros
    R_from_o : array or None, shape (units, 3*units)
        weights of gate o in FGR; one block for each gate, in the order i, f, o; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    variant : one of "V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR"
        which of the variants; "V": vanilla; "NIG": no input gate; "NFG": no forget gate; "NOG": no
        output gate; "NIAF": no input activation function; "NOAF": no output activation function;
        "CIFG": coupled input and forget gate; "NP": no peepholes; "FGR": full gate recurrence

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, units)
        output of every timestep
    last_y : array, shape (batch, units)
        last output
    last_c : array, shape (batch, units)
        last cell state

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on. Without timesteps the last states are the initial ones.
    Sources: K. Greff, R. Srivastava, J. Koutnik, B. Steunebrink and J. Schmidhuber, "LSTM: A Search
    Space Odyssey", arXiv, 2015, section II and appendix.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.last_y.shape
    (4, 32)
    >>> result.last_c.shape
    (4, 32)
    """
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    W = sizes.floating("W", W, "input_dim 4*units")
    R = sizes.floating("R", R, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    if R_from_i is None:
        R_from_i = sizes.zeros("units 3*units")  # no-r-from-i
    else:
        choice("variant", variant, ("FGR",), "R_from_i")
        R_from_i = sizes.floating("R_from_i", R_from_i, "units 3*units")
    if R_from_f is None:
        R_from_f = sizes.zeros("units 3*units")  # no-r-from-f
    else:
        choice("variant", variant, ("FGR",), "R_from_f")
        R_from_f = sizes.floating("R_from_f", R_from_f, "units 3*units")
    if R_from_o is None:
        R_from_o = sizes.zeros("units 3*units")  # no-r-from-o
    else:
        choice("variant", variant, ("FGR",), "R_from_o")
        R_from_o = sizes.floating("R_from_o", R_from_o, "units 3*units")
    if initial_state is not None:
        y_0, c_0 = several("initial_state", initial_state, 2)
        y_0 = sizes.floating("initial_state[0]", y_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    choice("variant", variant, VARIANTS)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, R, b, p, R_from_i, R_from_f, R_from_o, variant=variant)
        initial = None if initial_state is None else (y_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    W_z, W_i, W_f, W_o = np.split(W, 4, axis=-1)
    R_z, R_i, R_f, R_o = np.split(R, 4, axis=-1)
    b_z, b_i, b_f, b_o = np.split(b, 4, axis=-1)
    p_i, p_f, p_o = np.split(p, 3, axis=-1)
    R_ii, R_if, R_io = np.split(R_from_i, 3, axis=-1)
    R_fi, R_ff, R_fo = np.split(R_from_f, 3, axis=-1)
    R_oi, R_of, R_oo = np.split(R_from_o, 3, axis=-1)

    if initial_state is None:
        y_0 = sizes.zeros("batch units")  # initial-output
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    i_0 = sizes.zeros("batch units")  # initial-gate-i
    f_0 = sizes.zeros("batch units")  # initial-gate-f
    o_0 = sizes.zeros("batch units")  # initial-gate-o
    y_t, c_t, i_t, f_t, o_t = y_0, c_0, i_0, f_0, o_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        y_tm1, c_tm1, i_tm1, f_tm1, o_tm1 = y_t, c_t, i_t, f_t, o_t
        x_t = sequences[:, t - 1]  # input
        # step
        if variant == "FGR":
            i_seen = i_tm1 @ R_ii + f_tm1 @ R_fi + o_tm1 @ R_oi  # gate-recurrence-i
            f_seen = i_tm1 @ R_if + f_tm1 @ R_ff + o_tm1 @ R_of  # gate-recurrence-f
            o_seen = i_tm1 @ R_io + f_tm1 @ R_fo + o_tm1 @ R_oo  # gate-recurrence-o
        z_sum = x_t @ W_z + y_tm1 @ R_z + b_z  # block-input-sum
        if variant in ("V", "NIG", "NFG", "NOG", "NOAF", "CIFG", "NP", "FGR"):
            z_t = tanh(z_sum)  # block-input
        else:  # NIAF
            z_t = z_sum  # block-input-niaf
        if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
            i_sum = x_t @ W_i + y_tm1 @ R_i + p_i * c_tm1 + b_i  # input-gate-sum
        elif variant == "NP":
            i_sum = x_t @ W_i + y_tm1 @ R_i + b_i  # input-gate-sum-np
        else:  # FGR
            i_sum = x_t @ W_i + y_tm1 @ R_i + p_i * c_tm1 + b_i + i_seen  # input-gate-sum-fgr
        if variant in ("V", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR"):
            i_t = sigmoid(i_sum)  # input-gate
        else:  # NIG
            i_t = sizes.ones("batch units")  # input-gate-nig
        if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
            f_sum = x_t @ W_f + y_tm1 @ R_f + p_f * c_tm1 + b_f  # forget-gate-sum
        elif variant == "NP":
            f_sum = x_t @ W_f + y_tm1 @ R_f + b_f  # forget-gate-sum-np
        else:  # FGR
            f_sum = x_t @ W_f + y_tm1 @ R_f + p_f * c_tm1 + b_f + f_seen  # forget-gate-sum-fgr
        if variant in ("V", "NIG", "NOG", "NIAF", "NOAF", "NP", "FGR"):
            f_t = sigmoid(f_sum)  # forget-gate
        elif variant == "NFG":
            f_t = sizes.ones("batch units")  # forget-gate-nfg
        else:  # CIFG
            f_t = 1 - i_t  # forget-gate-cifg
        c_t = z_t * i_t + c_tm1 * f_t  # cell-state
        if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG"):
            o_sum = x_t @ W_o + y_tm1 @ R_o + p_o * c_t + b_o  # output-gate-sum
        elif variant == "NP":
            o_sum = x_t @ W_o + y_tm1 @ R_o + b_o  # output-gate-sum-np
        else:  # FGR
            o_sum = x_t @ W_o + y_tm1 @ R_o + p_o * c_t + b_o + o_seen  # output-gate-sum-fgr
        if variant in ("V", "NIG", "NFG", "NIAF", "NOAF", "CIFG", "NP", "FGR"):
            o_t = sigmoid(o_sum)  # output-gate
        else:  # NOG
            o_t = sizes.ones("batch units")  # output-gate-nog
        if variant in ("V", "NIG", "NFG", "NOG", "NIAF", "CIFG", "NP", "FGR"):
            y_t = tanh(c_t) * o_t  # block-output
        else:  # NOAF
            y_t = c_t * o_t  # block-output-noaf
        outputs[:, t - 1] = y_t  # outputs
    last_y = y_t  # last-y
    last_c = c_t  # last-c
    return LSTMResult(outputs, last_y, last_c)
