"""The LSTM operator of ONNX, for speed.

Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, maximum, minimum, multiply, subtract, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.onnx_direction import LSTMResult


def step_defaults_plain_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, c_sum, _ = blocks
    i_f_o = blocks[0:3]
    c_C = blocks[3:5]
    i_f = blocks[0:2]
    C_t = array["C_t"]
    H_t = array["H_t"]
    one = array["one"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(c_sum, c_sum)  # cell-gate
        divide(c_C, i_f, i_f)  # cell-state
        add(f_sum, i_sum, C_t)  # cell-state
        tanh(C_t, c_sum)  # hidden-state
        divide(c_sum, o_sum, H_t)  # hidden-state

    return step


def step_defaults_full_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    c_C = blocks[3:5]
    i_f = blocks[0:2]
    P_i = array["P"][0]
    P_f = array["P"][2]
    C_t = array["C_t"]
    P_o = array["P"][1]
    H_t = array["H_t"]
    minus_clip = array["minus_clip"]
    clip = array["clip"]
    one = array["one"]

    def step() -> None:
        multiply(P_i, C_tm1, s_1)  # input-sum
        subtract(i_sum, s_1, i_sum)  # input-sum
        maximum(i_sum, minus_clip, out=i_sum)  # input-gate
        minimum(i_sum, clip, out=i_sum)  # input-gate
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        multiply(P_f, C_tm1, s_1)  # forget-sum
        subtract(f_sum, s_1, f_sum)  # forget-sum
        maximum(f_sum, minus_clip, out=f_sum)  # forget-gate
        minimum(f_sum, clip, out=f_sum)  # forget-gate
        exp(f_sum, f_sum)  # forget-gate
        add(one, f_sum, f_sum)  # forget-gate
        maximum(c_sum, minus_clip, out=c_sum)  # cell-gate
        minimum(c_sum, clip, out=c_sum)  # cell-gate
        tanh(c_sum, c_sum)  # cell-gate
        divide(c_C, i_f, i_f)  # cell-state
        add(f_sum, i_sum, C_t)  # cell-state
        multiply(P_o, C_t, s_1)  # output-sum
        subtract(o_sum, s_1, o_sum)  # output-sum
        maximum(o_sum, minus_clip, out=o_sum)  # output-gate
        minimum(o_sum, clip, out=o_sum)  # output-gate
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        maximum(C_t, minus_clip, out=c_sum)  # hidden-state
        minimum(c_sum, clip, out=c_sum)  # hidden-state
        tanh(c_sum, c_sum)  # hidden-state
        divide(c_sum, o_sum, H_t)  # hidden-state

    return step


def step_any_plain_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    i_sum, f_sum, o_sum, c_sum, _ = blocks
    i_f_o = blocks[0:3]
    i_f = blocks[0:2]
    c_C = blocks[3:5]
    C_t = array["C_t"]
    H_t = array["H_t"]
    f = function["f"]
    g = function["g"]
    h = function["h"]

    def step() -> None:
        i_f_o[:] = f(i_f_o)  # input-gate, forget-gate, output-gate
        c_sum[:] = g(c_sum)  # cell-gate
        multiply(i_f, c_C, i_f)  # cell-state
        add(f_sum, i_sum, C_t)  # cell-state
        c_sum[:] = h(C_t)  # hidden-state
        multiply(o_sum, c_sum, H_t)  # hidden-state

    return step


def step_any_full_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    i_sum, f_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    i_f = blocks[0:2]
    c_C = blocks[3:5]
    P_i = array["P"][0]
    P_f = array["P"][2]
    C_t = array["C_t"]
    P_o = array["P"][1]
    H_t = array["H_t"]
    minus_clip = array["minus_clip"]
    clip = array["clip"]
    f = function["f"]
    g = function["g"]
    h = function["h"]

    def step() -> None:
        multiply(P_i, C_tm1, s_1)  # input-sum
        add(i_sum, s_1, i_sum)  # input-sum
        maximum(i_sum, minus_clip, out=i_sum)  # input-gate
        minimum(i_sum, clip, out=i_sum)  # input-gate
        i_sum[:] = f(i_sum)  # input-gate
        multiply(P_f, C_tm1, s_1)  # forget-sum
        add(f_sum, s_1, f_sum)  # forget-sum
        maximum(f_sum, minus_clip, out=f_sum)  # forget-gate
        minimum(f_sum, clip, out=f_sum)  # forget-gate
        f_sum[:] = f(f_sum)  # forget-gate
        maximum(c_sum, minus_clip, out=c_sum)  # cell-gate
        minimum(c_sum, clip, out=c_sum)  # cell-gate
        c_sum[:] = g(c_sum)  # cell-gate
        multiply(i_f, c_C, i_f)  # cell-state
        add(f_sum, i_sum, C_t)  # cell-state
        multiply(P_o, C_t, s_1)  # output-sum
        add(o_sum, s_1, o_sum)  # output-sum
        maximum(o_sum, minus_clip, out=o_sum)  # output-gate
        minimum(o_sum, clip, out=o_sum)  # output-gate
        o_sum[:] = f(o_sum)  # output-gate
        maximum(C_t, minus_clip, out=c_sum)  # hidden-state
        minimum(c_sum, clip, out=c_sum)  # hidden-state
        c_sum[:] = h(c_sum)  # hidden-state
        multiply(o_sum, c_sum, H_t)  # hidden-state

    return step


def step_defaults_plain_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_sum and o_sum begin as their sums, negated."""
    i_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    i_o = blocks[0:2]
    C_t = array["C_t"]
    H_t = array["H_t"]
    one = array["one"]

    def step() -> None:
        exp(i_o, i_o)  # input-gate, output-gate
        add(one, i_o, i_o)  # input-gate, output-gate
        divide(one, i_sum, i_sum)  # input-gate
        subtract(one, i_sum, s_1)  # coupled-forget-gate
        tanh(c_sum, c_sum)  # cell-gate
        multiply(s_1, C_tm1, s_1)  # cell-state
        multiply(i_sum, c_sum, i_sum)  # cell-state
        add(s_1, i_sum, C_t)  # cell-state
        tanh(C_t, c_sum)  # hidden-state
        divide(c_sum, o_sum, H_t)  # hidden-state

    return step


def step_defaults_full_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_sum and o_sum begin as their sums, negated."""
    i_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    P_i = array["P"][0]
    C_t = array["C_t"]
    P_o = array["P"][1]
    H_t = array["H_t"]
    minus_clip = array["minus_clip"]
    clip = array["clip"]
    one = array["one"]

    def step() -> None:
        multiply(P_i, C_tm1, s_1)  # input-sum
        subtract(i_sum, s_1, i_sum)  # input-sum
        maximum(i_sum, minus_clip, out=i_sum)  # input-gate
        minimum(i_sum, clip, out=i_sum)  # input-gate
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        divide(one, i_sum, i_sum)  # input-gate
        subtract(one, i_sum, s_1)  # coupled-forget-gate
        maximum(c_sum, minus_clip, out=c_sum)  # cell-gate
        minimum(c_sum, clip, out=c_sum)  # cell-gate
        tanh(c_sum, c_sum)  # cell-gate
        multiply(s_1, C_tm1, s_1)  # cell-state
        multiply(i_sum, c_sum, i_sum)  # cell-state
        add(s_1, i_sum, C_t)  # cell-state
        multiply(P_o, C_t, c_sum)  # output-sum
        subtract(o_sum, c_sum, o_sum)  # output-sum
        maximum(o_sum, minus_clip, out=o_sum)  # output-gate
        minimum(o_sum, clip, out=o_sum)  # output-gate
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        maximum(C_t, minus_clip, out=s_1)  # hidden-state
        minimum(s_1, clip, out=s_1)  # hidden-state
        tanh(s_1, s_1)  # hidden-state
        divide(s_1, o_sum, H_t)  # hidden-state

    return step


def step_any_plain_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    i_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    i_o = blocks[0:2]
    C_t = array["C_t"]
    H_t = array["H_t"]
    one = array["one"]
    f = function["f"]
    g = function["g"]
    h = function["h"]

    def step() -> None:
        i_o[:] = f(i_o)  # input-gate, output-gate
        subtract(one, i_sum, s_1)  # coupled-forget-gate
        c_sum[:] = g(c_sum)  # cell-gate
        multiply(s_1, C_tm1, s_1)  # cell-state
        multiply(i_sum, c_sum, i_sum)  # cell-state
        add(s_1, i_sum, C_t)  # cell-state
        c_sum[:] = h(C_t)  # hidden-state
        multiply(o_sum, c_sum, H_t)  # hidden-state

    return step


def step_any_full_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    i_sum, o_sum, c_sum, C_tm1, s_1 = blocks
    P_i = array["P"][0]
    C_t = array["C_t"]
    P_o = array["P"][1]
    H_t = array["H_t"]
    minus_clip = array["minus_clip"]
    clip = array["clip"]
    one = array["one"]
    f = function["f"]
    g = function["g"]
    h = function["h"]

    def step() -> None:
        multiply(P_i, C_tm1, s_1)  # input-sum
        add(i_sum, s_1, i_sum)  # input-sum
        maximum(i_sum, minus_clip, out=i_sum)  # input-gate
        minimum(i_sum, clip, out=i_sum)  # input-gate
        i_sum[:] = f(i_sum)  # input-gate
        subtract(one, i_sum, s_1)  # coupled-forget-gate
        maximum(c_sum, minus_clip, out=c_sum)  # cell-gate
        minimum(c_sum, clip, out=c_sum)  # cell-gate
        c_sum[:] = g(c_sum)  # cell-gate
        multiply(s_1, C_tm1, s_1)  # cell-state
        multiply(i_sum, c_sum, i_sum)  # cell-state
        add(s_1, i_sum, C_t)  # cell-state
        multiply(P_o, C_t, c_sum)  # output-sum
        add(o_sum, c_sum, o_sum)  # output-sum
        maximum(o_sum, minus_clip, out=o_sum)  # output-gate
        minimum(o_sum, clip, out=o_sum)  # output-gate
        o_sum[:] = f(o_sum)  # output-gate
        maximum(C_t, minus_clip, out=s_1)  # hidden-state
        minimum(s_1, clip, out=s_1)  # hidden-state
        s_1[:] = h(s_1)  # hidden-state
        multiply(o_sum, s_1, H_t)  # hidden-state

    return step


BODIES = {
    (False,): Body(
        entry="X_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "c_sum"),
                "hidden_size",
                {"X_t": "input_size", "": "", "H_tm1": "hidden_size"},
            ),
        ),
        states=(State("H_tm1", "H_t", "hidden_size"), State("C_tm1", "C_t", "hidden_size")),
        beside=("C_tm1",),
        emitted="H_tm1",
        results=("", "H_tm1", "C_tm1"),
        forms={
            (True, True): Form(
                steps=(step_defaults_plain_false,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
            ),
            (True, False): Form(
                steps=(step_defaults_full_false,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
                scratch={"s_1": "hidden_size"},
            ),
            (False, True): Form(
                steps=(step_any_plain_false,),
            ),
            (False, False): Form(
                steps=(step_any_full_false,),
                scratch={"s_1": "hidden_size"},
            ),
        },
    ),
    (True,): Body(
        entry="X_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "o_sum", "c_sum"),
                "hidden_size",
                {"X_t": "input_size", "": "", "H_tm1": "hidden_size"},
            ),
        ),
        states=(State("H_tm1", "H_t", "hidden_size"), State("C_tm1", "C_t", "hidden_size")),
        beside=("C_tm1",),
        emitted="H_tm1",
        results=("", "H_tm1", "C_tm1"),
        forms={
            (True, True): Form(
                steps=(step_defaults_plain_true,),
                negated=frozenset(("i_sum", "o_sum")),
                scratch={"s_1": "hidden_size"},
            ),
            (True, False): Form(
                steps=(step_defaults_full_true,),
                negated=frozenset(("i_sum", "o_sum")),
                scratch={"s_1": "hidden_size"},
            ),
            (False, True): Form(
                steps=(step_any_plain_true,),
                scratch={"s_1": "hidden_size"},
            ),
            (False, False): Form(
                steps=(step_any_full_true,),
                scratch={"s_1": "hidden_size"},
            ),
        },
    ),
}


def weights(
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array,
    input_forget: bool,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_o, W_f, W_c = split(W.T, 4)
    R_i, R_o, R_f, R_c = split(R.T, 4)
    Wb_i, Wb_o, Wb_f, Wb_c = split(Wb, 4)
    Rb_i, Rb_o, Rb_f, Rb_c = split(Rb, 4)
    if not input_forget:
        return [
            {
                "X_t": (W_i, W_f, W_o, W_c),
                "": (Wb_i + Rb_i, Wb_f + Rb_f, Wb_o + Rb_o, Wb_c + Rb_c),
                "H_tm1": (R_i, R_f, R_o, R_c),
            },
        ]
    return [
        {
            "X_t": (W_i, W_o, W_c),
            "": (Wb_i + Rb_i, Wb_o + Rb_o, Wb_c + Rb_c),
            "H_tm1": (R_i, R_o, R_c),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array,
    *,
    go_backwards: bool,
    clip: float,
    input_forget: bool,
    f: Function,
    g: Function,
    h: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[(input_forget,)],
        sizes,
        sizes.dtype,
        weights(W, R, Wb, Rb, P, input_forget),
        columns={"P": split(P, 3)},
        numbers={"clip": clip, "minus_clip": -clip, "one": 1},
        functions={"f": f, "g": g, "h": h},
        defaults=f is BY_NAME["sigmoid"] and g is BY_NAME["tanh"] and h is BY_NAME["tanh"],
        plain=clip == np.inf and not P.any(),
        backwards=go_backwards,
        masked_output="zero",
    )


def prepare(
    W: Array,
    R: Array,
    Wb: Array,
    Rb: Array,
    P: Array | None = None,
    *,
    go_backwards: bool = False,
    clip: float = np.inf,
    input_forget: bool = False,
    f: Activation = "sigmoid",
    g: Activation = "tanh",
    h: Activation = "tanh",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

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
        a function of X, initial_state, mask: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).Y.shape
    (4, 28, 32)
    """
    from lstm_numpy.onnx_direction import LSTMResult, lstm

    sizes = Sizes()
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
    choice("go_backwards", go_backwards, (False, True))
    clip = number("clip", clip)
    choice("input_forget", input_forget, (False, True))
    known, packed = sizes, None
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

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        X: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LSTMResult:
        sizes = known.further()
        X = sizes.floating("X", X, "batch_size timesteps input_size")
        if initial_state is not None:
            H_0, C_0 = several("initial_state", initial_state, 2)
            H_0 = sizes.floating("initial_state[0]", H_0, "batch_size hidden_size")
            C_0 = sizes.floating("initial_state[1]", C_0, "batch_size hidden_size")
        if mask is not None:
            mask = sizes.boolean("mask", mask, "batch_size timesteps")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                X,
                W,
                R,
                Wb,
                Rb,
                P,
                initial_state=initial_state,
                mask=mask,
                go_backwards=go_backwards,
                clip=clip,
                input_forget=input_forget,
                f=f,
                g=g,
                h=h,
            )
        initial = None if initial_state is None else (H_0, C_0)
        return LSTMResult(*packed(X, initial, mask))

    return call
