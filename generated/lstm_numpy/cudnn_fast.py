"""The LSTM of cuDNN, for speed.

Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, tanh

from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.cudnn import LSTMResult


def step(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, g_t, _ = blocks
    i_f_o = blocks[0:3]
    g_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    h_t = array["h_t"]
    one = array["one"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(g_t, g_t)  # new-memory
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # hidden-state
        divide(g_t, o_t, h_t)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_t", "f_t", "o_t", "g_t"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(State("h_tm1", "h_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="h_tm1",
        results=("", "h_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step,),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
        },
    ),
}


def weights(W: Array, R: Array, b_W: Array, b_R: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_f, W_c, W_o = split(W.T, 4)
    R_i, R_f, R_c, R_o = split(R.T, 4)
    b_Wi, b_Wf, b_Wc, b_Wo = split(b_W, 4)
    b_Ri, b_Rf, b_Rc, b_Ro = split(b_R, 4)
    return [
        {
            "x_t": (W_i, W_f, W_o, W_c),
            "": (b_Wi + b_Ri, b_Wf + b_Rf, b_Wo + b_Ro, b_Wc + b_Rc),
            "h_tm1": (R_i, R_f, R_o, R_c),
        },
    ]


@replaceable
def layer(sizes: Sizes, W: Array, R: Array, b_W: Array, b_R: Array, *, go_backwards: bool) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(W, R, b_W, b_R),
        numbers={"one": 1},
        backwards=go_backwards,
    )


def prepare(
    W: Array,
    R: Array,
    b_W: Array,
    b_R: Array,
    *,
    go_backwards: bool = False,
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    W : array, shape (4*units, input_dim)
        weights of the input; one block for each gate, in the order i, f, c, o
    R : array, shape (4*units, units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    b_W : array, shape (4*units,)
        input bias; one block for each gate, in the order i, f, c, o
    b_R : array, shape (4*units,)
        recurrent bias; one block for each gate, in the order i, f, c, o
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing

    Returns
    -------
    callable
        a function of x, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 32)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).y.shape
    (4, 28, 32)
    """
    from lstm_numpy.cudnn import LSTMResult, lstm

    sizes = Sizes()
    W = sizes.floating("W", W, "4*units input_dim")
    R = sizes.floating("R", R, "4*units units")
    b_W = sizes.floating("b_W", b_W, "4*units")
    b_R = sizes.floating("b_R", b_R, "4*units")
    choice("go_backwards", go_backwards, (False, True))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, R, b_W, b_R, go_backwards=go_backwards)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(x: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        x = sizes.floating("x", x, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(x, W, R, b_W, b_R, initial_state=initial_state, go_backwards=go_backwards)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(x, initial))

    return call
