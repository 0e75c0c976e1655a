"""The LSTM of Keras: gradients.

Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import add, divide, dot, exp, multiply, tanh

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.backward import (
    After,
    Back,
    Chunk,
    Gradients,
    KeepingStep,
    Products,
    Reverse,
    Slope,
    checked,
    joined,
)
from lstm_numpy.engine import Function, Layer
from lstm_numpy.keras_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, shape (input_dim, 4*units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, shape (units, 4*units)"""

    bias: Array | None
    """of the bias, shape (4*units,); None without it"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def keep_defaults(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> KeepingStep:
    """One timestep; i_t, f_t and o_t begin as their sums, negated."""
    i_t, f_t, o_t, g_t, _ = blocks
    i_f_o = blocks[0:3]
    i_f_o_g = blocks[0:4]
    g_c = blocks[3:5]
    i_f = blocks[0:2]
    c_t = array["c_t"]
    h_t = array["h_t"]
    one = array["one"]

    def step(kept: Array) -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(g_t, g_t)  # candidate
        kept[...] = i_f_o_g
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # hidden-state
        divide(g_t, o_t, h_t)  # hidden-state

    return step


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    activation = function["activation"]
    recurrent_activation = function["recurrent_activation"]
    activation_slope = slopes["activation"]
    recurrent_activation_slope = slopes["recurrent_activation"]
    z_i, z_f, z_c, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-c, sum-z-o
    i_t = chunk.gate(recurrent_activation, z_i)  # input-gate
    f_t = chunk.gate(recurrent_activation, z_f)  # forget-gate
    g_t = chunk.gate(activation, z_c)  # candidate
    o_t = chunk.gate(recurrent_activation, z_o)  # output-gate
    activation_c_t = activation(c_t)  # hidden-state-part-1
    activation_c_t_by_c_t = activation_slope(c_t, activation_c_t)
    o_t_by_z_o = recurrent_activation_slope(z_o, o_t)
    g_t_by_z_c = activation_slope(z_c, g_t)
    f_t_by_z_f = recurrent_activation_slope(z_f, f_t)
    i_t_by_z_i = recurrent_activation_slope(z_i, i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = g_t * i_t_by_z_i
    slope[:, 1] = c_tm1 * f_t_by_z_f
    slope[:, 2] = i_t * g_t_by_z_c
    slope[:, 3] = activation_c_t * o_t_by_z_o
    h_t_by_c_t = o_t * activation_c_t_by_c_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-c
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        return d_h_tm1, d_c_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 1, 3, 2),),
        reads=(("h_tm1",),),
        backwards=backwards,
        keeps={
            (True, False): keep_defaults,
        },
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
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-recurrent-kernel
        joined(products[0]["h_tm1"], 0, 1, 2, 3),
        # gradient-bias
        joined(products[0][""], 0, 1, 2, 3)[0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    lstm_output: Array | None = None,
    state_h: Array | None = None,
    state_c: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LSTM of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    lstm_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
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
        activation of the candidate and of the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
    recurrent_activation : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
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
    LSTMGradients
    sequences : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    kernel : Array
        of the weights of the input, shape (input_dim, 4*units)
    recurrent_kernel : Array
        of the weights of the hidden state, shape (units, 4*units)
    bias : Array | None
        of the bias, shape (4*units,); None without it
    initial_state : tuple[Array, Array]
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t, c_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call
    and RNN.call; Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call, and
    keras/src/backend/*/rnn.py; S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural
    Computation 9, 1997; F. Gers, J. Schmidhuber and F. Cummins, "Learning to Forget: Continual
    Prediction with LSTM", Neural Computation 12, 2000.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     lstm_output=np.ones((4, 28, 32)),
    ... )
    >>> found.sequences.shape
    (4, 28, 10)
    """
    has_bias = bias is not None
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    if lstm_output is not None:
        wanted = "batch timesteps units" if return_sequences else "batch units"
        lstm_output = sizes.floating("lstm_output", lstm_output, wanted)
    if state_h is not None:
        state_h = sizes.floating("state_h", state_h, "batch units")
    if state_c is not None:
        state_c = sizes.floating("state_c", state_c, "batch units")
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
        recurrent_activation=recurrent_activation,
    )
    initial = None if initial_state is None else (h_0, c_0)
    states = {"h_tm1": state_h, "c_tm1": state_c}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(kernel, recurrent_kernel, bias),
            functions={"activation": activation, "recurrent_activation": recurrent_activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(sequences, initial, mask, lstm_output, states)
        of = unpacked(found.products, found.beside, kernel, recurrent_kernel, bias)
    else:  # another engine
        found, of = packed(
            sequences,
            initial,
            mask,
            lstm_output,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_kernel = of[0]
    d_recurrent_kernel = of[1]
    d_bias = of[2] if has_bias else None
    return LSTMGradients(
        found.sequences,
        d_kernel,
        d_recurrent_kernel,
        d_bias,
        (found.states[0], found.states[1]),
    )
