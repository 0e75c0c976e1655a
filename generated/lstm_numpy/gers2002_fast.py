"""The LSTM with peepholes, Gers et al., 2002, for speed.

Printed from lstm_sym/equations/gers2002.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, multiply, subtract

from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.gers2002 import LSTMResult


def step(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_t, f_t, z_t and o_t begin as their sums, negated."""
    i_t, f_t, z_t, o_t, c_tm1, _, _, s_3 = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[5:7]
    i_f = blocks[0:2]
    i_f_z = blocks[0:3]
    c_t = array["c_t"]
    p_o = array["p"][2]
    h_t = array["h_t"]
    one = array["one"]
    four = array["four"]
    two = array["two"]

    def step() -> None:
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate, forget-gate
        subtract(i_f, s_1_2, i_f)  # input-gate, forget-gate
        exp(i_f_z, i_f_z)  # input-gate, forget-gate, cell-state
        add(one, i_f_z, i_f_z)  # input-gate, forget-gate, cell-state
        divide(c_tm1, f_t, f_t)  # cell-state
        divide(four, z_t, z_t)  # cell-state
        subtract(z_t, two, z_t)  # cell-state
        divide(z_t, i_t, i_t)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        multiply(p_o, c_t, s_3)  # output-gate
        subtract(o_t, s_3, o_t)  # output-gate
        exp(o_t, o_t)  # output-gate
        add(one, o_t, o_t)  # output-gate
        divide(c_t, o_t, h_t)  # output

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_t", "f_t", "z_t", "o_t"),
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
                negated=frozenset(("f_t", "i_t", "o_t", "z_t")),
                scratch={"s_1": "units", "s_2": "units", "s_3": "units"},
            ),
        },
    ),
}


def weights(W: Array, U: Array, b: Array, p: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_f, W_o, W_c = split(W, 4)
    U_i, U_f, U_o, U_c = split(U, 4)
    b_i, b_f, b_o, b_c = split(b, 4)
    return [
        {
            "x_t": (W_i, W_f, W_c, W_o),
            "": (b_i, b_f, b_c, b_o),
            "h_tm1": (U_i, U_f, U_c, U_o),
        },
    ]


@replaceable
def layer(sizes: Sizes, W: Array, U: Array, b: Array, p: Array) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(W, U, b, p),
        columns={"p": split(p, 3)},
        numbers={"four": 4, "one": 1, "two": 2},
    )


def prepare(W: Array, U: Array, b: Array, p: Array) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    W : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, o, c
    U : array, shape (units, 4*units)
        weights of the output; one block for each gate, in the order i, f, o, c
    b : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, o, c
    p : array, shape (3*units,)
        peephole weights; one block for each gate, in the order i, f, o

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
    ...     np.zeros(96),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.gers2002 import LSTMResult, lstm

    sizes = Sizes()
    W = sizes.floating("W", W, "input_dim 4*units")
    U = sizes.floating("U", U, "units 4*units")
    b = sizes.floating("b", b, "4*units")
    p = sizes.floating("p", p, "3*units")
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, U, b, p)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(sequences: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(sequences, W, U, b, p, initial_state=initial_state)
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    return call
