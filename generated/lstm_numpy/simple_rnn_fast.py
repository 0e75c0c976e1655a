"""The SimpleRNN of Keras, for speed.

Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.simple_rnn import SimpleRNNResult


def step_defaults(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    (z_h,) = blocks
    h_t = array["h_t"]

    def step() -> None:
        tanh(z_h, h_t)  # hidden-state

    return step


def step_any(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep."""
    (z_h,) = blocks
    h_t = array["h_t"]
    activation = function["activation"]

    def step() -> None:
        h_t[:] = activation(z_h)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(Stage(("z_h",), "units", {"x_t": "input_dim", "": "", "h_tm1": "units"}),),
        states=(State("h_tm1", "h_t", "units"),),
        beside=(),
        emitted="h_tm1",
        results=("", "h_tm1"),
        forms={
            (True, False): Form(
                steps=(step_defaults,),
            ),
            (False, False): Form(
                steps=(step_any,),
            ),
        },
    ),
}


def weights(kernel: Array, recurrent_kernel: Array, bias: Array) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_h = kernel
    U_h = recurrent_kernel
    b_h = bias
    return [
        {
            "x_t": (W_h,),
            "": (b_h,),
            "h_tm1": (U_h,),
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
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(kernel, recurrent_kernel, bias),
        functions={"activation": activation},
        defaults=activation is BY_NAME["tanh"],
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
) -> Callable[..., "SimpleRNNResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, units)
        weights of the input
    recurrent_kernel : array, shape (units, units)
        weights of the hidden state
    bias : array or None, shape (units,)
        bias; None: zeros
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
        activation of the hidden state: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    callable
        a function of sequences, initial_state, mask: what `simple_rnn` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 32)),
    ...     np.zeros((32, 32)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).rnn_output.shape
    (4, 28, 32)
    """
    from lstm_numpy.simple_rnn import SimpleRNNResult, simple_rnn

    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)
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
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(
        sequences: Array,
        *,
        initial_state: Array | None = None,
        mask: Array | None = None,
    ) -> SimpleRNNResult:
        sizes = known.further()
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if initial_state is not None:
            h_0 = sizes.floating("initial_state", initial_state, "batch units")
        if mask is not None:
            mask = sizes.boolean("mask", mask, "batch timesteps")
        if packed is None or sizes.dtype != packed.dtype:
            return simple_rnn(
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
            )
        initial = None if initial_state is None else (h_0,)
        return SimpleRNNResult(*packed(sequences, initial, mask))

    return call
