"""The LSTM cells of Flax, for speed.

Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
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
    from lstm_numpy.flax import LSTMResult


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
        tanh(g_t, g_t)  # cell-input
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
    gate_fn = function["gate_fn"]
    activation_fn = function["activation_fn"]

    def step() -> None:
        i_f_o[:] = gate_fn(i_f_o)  # input-gate, forget-gate, output-gate
        g_t[:] = activation_fn(g_t)  # cell-input
        multiply(i_f, g_c, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        g_t[:] = activation_fn(c_t)  # hidden-state
        multiply(o_t, g_t, h_t)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_t", "f_t", "o_t", "g_t"),
                "features",
                {"x_t": "input_dim", "": "", "h_tm1": "features"},
            ),
        ),
        states=(State("c_tm1", "c_t", "features"), State("h_tm1", "h_t", "features")),
        beside=("c_tm1",),
        emitted="h_tm1",
        results=("", "c_tm1", "h_tm1"),
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


def weights(
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_ii, W_if, W_ig, W_io = split(input_kernel, 4)
    W_hi, W_hf, W_hg, W_ho = split(hidden_kernel, 4)
    b_hi, b_hf, b_hg, b_ho = split(hidden_bias, 4)
    return [
        {
            "x_t": (W_ii, W_if, W_io, W_ig),
            "": (b_hi, b_hf, b_ho, b_hg),
            "h_tm1": (W_hi, W_hf, W_ho, W_hg),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
    *,
    go_backwards: bool,
    gate_fn: Function,
    activation_fn: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(input_kernel, hidden_kernel, hidden_bias),
        numbers={"one": 1},
        functions={"gate_fn": gate_fn, "activation_fn": activation_fn},
        defaults=gate_fn is BY_NAME["sigmoid"] and activation_fn is BY_NAME["tanh"],
        backwards=go_backwards,
    )


def prepare(
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
    *,
    go_backwards: bool = False,
    gate_fn: Activation = "sigmoid",
    activation_fn: Activation = "tanh",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    input_kernel : array, shape (input_dim, 4*features)
        weights of the input; one block for each gate, in the order i, f, g, o
    hidden_kernel : array, shape (features, 4*features)
        hidden weights; one block for each gate, in the order i, f, g, o
    hidden_bias : array, shape (4*features,)
        hidden bias; one block for each gate, in the order i, f, g, o
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    gate_fn : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    activation_fn : str, callable or None
        activation of the cell input and the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity

    Returns
    -------
    callable
        a function of inputs, initial_state: what `lstm` returns

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
    ...     np.zeros(128),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.flax import LSTMResult, lstm

    sizes = Sizes()
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*features")
    hidden_kernel = sizes.floating("hidden_kernel", hidden_kernel, "features 4*features")
    hidden_bias = sizes.floating("hidden_bias", hidden_bias, "4*features")
    gate_fn = elementwise("gate_fn", gate_fn)
    activation_fn = elementwise("activation_fn", activation_fn)
    choice("go_backwards", go_backwards, (False, True))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            hidden_kernel,
            hidden_bias,
            go_backwards=go_backwards,
            gate_fn=gate_fn,
            activation_fn=activation_fn,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(inputs: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
        if initial_state is not None:
            c_0, h_0 = several("initial_state", initial_state, 2)
            c_0 = sizes.floating("initial_state[0]", c_0, "batch features")
            h_0 = sizes.floating("initial_state[1]", h_0, "batch features")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                inputs,
                input_kernel,
                hidden_kernel,
                hidden_bias,
                initial_state=initial_state,
                go_backwards=go_backwards,
                gate_fn=gate_fn,
                activation_fn=activation_fn,
            )
        initial = None if initial_state is None else (c_0, h_0)
        return LSTMResult(*packed(inputs, initial))

    return call
