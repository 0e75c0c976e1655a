"""BasicLSTMCell of TensorFlow 1, for speed.

Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.tensorflow1_basic_cell import LSTMResult


def step_defaults(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, j_t, _ = blocks
    i_f_o = blocks[0:3]
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    m_t = array["m_t"]
    one = array["one"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(j_t, j_t)  # new-input
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, j_t)  # output
        divide(j_t, o_t, m_t)  # output

    return step


def step_any(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, j_t, _ = blocks
    i_f_o = blocks[0:3]
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    m_t = array["m_t"]
    one = array["one"]
    activation = function["activation"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        j_t[:] = activation(j_t)  # new-input
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        j_t[:] = activation(c_t)  # output
        divide(j_t, o_t, m_t)  # output

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_t", "f_t", "o_t", "j_t"),
                "units",
                {"x_t": "input_dim", "": "", "m_tm1": "units"},
            ),
        ),
        states=(State("c_tm1", "c_t", "units"), State("m_tm1", "m_t", "units")),
        beside=("c_tm1",),
        emitted="m_tm1",
        results=("", "c_tm1", "m_tm1"),
        forms={
            (True, False): Form(
                steps=(step_defaults,),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
            (False, False): Form(
                steps=(step_any,),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
        },
    ),
}


def weights(
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    forget_bias: float,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_j, W_f, W_o = split(input_kernel, 4)
    U_i, U_j, U_f, U_o = split(recurrent_kernel, 4)
    b_i, b_j, b_f, b_o = split(bias, 4)
    return [
        {
            "x_t": (W_i, W_f, W_o, W_j),
            "": (b_i, b_f + forget_bias, b_o, b_j),
            "m_tm1": (U_i, U_f, U_o, U_j),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    forget_bias: float,
    activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(input_kernel, recurrent_kernel, bias, forget_bias),
        numbers={"one": 1},
        functions={"activation": activation},
        defaults=activation is BY_NAME["tanh"],
    )


def prepare(
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    *,
    forget_bias: float = 1.0,
    activation: Activation = "tanh",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    forget_bias : float
        addition to the bias of the forget gate
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    callable
        a function of inputs, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an activation is unknown

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
    from lstm_numpy.tensorflow1_basic_cell import LSTMResult, lstm

    sizes = Sizes()
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            bias,
            forget_bias=forget_bias,
            activation=activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(inputs: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
        if initial_state is not None:
            c_0, m_0 = several("initial_state", initial_state, 2)
            c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
            m_0 = sizes.floating("initial_state[1]", m_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                inputs,
                input_kernel,
                recurrent_kernel,
                bias,
                initial_state=initial_state,
                forget_bias=forget_bias,
                activation=activation,
            )
        initial = None if initial_state is None else (c_0, m_0)
        return LSTMResult(*packed(inputs, initial))

    return call
