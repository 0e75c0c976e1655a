"""The sLSTM of xLSTM, for speed.

Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import (
    absolute,
    add,
    copyto,
    divide,
    exp,
    greater,
    log,
    maximum,
    minimum,
    multiply,
    negative,
    subtract,
    tanh,
)

from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.block_diagonal import block_diagonal
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import choose, split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.slstm import SLSTMResult


def step_true(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; o_t begins as its sum, negated."""
    i_sum, f_sum, z_t, o_t, c_tm1, n_tm1, m_tm1, s_1, s_2 = blocks
    i_f = blocks[0:2]
    m_t = array["m_t"]
    c_t = array["c_t"]
    n_t = array["n_t"]
    h_t = array["h_t"]
    one = array["one"]
    zero = array["zero"]

    def step() -> None:
        tanh(z_t, z_t)  # cell-input
        exp(o_t, o_t)  # output-gate
        add(one, o_t, o_t)  # output-gate
        absolute(f_sum, s_1)  # log-rest
        negative(s_1, s_1)  # log-rest
        exp(s_1, s_1)  # log-rest
        minimum(f_sum, zero, out=f_sum)  # log-sigmoid
        add(one, s_1, s_1)  # log-sigmoid
        log(s_1, s_1)  # log-sigmoid
        subtract(f_sum, s_1, f_sum)  # log-sigmoid
        add(m_tm1, f_sum, f_sum)  # log-forget
        greater(n_tm1, zero, s_1)  # stabilizer
        maximum(i_sum, f_sum, out=s_2)  # stabilizer
        choose(s_1, s_2, i_sum, m_t)  # stabilizer
        subtract(i_f, m_t, i_f)  # input-gate, forget-gate
        exp(i_f, i_f)  # input-gate, forget-gate
        minimum(i_f, one, out=i_f)  # input-gate, forget-gate
        multiply(f_sum, c_tm1, s_1)  # cell-state
        multiply(i_sum, z_t, z_t)  # cell-state
        add(s_1, z_t, c_t)  # cell-state
        multiply(f_sum, n_tm1, f_sum)  # normalizer
        add(f_sum, i_sum, n_t)  # normalizer
        divide(c_t, o_t, o_t)  # hidden-state
        divide(o_t, n_t, h_t)  # hidden-state

    return step


def step_false(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; f_sum and o_t begin as their sums, negated."""
    i_sum, f_sum, o_t, z_t, c_tm1, n_tm1, m_tm1, s_1 = blocks
    i_f_o = blocks[0:3]
    f_o = blocks[1:3]
    m_t = array["m_t"]
    c_t = array["c_t"]
    n_t = array["n_t"]
    h_t = array["h_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_t, z_t)  # cell-input
        exp(i_f_o, i_f_o)  # input-gate-bare, forget-gate-bare, output-gate
        add(one, f_o, f_o)  # forget-gate-bare, output-gate
        copyto(m_t, m_tm1)  # no-stabilizer
        divide(one, f_sum, f_sum)  # forget-gate-bare
        multiply(f_sum, c_tm1, s_1)  # cell-state
        multiply(i_sum, z_t, z_t)  # cell-state
        add(s_1, z_t, c_t)  # cell-state
        multiply(f_sum, n_tm1, f_sum)  # normalizer
        add(f_sum, i_sum, n_t)  # normalizer
        divide(c_t, o_t, o_t)  # hidden-state
        divide(o_t, n_t, h_t)  # hidden-state

    return step


BODIES = {
    (True,): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "z_t", "o_t"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(
            State("h_tm1", "h_t", "units"),
            State("c_tm1", "c_t", "units"),
            State("n_tm1", "n_t", "units"),
            State("m_tm1", "m_t", "units"),
        ),
        beside=("c_tm1", "n_tm1", "m_tm1"),
        emitted="h_tm1",
        results=("", "h_tm1", "c_tm1", "n_tm1", "m_tm1"),
        forms={
            (True, False): Form(
                steps=(step_true,),
                negated=frozenset(("o_t",)),
                scratch={"s_1": "units", "s_2": "units"},
            ),
        },
    ),
    (False,): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_t", "z_t"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(
            State("h_tm1", "h_t", "units"),
            State("c_tm1", "c_t", "units"),
            State("n_tm1", "n_t", "units"),
            State("m_tm1", "m_t", "units"),
        ),
        beside=("c_tm1", "n_tm1", "m_tm1"),
        emitted="h_tm1",
        results=("", "h_tm1", "c_tm1", "n_tm1", "m_tm1"),
        forms={
            (True, False): Form(
                steps=(step_false,),
                negated=frozenset(("f_sum", "o_t")),
                scratch={"s_1": "units"},
            ),
        },
    ),
}


def weights(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    stabilized: bool,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_f, W_z, W_o = split(kernel, 4)
    R_i, R_f, R_z, R_o = split(recurrent_kernel, 4)
    b_i, b_f, b_z, b_o = split(bias, 4)
    if stabilized:
        return [
            {
                "x_t": (W_i, W_f, W_z, W_o),
                "": (b_i, b_f, b_z, b_o),
                "h_tm1": (
                    block_diagonal(R_i),
                    block_diagonal(R_f),
                    block_diagonal(R_z),
                    block_diagonal(R_o),
                ),
            },
        ]
    return [
        {
            "x_t": (W_i, W_f, W_o, W_z),
            "": (b_i, b_f, b_o, b_z),
            "h_tm1": (
                block_diagonal(R_i),
                block_diagonal(R_f),
                block_diagonal(R_o),
                block_diagonal(R_z),
            ),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    stabilized: bool,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[(stabilized,)],
        sizes,
        sizes.dtype,
        weights(kernel, recurrent_kernel, bias, stabilized),
        numbers={"one": 1, "zero": 0},
    )


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    stabilized: bool = True,
) -> Callable[..., "SLSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, z, o
    recurrent_kernel : array, shape (units, 4*head)
        weights of the hidden state, head by head; one block for each gate, in the order i, f, z, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, f, z, o
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it

    Returns
    -------
    callable
        a function of input, initial_state: what `slstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 64)),
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).output.shape
    (4, 28, 32)
    """
    from lstm_numpy.slstm import SLSTMResult, slstm

    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*head")
    bias = sizes.floating("bias", bias, "4*units")
    sizes.divided("units", "head")
    choice("stabilized", stabilized, (True, False))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, kernel, recurrent_kernel, bias, stabilized=stabilized)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        input: Array,
        *,
        initial_state: tuple[Array, Array, Array, Array] | None = None,
    ) -> SLSTMResult:
        sizes = known.further()
        input = sizes.floating("input", input, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0, n_0, m_0 = several("initial_state", initial_state, 4)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
            n_0 = sizes.floating("initial_state[2]", n_0, "batch units")
            m_0 = sizes.floating("initial_state[3]", m_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return slstm(
                input,
                kernel,
                recurrent_kernel,
                bias,
                initial_state=initial_state,
                stabilized=stabilized,
            )
        initial = None if initial_state is None else (h_0, c_0, n_0, m_0)
        return SLSTMResult(*packed(input, initial))

    return call
