"""The LSTM of PyTorch, for speed.

Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
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
    from lstm_numpy.pytorch_layer import LayerResult


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
        tanh(g_t, g_t)  # cell-gate
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
                "hidden_size",
                {"x_t": "input_size", "": "", "h_tm1": "hidden_size"},
            ),
        ),
        states=(State("h_tm1", "h_t", "hidden_size"), State("c_tm1", "c_t", "hidden_size")),
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


def weights(
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array,
    bias_hh: Array,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_ii, W_if, W_ig, W_io = split(weight_ih.T, 4)
    W_hi, W_hf, W_hg, W_ho = split(weight_hh.T, 4)
    b_ii, b_if, b_ig, b_io = split(bias_ih, 4)
    b_hi, b_hf, b_hg, b_ho = split(bias_hh, 4)
    return [
        {
            "x_t": (W_ii, W_if, W_io, W_ig),
            "": (b_ii + b_hi, b_if + b_hf, b_io + b_ho, b_ig + b_hg),
            "h_tm1": (W_hi, W_hf, W_ho, W_hg),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array,
    bias_hh: Array,
    *,
    go_backwards: bool,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(weight_ih, weight_hh, bias_ih, bias_hh),
        numbers={"one": 1},
        backwards=go_backwards,
        masked_output="zero",
    )


def prepare(
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array | None = None,
    bias_hh: Array | None = None,
    *,
    go_backwards: bool = False,
) -> Callable[..., "LayerResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, hidden_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    bias_ih : array or None, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o; None: zeros
    bias_hh : array or None, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o; None: zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing

    Returns
    -------
    callable
        a function of input, initial_state, mask: what `lstm_layer` returns

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
    ... )
    >>> layer(np.zeros((4, 28, 10))).output.shape
    (4, 28, 32)
    """
    from lstm_numpy.pytorch_layer import LayerResult, lstm_layer

    sizes = Sizes()
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size hidden_size")
    if bias_ih is None:
        bias_ih = sizes.zeros("4*hidden_size")  # no-input-bias
    else:
        bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    if bias_hh is None:
        bias_hh = sizes.zeros("4*hidden_size")  # no-hidden-bias
    else:
        bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    choice("go_backwards", go_backwards, (False, True))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(sizes, weight_ih, weight_hh, bias_ih, bias_hh, go_backwards=go_backwards)

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        input: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LayerResult:
        sizes = known.further()
        input = sizes.floating("input", input, "batch timesteps input_size")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch hidden_size")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch hidden_size")
        if mask is not None:
            mask = sizes.boolean("mask", mask, "batch timesteps")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm_layer(
                input,
                weight_ih,
                weight_hh,
                bias_ih,
                bias_hh,
                initial_state=initial_state,
                mask=mask,
                go_backwards=go_backwards,
            )
        initial = None if initial_state is None else (h_0, c_0)
        return LayerResult(*packed(input, initial, mask))

    return call
