"""The LSTM of Keras, for speed.

Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, multiply, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.keras import LSTMResult


def step_defaults(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
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
        tanh(g_t, g_t)  # candidate
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # hidden-state
        divide(g_t, o_t, h_t)  # hidden-state

    return step


def step_any(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep."""
    i_t, f_t, o_t, g_t, _ = blocks
    i_f_o = blocks[0:3]
    i_f = blocks[0:2]
    g_c = blocks[3:5]
    c_t = array["c_t"]
    h_t = array["h_t"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        i_f_o[:] = recurrent_activation(i_f_o)  # input-gate, forget-gate, output-gate
        g_t[:] = activation(g_t)  # candidate
        multiply(i_f, g_c, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        g_t[:] = activation(c_t)  # hidden-state
        multiply(o_t, g_t, h_t)  # hidden-state

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
                steps=(step_defaults,),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
            (False, False): Form(
                steps=(step_any,),
            ),
        },
    ),
}


def weights(kernel: Array, recurrent_kernel: Array, bias: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_f, W_c, W_o = split(kernel, 4)
    U_i, U_f, U_c, U_o = split(recurrent_kernel, 4)
    b_i, b_f, b_c, b_o = split(bias, 4)
    return [
        {
            "x_t": (W_i, W_f, W_o, W_c),
            "": (b_i, b_f, b_o, b_c),
            "h_tm1": (U_i, U_f, U_o, U_c),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    masked_output: str,
    go_backwards: bool,
    return_sequences: bool,
    activation: Function,
    recurrent_activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(kernel, recurrent_kernel, bias),
        numbers={"one": 1},
        functions={"activation": activation, "recurrent_activation": recurrent_activation},
        defaults=activation is BY_NAME["tanh"] and recurrent_activation is BY_NAME["sigmoid"],
        backwards=go_backwards,
        every=return_sequences,
        masked_output=masked_output,
    )


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    masked_output : one of "previous", "state", "zero"
        what is output at a masked timestep; "previous": the output emitted one timestep before,
        zeros before the first; "state": the hidden state, which the masked step has kept; "zero":
        zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    activation : str, callable or None
        activation of the candidate and of the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
    recurrent_activation : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    callable
        a function of sequences, initial_state, mask: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).lstm_output.shape
    (4, 28, 32)
    """
    from lstm_numpy.keras import LSTMResult, lstm

    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            recurrent_kernel,
            bias,
            masked_output=masked_output,
            go_backwards=go_backwards,
            return_sequences=return_sequences,
            activation=activation,
            recurrent_activation=recurrent_activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        sequences: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LSTMResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if mask is not None:
            mask = sizes.boolean("mask", mask, "batch timesteps")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                sequences,
                kernel,
                recurrent_kernel,
                bias,
                initial_state=initial_state,
                mask=mask,
                masked_output=masked_output,
                go_backwards=go_backwards,
                return_sequences=return_sequences,
                activation=activation,
                recurrent_activation=recurrent_activation,
            )
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(sequences, initial, mask))

    return call
