"""The LSTM of Hochreiter and Schmidhuber, 1997, for speed.

Printed from lstm_sym/equations/hochreiter1997.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, negative, subtract

from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.hochreiter1997 import LSTMResult


def step(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_t, o_t and z_t begin as their sums, negated."""
    i_t, o_t, z_t, c_tm1 = blocks
    i_o_z = blocks[0:3]
    c_t = array["c_t"]
    h_t = array["h_t"]
    one = array["one"]
    four = array["four"]
    two = array["two"]

    def step() -> None:
        exp(i_o_z, i_o_z)  # input-gate, output-gate, cell-state
        add(one, i_o_z, i_o_z)  # input-gate, output-gate, cell-state
        divide(four, z_t, z_t)  # cell-state
        subtract(z_t, two, z_t)  # cell-state
        divide(z_t, i_t, i_t)  # cell-state
        add(c_tm1, i_t, c_t)  # cell-state
        negative(c_t, z_t)  # output
        exp(z_t, z_t)  # output
        add(one, z_t, z_t)  # output
        divide(two, z_t, z_t)  # output
        subtract(z_t, one, z_t)  # output
        divide(z_t, o_t, h_t)  # output

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(("i_t", "o_t", "z_t"), "units", {"x_t": "input_dim", "": "", "h_tm1": "units"}),
        ),
        states=(State("h_tm1", "h_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="h_tm1",
        results=("", "h_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step,),
                negated=frozenset(("i_t", "o_t", "z_t")),
            ),
        },
    ),
}


def weights(W: Array, U: Array, b: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_o, W_c = split(W, 3)
    U_i, U_o, U_c = split(U, 3)
    b_i, b_o, b_c = split(b, 3)
    return [
        {
            "x_t": (W_i, W_o, W_c),
            "": (b_i, b_o, b_c),
            "h_tm1": (U_i, U_o, U_c),
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
        numbers={"four": 4, "one": 1, "two": 2},
    )


def prepare(W: Array, U: Array, b: Array) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    W : array, shape (input_dim, 3*units)
        weights of the input; one block for each gate, in the order i, o, c
    U : array, shape (units, 3*units)
        weights of the output; one block for each gate, in the order i, o, c
    b : array, shape (3*units,)
        bias; one block for each gate, in the order i, o, c

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
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ...     np.zeros(96),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.hochreiter1997 import LSTMResult, lstm

    sizes = Sizes()
    W = sizes.floating("W", W, "input_dim 3*units")
    U = sizes.floating("U", U, "units 3*units")
    b = sizes.floating("b", b, "3*units")
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
