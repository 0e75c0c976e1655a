"""The LSTM cells of Flax: gradients.

Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
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
from lstm_numpy.flax_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    inputs: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    input_kernel: Array
    """of the weights of the input, shape (input_dim, 4*features)"""

    hidden_kernel: Array
    """of the hidden weights, shape (features, 4*features)"""

    hidden_bias: Array
    """of the hidden bias, shape (4*features,)"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, features)"""


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
        tanh(g_t, g_t)  # cell-input
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
    activation_fn = function["activation_fn"]
    gate_fn = function["gate_fn"]
    activation_fn_slope = slopes["activation_fn"]
    gate_fn_slope = slopes["gate_fn"]
    z_i, z_f, z_g, z_o = chunk.sums(0)  # sum-z-i, sum-z-f, sum-z-g, sum-z-o
    i_t = chunk.gate(gate_fn, z_i)  # input-gate
    f_t = chunk.gate(gate_fn, z_f)  # forget-gate
    g_t = chunk.gate(activation_fn, z_g)  # cell-input
    o_t = chunk.gate(gate_fn, z_o)  # output-gate
    activation_fn_c_t = activation_fn(c_t)  # hidden-state-part-1
    activation_fn_c_t_by_c_t = activation_fn_slope(c_t, activation_fn_c_t)
    o_t_by_z_o = gate_fn_slope(z_o, o_t)
    g_t_by_z_g = activation_fn_slope(z_g, g_t)
    f_t_by_z_f = gate_fn_slope(z_f, f_t)
    i_t_by_z_i = gate_fn_slope(z_i, i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = g_t * i_t_by_z_i
    slope[:, 1] = c_tm1 * f_t_by_z_f
    slope[:, 2] = i_t * g_t_by_z_g
    slope[:, 3] = activation_fn_c_t * o_t_by_z_o
    h_t_by_c_t = o_t * activation_fn_c_t_by_c_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_c_t: Array, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_h_t * h_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-g
        d_c_tm1 = d_c_t * f_t[t]  # gradient-c-tm1
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = from_h_tm1  # gradient-h-tm1
        return d_c_tm1, d_h_tm1

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
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
) -> tuple[Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-input-kernel
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-hidden-kernel
        joined(products[0]["h_tm1"], 0, 1, 2, 3),
        # gradient-hidden-bias
        joined(products[0][""], 0, 1, 2, 3)[0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    inputs: Array,
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
    *,
    outputs: Array | None = None,
    carry_c: Array | None = None,
    carry_h: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
    gate_fn: Activation = "sigmoid",
    activation_fn: Activation = "tanh",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through the LSTM cells of Flax.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*features)
        weights of the input; one block for each gate, in the order i, f, g, o
    hidden_kernel : array, shape (features, 4*features)
        hidden weights; one block for each gate, in the order i, f, g, o
    hidden_bias : array, shape (4*features,)
        hidden bias; one block for each gate, in the order i, f, g, o
    outputs : array or None, shape (batch, timesteps, features)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    carry_c : array or None, shape (batch, features)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    carry_h : array or None, shape (batch, features)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, features)
        the states before the first timestep
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    gate_fn : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    activation_fn : str, callable or None
        activation of the cell input and the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity
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
    inputs : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    input_kernel : Array
        of the weights of the input, shape (input_dim, 4*features)
    hidden_kernel : Array
        of the hidden weights, shape (features, 4*features)
    hidden_bias : Array
        of the hidden bias, shape (4*features,)
    initial_state : tuple[Array, Array]
        of the initial states: each (batch, features)

    Raises
    ------
    TypeError
        the common type of all arrays is neither float32 nor float64, a mask is not of booleans
    ValueError
        a shape does not fit, an option is unknown, an activation's derivative is not known

    Notes
    -----
    Derived from the equations, backwards through time. Results have NumPy's common type of all
    arrays that are given. Of the forward pass are kept, for each timestep and example, c_t, h_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: Flax, flax/linen/recurrent.py, LSTMCell and
    OptimizedLSTMCell.

    Examples
    --------
    >>> found = lstm_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     outputs=np.ones((4, 28, 32)),
    ... )
    >>> found.inputs.shape
    (4, 28, 10)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*features")
    hidden_kernel = sizes.floating("hidden_kernel", hidden_kernel, "features 4*features")
    hidden_bias = sizes.floating("hidden_bias", hidden_bias, "4*features")
    gate_fn = elementwise("gate_fn", gate_fn)
    activation_fn = elementwise("activation_fn", activation_fn)
    if initial_state is not None:
        c_0, h_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch features")
        h_0 = sizes.floating("initial_state[1]", h_0, "batch features")
    choice("go_backwards", go_backwards, (False, True))
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps features")
    if carry_c is not None:
        carry_c = sizes.floating("carry_c", carry_c, "batch features")
    if carry_h is not None:
        carry_h = sizes.floating("carry_h", carry_h, "batch features")
    checked("inputs", sizes.dtype)
    packed = layer(
        sizes,
        input_kernel,
        hidden_kernel,
        hidden_bias,
        go_backwards=go_backwards,
        gate_fn=gate_fn,
        activation_fn=activation_fn,
    )
    initial = None if initial_state is None else (c_0, h_0)
    states = {"c_tm1": carry_c, "h_tm1": carry_h}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(input_kernel, hidden_kernel, hidden_bias),
            functions={"gate_fn": gate_fn, "activation_fn": activation_fn},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(inputs, initial, None, outputs, states)
        of = unpacked(found.products, found.beside, input_kernel, hidden_kernel, hidden_bias)
    else:  # another engine
        found, of = packed(
            inputs,
            initial,
            None,
            outputs,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_input_kernel = of[0]
    d_hidden_kernel = of[1]
    d_hidden_bias = of[2]
    return LSTMGradients(
        found.sequences,
        d_input_kernel,
        d_hidden_kernel,
        d_hidden_bias,
        (found.states[0], found.states[1]),
    )
