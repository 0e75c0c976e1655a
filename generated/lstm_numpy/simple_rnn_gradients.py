"""The SimpleRNN of Keras: gradients.

Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise
from lstm_numpy.arrays import Array
from lstm_numpy.backward import After, Back, Chunk, Gradients, Products, Reverse, Slope, checked
from lstm_numpy.engine import Function, Layer
from lstm_numpy.simple_rnn_fast import layer, weights


class SimpleRNNGradients(NamedTuple):
    """What `simple_rnn_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, shape (input_dim, units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, shape (units, units)"""

    bias: Array | None
    """of the bias, shape (units,); None without it"""

    initial_state: tuple[Array]
    """of the initial states: each (batch, units)"""


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    h_t = chunk.array["h_t"]
    activation_slope = slopes["activation"]
    (z_h,) = chunk.sums(0)  # sum-z-h
    h_t_by_z_h = activation_slope(z_h, h_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = h_t_by_z_h
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 0], delta[t, 0])  # gradient-z-h
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        return (d_h_tm1,)

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0,),),
        reads=(("h_tm1",),),
        backwards=backwards,
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
) -> tuple[Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-kernel
        products[0]["x_t"][:, 0],
        # gradient-recurrent-kernel
        products[0]["h_tm1"][:, 0],
        # gradient-bias
        products[0][""][0, 0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def simple_rnn_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    rnn_output: Array | None = None,
    state_h: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> SimpleRNNGradients:
    """Gradients of the loss through the SimpleRNN of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, units)
        weights of the input
    recurrent_kernel : array, shape (units, units)
        weights of the hidden state
    bias : array or None, shape (units,)
        bias; None: zeros
    rnn_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `simple_rnn` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `simple_rnn` returns under this name; None: zeros
    initial_state : array or None, shape (batch, units)
        the states before the first timestep
    mask : array or None, shape (batch, timesteps)
        which timesteps count; all of them when absent
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
    at_kink : str or None
        the framework whose derivative is taken where an activation has none, a name in
        lstm_numpy.kinks.CONVENTIONS; None: that of the branch of the formula that holds there
    truncation : int or None
        timesteps of a piece; no gradient passes from one piece to another; None: no pieces
    checkpoints : int or None
        number of segments that the timesteps are divided into: states are kept for one at a time
        and computed again for the others, which changes no bit; None: all are kept

    Returns
    -------
    SimpleRNNGradients
    sequences : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    kernel : Array
        of the weights of the input, shape (input_dim, units)
    recurrent_kernel : Array
        of the weights of the hidden state, shape (units, units)
    bias : Array | None
        of the bias, shape (units,); None without it
    initial_state : tuple[Array]
        of the initial states: each (batch, units)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t and 1
    sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py;
    Keras 2.2.4, keras/layers/recurrent.py, SimpleRNNCell.

    Examples
    --------
    >>> found = simple_rnn_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 32)),
    ...     np.zeros((32, 32)),
    ...     rnn_output=np.ones((4, 28, 32)),
    ... )
    >>> found.sequences.shape
    (4, 28, 10)
    """
    has_bias = bias is not None
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units units")
    if bias is None:
        bias = sizes.zeros("units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    if rnn_output is not None:
        wanted = "batch timesteps units" if return_sequences else "batch units"
        rnn_output = sizes.floating("rnn_output", rnn_output, wanted)
    if state_h is not None:
        state_h = sizes.floating("state_h", state_h, "batch units")
    checked("sequences", sizes.dtype)
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
    initial = None if initial_state is None else (h_0,)
    states = {"h_tm1": state_h}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(kernel, recurrent_kernel, bias),
            functions={"activation": activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(sequences, initial, mask, rnn_output, states)
        of = unpacked(found.products, found.beside, kernel, recurrent_kernel, bias)
    else:  # another engine
        found, of = packed(
            sequences,
            initial,
            mask,
            rnn_output,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_kernel = of[0]
    d_recurrent_kernel = of[1]
    d_bias = of[2] if has_bias else None
    return SimpleRNNGradients(
        found.sequences,
        d_kernel,
        d_recurrent_kernel,
        d_bias,
        (found.states[0],),
    )
