"""The LSTM of Wikipedia, for speed.

Printed from lstm_sym/equations/wikipedia.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, tanh

from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.wikipedia import LSTMResult


def step(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; f_t, i_t and o_t begin as their sums, negated."""
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
        tanh(g_t, g_t)  # cell-input
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # output
        divide(g_t, o_t, h_t)  # output

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


def weights(W: Array, U: Array, b: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_f, W_i, W_o, W_c = split(W, 4)
    U_f, U_i, U_o, U_c = split(U, 4)
    b_f, b_i, b_o, b_c = split(b, 4)
    return [
        {
            "x_t": (W_i, W_f, W_o, W_c),
            "": (b_i, b_f, b_o, b_c),
            "h_tm1": (U_i, U_f, U_o, U_c),
        },
    ]


@replaceable
def layer(sizes: Sizes, W: Array, U: Array, b: Array) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(W, U, b),
        numbers={"one": 1},
    )


def prepare(W: Array, U: Array, b: Array) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order f, i, o, c
    U : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order f, i, o, c
    b : array, shape (4*units,)
        bias; one block for each gate, in the order f, i, o, c

    Returns
    -------
    callable
        a function of sequences, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.wikipedia import LSTMResult, lstm

    sizes = Sizes()
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, U, b)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(sequences: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(sequences, W, U, b, initial_state=initial_state)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    return call
