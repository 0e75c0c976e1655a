"""The vanilla LSTM and its variants, Greff et al., 2015, for speed.

Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, multiply, subtract, tanh

from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.greff2015 import LSTMResult


def step_v(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, z_sum, c_tm1, _, _, s_3, s_4 = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[5:7]
    i_f = blocks[0:2]
    z_c = blocks[3:5]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate-sum, forget-gate-sum
        subtract(i_f, s_1_2, i_f)  # input-gate-sum, forget-gate-sum
        exp(i_f, i_f)  # input-gate, forget-gate
        add(one, i_f, i_f)  # input-gate, forget-gate
        divide(z_c, i_f, i_f)  # cell-state
        add(i_sum, f_sum, c_t)  # cell-state
        multiply(p_o, c_t, s_3)  # output-gate-sum
        subtract(o_sum, s_3, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        tanh(c_t, s_4)  # block-output
        divide(s_4, o_sum, y_t)  # block-output

    return step


def step_nig(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; f_sum and o_sum begin as their sums, negated."""
    z_sum, f_sum, o_sum, c_tm1, s_1 = blocks
    p_f = array["p"][1]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_f, c_tm1, s_1)  # forget-gate-sum
        subtract(f_sum, s_1, f_sum)  # forget-gate-sum
        exp(f_sum, f_sum)  # forget-gate
        add(one, f_sum, f_sum)  # forget-gate
        divide(c_tm1, f_sum, f_sum)  # cell-state
        add(z_sum, f_sum, c_t)  # cell-state
        multiply(p_o, c_t, s_1)  # output-gate-sum
        subtract(o_sum, s_1, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        tanh(c_t, z_sum)  # block-output
        divide(z_sum, o_sum, y_t)  # block-output

    return step


def step_nfg(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum and o_sum begin as their sums, negated."""
    z_sum, i_sum, o_sum, c_tm1, s_1 = blocks
    p_i = array["p"][0]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i, c_tm1, s_1)  # input-gate-sum
        subtract(i_sum, s_1, i_sum)  # input-gate-sum
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        divide(z_sum, i_sum, i_sum)  # cell-state
        add(i_sum, c_tm1, c_t)  # cell-state
        multiply(p_o, c_t, s_1)  # output-gate-sum
        subtract(o_sum, s_1, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        tanh(c_t, z_sum)  # block-output
        divide(z_sum, o_sum, y_t)  # block-output

    return step


def step_nog(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum and f_sum begin as their sums, negated."""
    i_sum, f_sum, z_sum, c_tm1, _, _ = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[4:6]
    i_f = blocks[0:2]
    z_c = blocks[2:4]
    c_t = array["c_t"]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate-sum, forget-gate-sum
        subtract(i_f, s_1_2, i_f)  # input-gate-sum, forget-gate-sum
        exp(i_f, i_f)  # input-gate, forget-gate
        add(one, i_f, i_f)  # input-gate, forget-gate
        divide(z_c, i_f, i_f)  # cell-state
        add(i_sum, f_sum, c_t)  # cell-state
        tanh(c_t, y_t)  # block-output

    return step


def step_niaf(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, _, c_tm1, _, _, s_3, s_4 = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[5:7]
    i_f = blocks[0:2]
    z_c = blocks[3:5]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate-sum, forget-gate-sum
        subtract(i_f, s_1_2, i_f)  # input-gate-sum, forget-gate-sum
        exp(i_f, i_f)  # input-gate, forget-gate
        add(one, i_f, i_f)  # input-gate, forget-gate
        divide(z_c, i_f, i_f)  # cell-state
        add(i_sum, f_sum, c_t)  # cell-state
        multiply(p_o, c_t, s_3)  # output-gate-sum
        subtract(o_sum, s_3, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        tanh(c_t, s_4)  # block-output
        divide(s_4, o_sum, y_t)  # block-output

    return step


def step_noaf(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, z_sum, c_tm1, _, _, s_3 = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[5:7]
    i_f = blocks[0:2]
    z_c = blocks[3:5]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate-sum, forget-gate-sum
        subtract(i_f, s_1_2, i_f)  # input-gate-sum, forget-gate-sum
        exp(i_f, i_f)  # input-gate, forget-gate
        add(one, i_f, i_f)  # input-gate, forget-gate
        divide(z_c, i_f, i_f)  # cell-state
        add(i_sum, f_sum, c_t)  # cell-state
        multiply(p_o, c_t, s_3)  # output-gate-sum
        subtract(o_sum, s_3, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        divide(c_t, o_sum, y_t)  # block-output-noaf

    return step


def step_cifg(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum and o_sum begin as their sums, negated."""
    z_sum, i_sum, o_sum, c_tm1, s_1 = blocks
    p_i = array["p"][0]
    c_t = array["c_t"]
    p_o = array["p"][2]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i, c_tm1, s_1)  # input-gate-sum
        subtract(i_sum, s_1, i_sum)  # input-gate-sum
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        divide(one, i_sum, i_sum)  # input-gate
        subtract(one, i_sum, s_1)  # forget-gate-cifg
        multiply(z_sum, i_sum, z_sum)  # cell-state
        multiply(c_tm1, s_1, s_1)  # cell-state
        add(z_sum, s_1, c_t)  # cell-state
        multiply(p_o, c_t, i_sum)  # output-gate-sum
        subtract(o_sum, i_sum, o_sum)  # output-gate-sum
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        tanh(c_t, z_sum)  # block-output
        divide(z_sum, o_sum, y_t)  # block-output

    return step


def step_np(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    i_sum, f_sum, o_sum, z_sum, _ = blocks
    i_f_o = blocks[0:3]
    z_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        divide(z_c, i_f, i_f)  # cell-state
        add(i_sum, f_sum, c_t)  # cell-state
        tanh(c_t, z_sum)  # block-output
        divide(z_sum, o_sum, y_t)  # block-output

    return step


def step_fgr(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_sum, f_sum and o_sum begin as their sums, negated."""
    z_sum, i_sum, f_sum, o_sum, c_tm1, _, _, s_3, s_4, s_5 = blocks
    p_i_f = array["p"][0:2]
    s_1_2 = blocks[5:7]
    i_f = blocks[1:3]
    i_t = array["i_t"]
    f_t = array["f_t"]
    c_t = array["c_t"]
    p_o = array["p"][2]
    o_t = array["o_t"]
    y_t = array["y_t"]
    one = array["one"]

    def step() -> None:
        tanh(z_sum, z_sum)  # block-input
        multiply(p_i_f, c_tm1, s_1_2)  # input-gate-sum-fgr, forget-gate-sum-fgr
        subtract(i_f, s_1_2, i_f)  # input-gate-sum-fgr, forget-gate-sum-fgr
        exp(i_f, i_f)  # input-gate, forget-gate
        add(one, i_f, i_f)  # input-gate, forget-gate
        divide(one, i_sum, i_t)  # input-gate
        divide(one, f_sum, f_t)  # forget-gate
        multiply(z_sum, i_t, z_sum)  # cell-state
        multiply(c_tm1, f_t, s_3)  # cell-state
        add(z_sum, s_3, c_t)  # cell-state
        multiply(p_o, c_t, s_4)  # output-gate-sum-fgr
        subtract(o_sum, s_4, o_sum)  # output-gate-sum-fgr
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        divide(one, o_sum, o_t)  # output-gate
        tanh(c_t, s_5)  # block-output
        multiply(s_5, o_t, y_t)  # block-output

    return step


BODIES = {
    ("V",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "z_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_v,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
                scratch={"s_1": "units", "s_2": "units", "s_3": "units", "s_4": "units"},
            ),
        },
    ),
    ("NIG",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("z_sum", "f_sum", "o_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_nig,),
                negated=frozenset(("f_sum", "o_sum")),
                scratch={"s_1": "units"},
            ),
        },
    ),
    ("NFG",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("z_sum", "i_sum", "o_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_nfg,),
                negated=frozenset(("i_sum", "o_sum")),
                scratch={"s_1": "units"},
            ),
        },
    ),
    ("NOG",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "z_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_nog,),
                negated=frozenset(("f_sum", "i_sum")),
                scratch={"s_1": "units", "s_2": "units"},
            ),
        },
    ),
    ("NIAF",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "z_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_niaf,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
                scratch={"s_1": "units", "s_2": "units", "s_3": "units", "s_4": "units"},
            ),
        },
    ),
    ("NOAF",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "z_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_noaf,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
                scratch={"s_1": "units", "s_2": "units", "s_3": "units"},
            ),
        },
    ),
    ("CIFG",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("z_sum", "i_sum", "o_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_cifg,),
                negated=frozenset(("i_sum", "o_sum")),
                scratch={"s_1": "units"},
            ),
        },
    ),
    ("NP",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "z_sum"),
                "units",
                {"x_t": "input_dim", "": "", "y_tm1": "units"},
            ),
        ),
        states=(State("y_tm1", "y_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_np,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
            ),
        },
    ),
    ("FGR",): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("z_sum", "i_sum", "f_sum", "o_sum"),
                "units",
                {
                    "x_t": "input_dim",
                    "": "",
                    "y_tm1": "units",
                    "i_tm1": "units",
                    "f_tm1": "units",
                    "o_tm1": "units",
                },
            ),
        ),
        states=(
            State("y_tm1", "y_t", "units"),
            State("c_tm1", "c_t", "units"),
            State("i_tm1", "i_t", "units"),
            State("f_tm1", "f_t", "units"),
            State("o_tm1", "o_t", "units"),
        ),
        beside=("c_tm1",),
        emitted="y_tm1",
        results=("", "y_tm1", "c_tm1"),
        forms={
            (True, False): Form(
                steps=(step_fgr,),
                negated=frozenset(("f_sum", "i_sum", "o_sum")),
                scratch={
                    "s_1": "units",
                    "s_2": "units",
                    "s_3": "units",
                    "s_4": "units",
                    "s_5": "units",
                },
            ),
        },
    ),
}


def weights(
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array,
    R_from_f: Array,
    R_from_o: Array,
    variant: str,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_z, W_i, W_f, W_o = split(W, 4)
    R_z, R_i, R_f, R_o = split(R, 4)
    b_z, b_i, b_f, b_o = split(b, 4)
    R_ii, R_if, R_io = split(R_from_i, 3)
    R_fi, R_ff, R_fo = split(R_from_f, 3)
    R_oi, R_of, R_oo = split(R_from_o, 3)
    if variant == "V":
        return [
            {
                "x_t": (W_i, W_f, W_o, W_z),
                "": (b_i, b_f, b_o, b_z),
                "y_tm1": (R_i, R_f, R_o, R_z),
            },
        ]
    if variant == "NIG":
        return [
            {
                "x_t": (W_z, W_f, W_o),
                "": (b_z, b_f, b_o),
                "y_tm1": (R_z, R_f, R_o),
            },
        ]
    if variant == "NFG":
        return [
            {
                "x_t": (W_z, W_i, W_o),
                "": (b_z, b_i, b_o),
                "y_tm1": (R_z, R_i, R_o),
            },
        ]
    if variant == "NOG":
        return [
            {
                "x_t": (W_i, W_f, W_z),
                "": (b_i, b_f, b_z),
                "y_tm1": (R_i, R_f, R_z),
            },
        ]
    if variant == "NIAF":
        return [
            {
                "x_t": (W_i, W_f, W_o, W_z),
                "": (b_i, b_f, b_o, b_z),
                "y_tm1": (R_i, R_f, R_o, R_z),
            },
        ]
    if variant == "NOAF":
        return [
            {
                "x_t": (W_i, W_f, W_o, W_z),
                "": (b_i, b_f, b_o, b_z),
                "y_tm1": (R_i, R_f, R_o, R_z),
            },
        ]
    if variant == "CIFG":
        return [
            {
                "x_t": (W_z, W_i, W_o),
                "": (b_z, b_i, b_o),
                "y_tm1": (R_z, R_i, R_o),
            },
        ]
    if variant == "NP":
        return [
            {
                "x_t": (W_i, W_f, W_o, W_z),
                "": (b_i, b_f, b_o, b_z),
                "y_tm1": (R_i, R_f, R_o, R_z),
            },
        ]
    return [
        {
            "x_t": (W_z, W_i, W_f, W_o),
            "": (b_z, b_i, b_f, b_o),
            "y_tm1": (R_z, R_i, R_f, R_o),
            "i_tm1": (None, R_ii, R_if, R_io),
            "f_tm1": (None, R_fi, R_ff, R_fo),
            "o_tm1": (None, R_oi, R_of, R_oo),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array,
    R_from_f: Array,
    R_from_o: Array,
    *,
    variant: str,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[(variant,)],
        sizes,
        sizes.dtype,
        weights(W, R, b, p, R_from_i, R_from_f, R_from_o, variant),
        columns={"p": split(p, 3)},
        numbers={"one": 1},
    )


def prepare(
    W: Array,
    R: Array,
    b: Array,
    p: Array,
    R_from_i: Array | None = None,
    R_from_f: Array | None = None,
    R_from_o: Array | None = None,
    *,
    variant: str = "V",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
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
    callable
        a function of sequences, initial_state: what `lstm` returns

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
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(96),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.greff2015 import VARIANTS, LSTMResult, lstm

    sizes = Sizes()
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
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, W, R, b, p, R_from_i, R_from_f, R_from_o, variant=variant)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(sequences: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            y_0, c_0 = several("initial_state", initial_state, 2)
            y_0 = sizes.floating("initial_state[0]", y_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                sequences,
                W,
                R,
                b,
                p,
                R_from_i if variant == "FGR" else None,
                R_from_f if variant == "FGR" else None,
                R_from_o if variant == "FGR" else None,
                initial_state=initial_state,
                variant=variant,
            )
        initial = None if initial_state is None else (y_0, c_0)
        return LSTMResult(*packed(sequences, initial))

    return call
