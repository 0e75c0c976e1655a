"""The GRU of Keras, for speed.

Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, multiply, subtract, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, two_rows
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.gru import GRUResult


def step_defaults_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; z_t and r_t begin as their sums, negated."""
    z_t, r_t, z_h, z_h_ = blocks
    z_r = blocks[0:2]
    h_tm1 = array["h_tm1"]
    h_t = array["h_t"]
    one = array["one"]

    def step() -> None:
        exp(z_r, z_r)  # update-gate, reset-gate
        add(one, z_r, z_r)  # update-gate, reset-gate
        divide(one, z_t, z_t)  # update-gate
        divide(z_h_, r_t, r_t)  # candidate-reset-after
        add(z_h, r_t, z_h)  # candidate-reset-after
        tanh(z_h, z_h)  # candidate-reset-after
        multiply(z_t, h_tm1, z_h_)  # hidden-state
        subtract(one, z_t, z_t)  # hidden-state
        multiply(z_t, z_h, z_t)  # hidden-state
        add(z_h_, z_t, h_t)  # hidden-state

    return step


def step_any_true(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    z_t, r_t, z_h, z_h_ = blocks
    z_r = blocks[0:2]
    h_tm1 = array["h_tm1"]
    h_t = array["h_t"]
    one = array["one"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        z_r[:] = recurrent_activation(z_r)  # update-gate, reset-gate
        multiply(r_t, z_h_, r_t)  # candidate-reset-after
        add(z_h, r_t, z_h)  # candidate-reset-after
        z_h[:] = activation(z_h)  # candidate-reset-after
        multiply(z_t, h_tm1, z_h_)  # hidden-state
        subtract(one, z_t, z_t)  # hidden-state
        multiply(z_t, z_h, z_t)  # hidden-state
        add(z_h_, z_t, h_t)  # hidden-state

    return step


def step_defaults_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep; z_t and r_t begin as their sums, negated."""
    z_t, r_t, _ = blocks
    z_r = blocks[0:2]
    h_tm1 = array["h_tm1"]
    v_1 = array["v_1"]
    one = array["one"]

    def step() -> None:
        exp(z_r, z_r)  # update-gate-reset-before, reset-gate-reset-before
        add(one, z_r, z_r)  # update-gate-reset-before, reset-gate-reset-before
        divide(one, z_t, z_t)  # update-gate-reset-before
        divide(h_tm1, r_t, v_1)  # candidate-reset-before-v_1

    return step


def step_defaults_false_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_t, r_t, z_h = blocks
    z_h_ = array["z_h_"]
    h_tm1 = array["h_tm1"]
    h_t = array["h_t"]
    one = array["one"]

    def step() -> None:
        add(z_h, z_h_, z_h)  # candidate-reset-before
        tanh(z_h, z_h)  # candidate-reset-before
        multiply(z_t, h_tm1, r_t)  # hidden-state
        subtract(one, z_t, z_t)  # hidden-state
        multiply(z_t, z_h, z_t)  # hidden-state
        add(r_t, z_t, h_t)  # hidden-state

    return step


def step_any_false(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    _, r_t, _ = blocks
    z_r = blocks[0:2]
    h_tm1 = array["h_tm1"]
    v_1 = array["v_1"]
    recurrent_activation = function["recurrent_activation"]

    def step() -> None:
        z_r[:] = recurrent_activation(z_r)  # update-gate-reset-before, reset-gate-reset-before
        multiply(r_t, h_tm1, v_1)  # candidate-reset-before-v_1

    return step


def step_any_false_2(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """Stage 2 of one timestep."""
    z_t, r_t, z_h = blocks
    z_h_ = array["z_h_"]
    h_tm1 = array["h_tm1"]
    h_t = array["h_t"]
    one = array["one"]
    activation = function["activation"]

    def step() -> None:
        add(z_h, z_h_, z_h)  # candidate-reset-before
        z_h[:] = activation(z_h)  # candidate-reset-before
        multiply(z_t, h_tm1, r_t)  # hidden-state
        subtract(one, z_t, z_t)  # hidden-state
        multiply(z_t, z_h, z_t)  # hidden-state
        add(r_t, z_t, h_t)  # hidden-state

    return step


BODIES = {
    (True,): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("z_t", "r_t", "z_h", "z_h_"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(State("h_tm1", "h_t", "units"),),
        beside=(),
        emitted="h_tm1",
        results=("", "h_tm1"),
        forms={
            (True, False): Form(
                steps=(step_defaults_true,),
                negated=frozenset(("r_t", "z_t")),
            ),
            (False, False): Form(
                steps=(step_any_true,),
            ),
        },
    ),
    (False,): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(("z_t", "r_t", "z_h"), "units", {"x_t": "input_dim", "": "", "h_tm1": "units"}),
            Stage(("z_h_",), "units", {"v_1": "units"}),
        ),
        states=(State("h_tm1", "h_t", "units"),),
        beside=(),
        emitted="h_tm1",
        results=("", "h_tm1"),
        forms={
            (True, False): Form(
                steps=(step_defaults_false, step_defaults_false_2),
                negated=frozenset(("r_t", "z_t")),
            ),
            (False, False): Form(
                steps=(step_any_false, step_any_false_2),
            ),
        },
    ),
}


def weights(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    recurrent_bias: Array,
    reset_after: bool,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_z, W_r, W_h = split(kernel, 3)
    U_z, U_r, U_h = split(recurrent_kernel, 3)
    b_z, b_r, b_h = split(bias, 3)
    d_z, d_r, d_h = split(recurrent_bias, 3)
    if reset_after:
        return [
            {
                "x_t": (W_z, W_r, W_h, None),
                "": (b_z + d_z, b_r + d_r, b_h, d_h),
                "h_tm1": (U_z, U_r, None, U_h),
            },
        ]
    return [
        {
            "x_t": (W_z, W_r, W_h),
            "": (b_z, b_r, b_h),
            "h_tm1": (U_z, U_r, None),
        },
        {
            "v_1": (U_h,),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    recurrent_bias: Array,
    *,
    masked_output: str,
    go_backwards: bool,
    return_sequences: bool,
    reset_after: bool,
    activation: Function,
    recurrent_activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[(reset_after,)],
        sizes,
        sizes.dtype,
        weights(kernel, recurrent_kernel, bias, recurrent_bias, reset_after),
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
    recurrent_bias: Array | None = None,
    *,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    reset_after: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Callable[..., "GRUResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 3*units)
        weights of the input; one block for each gate, in the order z, r, h
    recurrent_kernel : array, shape (units, 3*units)
        weights of the hidden state; one block for each gate, in the order z, r, h
    bias : array or None, shape (3*units,)
        bias; one block for each gate, in the order z, r, h; or two rows, the second of which is
        recurrent_bias; None: zeros
    recurrent_bias : array or None, shape (3*units,)
        bias beside the hidden state, with reset_after; one block for each gate, in the order z, r,
        h; None: zeros
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
    reset_after : one of True, False
        where the reset gate acts; True: after the product with the recurrent weights; False: before
        it
    activation : str, callable or None
        activation of the candidate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    recurrent_activation : str, callable or None
        activation of the two gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    callable
        a function of sequences, initial_state, mask: what `gru` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).gru_output.shape
    (4, 28, 32)
    """
    from lstm_numpy.gru import GRUResult, gru

    bias, recurrent_bias = two_rows("bias", bias, "recurrent_bias", recurrent_bias)
    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 3*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 3*units")
    if bias is None:
        bias = sizes.zeros("3*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "3*units")
    if recurrent_bias is None:
        recurrent_bias = sizes.zeros("3*units")  # no-recurrent-bias
    else:
        choice("reset_after", reset_after, (True,), "recurrent_bias")
        recurrent_bias = sizes.floating("recurrent_bias", recurrent_bias, "3*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    choice("reset_after", reset_after, (True, False))
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            recurrent_kernel,
            bias,
            recurrent_bias,
            masked_output=masked_output,
            go_backwards=go_backwards,
            return_sequences=return_sequences,
            reset_after=reset_after,
            activation=activation,
            recurrent_activation=recurrent_activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        sequences: Array,
        *,
        initial_state: Array | None = None,
        mask: Array | None = None,
    ) -> GRUResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            h_0 = sizes.floating("initial_state", initial_state, "batch units")
        if mask is not None:
            mask = sizes.boolean("mask", mask, "batch timesteps")
        if packed is None or sizes.dtype != packed.dtype:
            return gru(
                sequences,
                kernel,
                recurrent_kernel,
                bias,
                recurrent_bias if reset_after else None,
                initial_state=initial_state,
                mask=mask,
                masked_output=masked_output,
                go_backwards=go_backwards,
                return_sequences=return_sequences,
                reset_after=reset_after,
                activation=activation,
                recurrent_activation=recurrent_activation,
            )
        initial = None if initial_state is None else (h_0,)
        return GRUResult(*packed(sequences, initial, mask))

    return call
