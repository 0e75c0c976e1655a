"""The mLSTM of xLSTM, for speed.

Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import (
    absolute,
    add,
    copyto,
    divide,
    exp,
    log,
    maximum,
    minimum,
    multiply,
    negative,
    subtract,
)

from lstm_numpy.arguments import Sizes, choice, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.matrices import flat, over_units, vecmat
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.mlstm import MLSTMResult


def step_true(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep."""
    _, k_sum, _, _, _, _ = blocks
    constant_1 = array["constant_1"]

    def step() -> None:
        divide(k_sum, constant_1, k_sum)  # key

    return step


def step_true_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    q_t, k_sum, v_t, n_tm1, _, s_3 = blocks
    i_f = array["i_sum f_sum"]
    f_sum = array["f_sum"]
    s_1 = array["s_1"]
    m_tm1 = array["m_tm1"]
    i_sum = array["i_sum"]
    m_t = array["m_t"]
    C_tm1 = array["C_tm1"]
    s_2 = array["s_2"]
    s_4 = array["s_4"]
    C_t = array["C_t"]
    n_t = array["n_t"]
    h_t = array["h_t"]
    f_sum_row = f_sum[:, np.newaxis]
    s_3_column = s_3[np.newaxis]
    v_t_row = v_t[:, np.newaxis]
    zero = array["zero"]
    one = array["one"]
    epsilon = array["epsilon"]

    def step() -> None:
        absolute(f_sum, s_1)  # log-rest
        negative(s_1, s_1)  # log-rest
        exp(s_1, s_1)  # log-rest
        minimum(f_sum, zero, out=f_sum)  # log-sigmoid
        add(one, s_1, s_1)  # log-sigmoid
        log(s_1, s_1)  # log-sigmoid
        subtract(f_sum, s_1, f_sum)  # log-sigmoid
        add(m_tm1, f_sum, f_sum)  # log-forget
        maximum(i_sum, f_sum, out=m_t)  # stabilizer
        subtract(i_f, m_t, i_f)  # input-gate, forget-gate
        exp(i_f, i_f)  # input-gate, forget-gate
        multiply(f_sum_row, C_tm1, s_2)  # memory
        multiply(i_sum, k_sum, s_3)  # memory
        multiply(s_3_column, v_t_row, s_4)  # memory
        add(s_2, s_4, C_t)  # memory
        multiply(f_sum, n_tm1, s_3)  # normalizer
        multiply(i_sum, k_sum, k_sum)  # normalizer
        add(s_3, k_sum, n_t)  # normalizer
        multiply(q_t, n_t, v_t)  # denominator
        over_units(v_t, s_1)  # denominator
        absolute(s_1, s_1)  # denominator
        negative(m_t, f_sum)  # denominator
        exp(f_sum, f_sum)  # denominator
        maximum(s_1, f_sum, out=s_1)  # denominator
        add(s_1, epsilon, s_1)  # denominator
        vecmat(q_t, C_t, s_3)  # hidden-state
        divide(s_3, s_1, h_t)  # hidden-state

    return step


def step_false(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep."""
    _, k_sum, _, _, _, _ = blocks
    m_tm1 = array["m_tm1"]
    m_t = array["m_t"]
    constant_1 = array["constant_1"]

    def step() -> None:
        divide(k_sum, constant_1, k_sum)  # key
        copyto(m_t, m_tm1)  # no-stabilizer

    return step


def step_false_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep; f_sum begins as its sum, negated."""
    q_t, k_sum, v_t, n_tm1, _, s_2 = blocks
    i_f = array["i_sum f_sum"]
    f_sum = array["f_sum"]
    C_tm1 = array["C_tm1"]
    s_1 = array["s_1"]
    i_sum = array["i_sum"]
    s_3 = array["s_3"]
    C_t = array["C_t"]
    n_t = array["n_t"]
    m_t = array["m_t"]
    h_t = array["h_t"]
    f_sum_row = f_sum[:, np.newaxis]
    s_2_column = s_2[np.newaxis]
    v_t_row = v_t[:, np.newaxis]
    one = array["one"]
    epsilon = array["epsilon"]

    def step() -> None:
        exp(i_f, i_f)  # input-gate-bare, forget-gate-bare
        add(one, f_sum, f_sum)  # forget-gate-bare
        divide(one, f_sum, f_sum)  # forget-gate-bare
        multiply(f_sum_row, C_tm1, s_1)  # memory
        multiply(i_sum, k_sum, s_2)  # memory
        multiply(s_2_column, v_t_row, s_3)  # memory
        add(s_1, s_3, C_t)  # memory
        multiply(f_sum, n_tm1, s_2)  # normalizer
        multiply(i_sum, k_sum, k_sum)  # normalizer
        add(s_2, k_sum, n_t)  # normalizer
        multiply(q_t, n_t, v_t)  # denominator
        over_units(v_t, f_sum)  # denominator
        absolute(f_sum, f_sum)  # denominator
        negative(m_t, i_sum)  # denominator
        exp(i_sum, i_sum)  # denominator
        maximum(f_sum, i_sum, out=f_sum)  # denominator
        add(f_sum, epsilon, f_sum)  # denominator
        vecmat(q_t, C_t, s_2)  # hidden-state
        divide(s_2, f_sum, h_t)  # hidden-state

    return step


BODIES = {
    (True,): Body(
        entry="x_t",
        shown=True,
        stages=(
            Stage(("q_t", "k_sum", "v_t"), "heads head", {"x_t": "input_dim", "": ""}),
            Stage(("i_sum", "f_sum"), "heads 1", {"x_t": "input_dim", "": ""}),
        ),
        states=(
            State("C_tm1", "C_t", "heads head head"),
            State("n_tm1", "n_t", "heads head"),
            State("m_tm1", "m_t", "heads 1"),
            State("h_tm1", "h_t", "heads head"),
        ),
        beside=("n_tm1", "h_tm1"),
        emitted="h_tm1",
        results=("", "C_tm1", "n_tm1", "m_tm1"),
        forms={
            (True, False): Form(
                steps=(step_true, step_true_2),
                scratch={
                    "s_1": "heads 1",
                    "s_2": "heads head head",
                    "s_3": "heads head",
                    "s_4": "heads head head",
                },
            ),
        },
    ),
    (False,): Body(
        entry="x_t",
        shown=True,
        stages=(
            Stage(("q_t", "k_sum", "v_t"), "heads head", {"x_t": "input_dim", "": ""}),
            Stage(("i_sum", "f_sum"), "heads 1", {"x_t": "input_dim", "": ""}),
        ),
        states=(
            State("C_tm1", "C_t", "heads head head"),
            State("n_tm1", "n_t", "heads head"),
            State("m_tm1", "m_t", "heads 1"),
            State("h_tm1", "h_t", "heads head"),
        ),
        beside=("n_tm1", "h_tm1"),
        emitted="h_tm1",
        results=("", "C_tm1", "n_tm1", "m_tm1"),
        forms={
            (True, False): Form(
                steps=(step_false, step_false_2),
                negated=frozenset(("f_sum",)),
                scratch={"s_1": "heads head head", "s_2": "heads head", "s_3": "heads head head"},
            ),
        },
    ),
}


def weights(
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_q, W_k, W_v = split(kernel, 3)
    b_q, b_k, b_v = split(bias, 3)
    return [
        {
            "x_t": (flat(W_q), flat(W_k), flat(W_v)),
            "": (b_q.T.reshape(-1), b_k.T.reshape(-1), b_v.T.reshape(-1)),
        },
        {
            "x_t": (flat(i_kernel), flat(f_kernel)),
            "": (i_bias.T.reshape(-1), f_bias.T.reshape(-1)),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
    *,
    stabilized: bool,
    epsilon: float,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[(stabilized,)],
        sizes,
        sizes.dtype,
        weights(kernel, bias, i_kernel, i_bias, f_kernel, f_bias),
        numbers={"constant_1": math.sqrt(sizes["head"]), "epsilon": epsilon, "one": 1, "zero": 0},
    )


def prepare(
    kernel: Array,
    bias: Array,
    i_kernel: Array,
    i_bias: Array,
    f_kernel: Array,
    f_bias: Array,
    *,
    stabilized: bool = True,
    epsilon: float = 1e-06,
) -> Callable[..., "MLSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (heads, input_dim, 3*head)
        weights of the input, head by head; one block for each gate, in the order q, k, v
    bias : array, shape (heads, 3*head)
        bias, head by head; one block for each gate, in the order q, k, v
    i_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the input gate
    i_bias : array, shape (heads, 1)
        bias of the input gate
    f_kernel : array, shape (heads, input_dim, 1)
        weights of the input for the forget gate
    f_bias : array, shape (heads, 1)
        bias of the forget gate
    stabilized : one of True, False
        whether a stabilizer keeps the exponentials below one; True: as the paper and its package
        have it; False: as published copies have it
    epsilon : float
        constant that keeps the denominator from zero

    Returns
    -------
    callable
        a function of input, initial_state: what `mlstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number
    ValueError
        a shape does not fit, an option is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((3, 10, 9)),
    ...     np.zeros((3, 9)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ...     np.zeros((3, 10, 1)),
    ...     np.zeros((3, 1)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).output.shape
    (4, 28, 3, 3)
    """
    from lstm_numpy.mlstm import MLSTMResult, mlstm

    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "heads input_dim 3*head")
    bias = sizes.floating("bias", bias, "heads 3*head")
    i_kernel = sizes.floating("i_kernel", i_kernel, "heads input_dim 1")
    i_bias = sizes.floating("i_bias", i_bias, "heads 1")
    f_kernel = sizes.floating("f_kernel", f_kernel, "heads input_dim 1")
    f_bias = sizes.floating("f_bias", f_bias, "heads 1")
    choice("stabilized", stabilized, (True, False))
    epsilon = number("epsilon", epsilon)
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            bias,
            i_kernel,
            i_bias,
            f_kernel,
            f_bias,
            stabilized=stabilized,
            epsilon=epsilon,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        input: Array,
        *,
        initial_state: tuple[Array, Array, Array] | None = None,
    ) -> MLSTMResult:
        sizes = known.further()
        input = sizes.floating("input", input, "batch timesteps input_dim")
        if initial_state is not None:
            C_0, n_0, m_0 = several("initial_state", initial_state, 3)
            C_0 = sizes.floating("initial_state[0]", C_0, "batch heads head head")
            n_0 = sizes.floating("initial_state[1]", n_0, "batch heads head")
            m_0 = sizes.floating("initial_state[2]", m_0, "batch heads 1")
        if packed is None or sizes.dtype != packed.dtype:
            return mlstm(
                input,
                kernel,
                bias,
                i_kernel,
                i_bias,
                f_kernel,
                f_bias,
                initial_state=initial_state,
                stabilized=stabilized,
                epsilon=epsilon,
            )
        initial = None if initial_state is None else (C_0, n_0, m_0)
        return MLSTMResult(*packed(input, initial))

    return call
