"""LSTMCell of TensorFlow 1 with num_proj, for speed.

Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, copyto, divide, exp, maximum, minimum, multiply, subtract, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.tensorflow1_projection_cell import LSTMResult


def step_defaults_plain(
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
    v_1 = array["v_1"]
    one = array["one"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(j_t, j_t)  # new-input
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, j_t)  # output-v_1
        divide(j_t, o_t, v_1)  # output-v_1

    return step


def step_defaults_plain_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_m_t = array["z_m_t"]
    m_t = array["m_t"]

    def step() -> None:
        copyto(m_t, z_m_t)  # output

    return step


def step_defaults_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, j_t, c_tm1, s_1 = blocks
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    w_i_diag = array["w_i_diag"][0]
    w_f_diag = array["w_f_diag"][0]
    c_t = array["c_t"]
    w_o_diag = array["w_o_diag"][0]
    v_1 = array["v_1"]
    one = array["one"]
    minus_cell_clip = array["minus_cell_clip"]
    cell_clip = array["cell_clip"]

    def step() -> None:
        multiply(w_i_diag, c_tm1, s_1)  # input-gate
        subtract(i_t, s_1, i_t)  # input-gate
        exp(i_t, i_t)  # input-gate
        add(one, i_t, i_t)  # input-gate
        tanh(j_t, j_t)  # new-input
        multiply(w_f_diag, c_tm1, s_1)  # forget-gate
        subtract(f_t, s_1, f_t)  # forget-gate
        exp(f_t, f_t)  # forget-gate
        add(one, f_t, f_t)  # forget-gate
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, f_t)  # cell-state
        maximum(f_t, minus_cell_clip, out=f_t)  # cell-state
        minimum(f_t, cell_clip, out=c_t)  # cell-state
        multiply(w_o_diag, c_t, s_1)  # output-gate
        subtract(o_t, s_1, o_t)  # output-gate
        exp(o_t, o_t)  # output-gate
        add(one, o_t, o_t)  # output-gate
        tanh(c_t, j_t)  # output-v_1
        divide(j_t, o_t, v_1)  # output-v_1

    return step


def step_defaults_full_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_m_t = array["z_m_t"]
    m_t = array["m_t"]
    minus_proj_clip = array["minus_proj_clip"]
    proj_clip = array["proj_clip"]

    def step() -> None:
        maximum(z_m_t, minus_proj_clip, out=z_m_t)  # output
        minimum(z_m_t, proj_clip, out=m_t)  # output

    return step


def step_any_plain(
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
    v_1 = array["v_1"]
    one = array["one"]
    activation = function["activation"]

    def step() -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        j_t[:] = activation(j_t)  # new-input
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        j_t[:] = activation(c_t)  # output-v_1
        divide(j_t, o_t, v_1)  # output-v_1

    return step


def step_any_plain_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_m_t = array["z_m_t"]
    m_t = array["m_t"]

    def step() -> None:
        copyto(m_t, z_m_t)  # output

    return step


def step_any_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, j_t, c_tm1, s_1 = blocks
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    w_i_diag = array["w_i_diag"][0]
    w_f_diag = array["w_f_diag"][0]
    c_t = array["c_t"]
    w_o_diag = array["w_o_diag"][0]
    v_1 = array["v_1"]
    one = array["one"]
    minus_cell_clip = array["minus_cell_clip"]
    cell_clip = array["cell_clip"]
    activation = function["activation"]

    def step() -> None:
        multiply(w_i_diag, c_tm1, s_1)  # input-gate
        subtract(i_t, s_1, i_t)  # input-gate
        exp(i_t, i_t)  # input-gate
        add(one, i_t, i_t)  # input-gate
        j_t[:] = activation(j_t)  # new-input
        multiply(w_f_diag, c_tm1, s_1)  # forget-gate
        subtract(f_t, s_1, f_t)  # forget-gate
        exp(f_t, f_t)  # forget-gate
        add(one, f_t, f_t)  # forget-gate
        divide(j_c, i_f, i_f)  # cell-state
        add(f_t, i_t, f_t)  # cell-state
        maximum(f_t, minus_cell_clip, out=f_t)  # cell-state
        minimum(f_t, cell_clip, out=c_t)  # cell-state
        multiply(w_o_diag, c_t, s_1)  # output-gate
        subtract(o_t, s_1, o_t)  # output-gate
        exp(o_t, o_t)  # output-gate
        add(one, o_t, o_t)  # output-gate
        j_t[:] = activation(c_t)  # output-v_1
        divide(j_t, o_t, v_1)  # output-v_1

    return step


def step_any_full_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_m_t = array["z_m_t"]
    m_t = array["m_t"]
    minus_proj_clip = array["minus_proj_clip"]
    proj_clip = array["proj_clip"]

    def step() -> None:
        maximum(z_m_t, minus_proj_clip, out=z_m_t)  # output
        minimum(z_m_t, proj_clip, out=m_t)  # output

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_t", "f_t", "o_t", "j_t"),
                "units",
                {"x_t": "input_dim", "": "", "m_tm1": "num_proj"},
            ),
            Stage(("z_m_t",), "num_proj", {"v_1": "units"}),
        ),
        states=(State("c_tm1", "c_t", "units"), State("m_tm1", "m_t", "num_proj")),
        beside=("c_tm1",),
        emitted="m_tm1",
        results=("", "c_tm1", "m_tm1"),
        forms={
            (True, True): Form(
                steps=(step_defaults_plain, step_defaults_plain_2),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
            (True, False): Form(
                steps=(step_defaults_full, step_defaults_full_2),
                negated=frozenset(("f_t", "i_t", "o_t")),
                scratch={"s_1": "units"},
            ),
            (False, True): Form(
                steps=(step_any_plain, step_any_plain_2),
                negated=frozenset(("f_t", "i_t", "o_t")),
            ),
            (False, False): Form(
                steps=(step_any_full, step_any_full_2),
                negated=frozenset(("f_t", "i_t", "o_t")),
                scratch={"s_1": "units"},
            ),
        },
    ),
}


def weights(
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    w_i_diag: Array,
    w_f_diag: Array,
    w_o_diag: Array,
    projection: Array,
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
        {
            "v_1": (projection,),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    w_i_diag: Array,
    w_f_diag: Array,
    w_o_diag: Array,
    projection: Array,
    *,
    forget_bias: float,
    cell_clip: float,
    proj_clip: float,
    activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(
            input_kernel,
            recurrent_kernel,
            bias,
            w_i_diag,
            w_f_diag,
            w_o_diag,
            projection,
            forget_bias,
        ),
        columns={"w_i_diag": [w_i_diag], "w_f_diag": [w_f_diag], "w_o_diag": [w_o_diag]},
        numbers={
            "cell_clip": cell_clip,
            "minus_cell_clip": -cell_clip,
            "minus_proj_clip": -proj_clip,
            "one": 1,
            "proj_clip": proj_clip,
        },
        functions={"activation": activation},
        defaults=activation is BY_NAME["tanh"],
        plain=(
            cell_clip == np.inf
            and proj_clip == np.inf
            and not w_f_diag.any()
            and not w_i_diag.any()
            and not w_o_diag.any()
        ),
    )


def prepare(
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    projection: Array,
    w_i_diag: Array | None = None,
    w_f_diag: Array | None = None,
    w_o_diag: Array | None = None,
    *,
    forget_bias: float = 1.0,
    cell_clip: float = np.inf,
    proj_clip: float = np.inf,
    activation: Activation = "tanh",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (num_proj, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    projection : array, shape (units, num_proj)
        projection of the output
    w_i_diag : array or None, shape (units,)
        peephole of the gate i; None: zeros
    w_f_diag : array or None, shape (units,)
        peephole of the gate f; None: zeros
    w_o_diag : array or None, shape (units,)
        peephole of the gate o; None: zeros
    forget_bias : float
        addition to the bias of the forget gate
    cell_clip : float
        bound on the cell state
    proj_clip : float
        bound on the projected output
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
    ...     np.zeros((5, 128)),
    ...     np.zeros(128),
    ...     np.zeros((32, 5)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 5)
    """
    from lstm_numpy.tensorflow1_projection_cell import LSTMResult, lstm

    sizes = Sizes()
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "num_proj 4*units")
    bias = sizes.floating("bias", bias, "4*units")
    projection = sizes.floating("projection", projection, "units num_proj")
    if w_i_diag is None:
        w_i_diag = sizes.zeros("units")  # no-peephole-i
    else:
        w_i_diag = sizes.floating("w_i_diag", w_i_diag, "units")
    if w_f_diag is None:
        w_f_diag = sizes.zeros("units")  # no-peephole-f
    else:
        w_f_diag = sizes.floating("w_f_diag", w_f_diag, "units")
    if w_o_diag is None:
        w_o_diag = sizes.zeros("units")  # no-peephole-o
    else:
        w_o_diag = sizes.floating("w_o_diag", w_o_diag, "units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)
    cell_clip = number("cell_clip", cell_clip)
    proj_clip = number("proj_clip", proj_clip)
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            bias,
            w_i_diag,
            w_f_diag,
            w_o_diag,
            projection,
            forget_bias=forget_bias,
            cell_clip=cell_clip,
            proj_clip=proj_clip,
            activation=activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(inputs: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
        if initial_state is not None:
            c_0, m_0 = several("initial_state", initial_state, 2)
            c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
            m_0 = sizes.floating("initial_state[1]", m_0, "batch num_proj")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                inputs,
                input_kernel,
                recurrent_kernel,
                bias,
                w_i_diag,
                w_f_diag,
                w_o_diag,
                projection,
                initial_state=initial_state,
                forget_bias=forget_bias,
                cell_clip=cell_clip,
                proj_clip=proj_clip,
                activation=activation,
            )
        initial = None if initial_state is None else (c_0, m_0)
        return LSTMResult(*packed(inputs, initial))

    return call
