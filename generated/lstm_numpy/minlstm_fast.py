"""minLSTM, for speed.

Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, greater, multiply, negative

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import choose, split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.minlstm import MinLSTMResult


def step(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; f_t and i_t begin as their sums, negated."""
    a_t, f_t, i_t, h_tm1, s_1, s_2 = blocks
    a_f_i = blocks[0:3]
    h_t = array["h_t"]
    zero = array["zero"]
    number_0_5 = array["number_0_5"]
    one = array["one"]

    def step() -> None:
        greater(a_t, zero, s_1)  # candidate
        add(a_t, number_0_5, s_2)  # candidate
        negative(a_t, a_t)  # candidate
        exp(a_f_i, a_f_i)  # candidate, forget-gate, input-gate
        add(one, a_f_i, a_f_i)  # candidate, forget-gate, input-gate
        divide(one, a_f_i, a_f_i)  # candidate, forget-gate, input-gate
        choose(s_1, s_2, a_t, a_t)  # candidate
        add(f_t, i_t, s_1)  # forget-share
        divide(f_t, s_1, s_1)  # forget-share
        add(f_t, i_t, f_t)  # input-share
        divide(i_t, f_t, f_t)  # input-share
        multiply(s_1, h_tm1, s_1)  # hidden-state
        multiply(f_t, a_t, f_t)  # hidden-state
        add(s_1, f_t, h_t)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(Stage(("a_t", "f_t", "i_t"), "units", {"x_t": "input_dim", "": ""}),),
        states=(State("h_tm1", "h_t", "units"),),
        beside=("h_tm1",),
        emitted="h_tm1",
        results=("", "h_tm1"),
        forms={
            (True, False): Form(
                steps=(step,),
                negated=frozenset(("f_t", "i_t")),
                scratch={"s_1": "units", "s_2": "units"},
            ),
        },
    ),
}


def weights(to_hidden_and_f_i_gate: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_h, W_f, W_i = split(to_hidden_and_f_i_gate.T, 3)
    return [
        {
            "x_t": (W_h, W_f, W_i),
            "": (None, None, None),
        },
    ]


@replaceable
def layer(sizes: Sizes, to_hidden_and_f_i_gate: Array) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(to_hidden_and_f_i_gate),
        numbers={"number_0_5": 0.5, "one": 1, "zero": 0},
    )


def prepare(to_hidden_and_f_i_gate: Array) -> Callable[..., "MinLSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    to_hidden_and_f_i_gate : array, shape (3*units, input_dim)
        weights of the input; one block for each gate, in the order h, f, i

    Returns
    -------
    callable
        a function of x, initial_state: what `minlstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((96, 10)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).out.shape
    (4, 28, 32)
    """
    from lstm_numpy.minlstm import MinLSTMResult, minlstm

    sizes = Sizes()
    to_hidden_and_f_i_gate = sizes.floating(
        "to_hidden_and_f_i_gate", to_hidden_and_f_i_gate, "3*units input_dim"
    )
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, to_hidden_and_f_i_gate)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(x: Array, *, initial_state: Array | None = None) -> MinLSTMResult:
        sizes = known.further()
        x = sizes.floating("x", x, "batch timesteps input_dim")
        if initial_state is not None:
            h_0 = sizes.floating("initial_state", initial_state, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return minlstm(x, to_hidden_and_f_i_gate, initial_state=initial_state)
        initial = None if initial_state is None else (h_0,)
        return MinLSTMResult(*packed(x, initial))

    return call
