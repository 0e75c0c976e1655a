"""LSTMCell of TensorFlow 1: gradients.

Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.backward import (
    After,
    Back,
    Chunk,
    Gradients,
    Products,
    Reverse,
    Slope,
    checked,
    joined,
)
from lstm_numpy.engine import Function, Layer
from lstm_numpy.tensorflow1_cell_fast import layer, weights


class LSTMGradients(NamedTuple):
    """What `lstm_gradients` returns: the gradients of the loss."""

    inputs: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    input_kernel: Array
    """of the rows of the kernel for the input, shape (input_dim, 4*units)"""

    recurrent_kernel: Array
    """of the rows of the kernel for the output, shape (units, 4*units)"""

    bias: Array
    """of the bias, shape (4*units,)"""

    w_i_diag: Array | None
    """of the peephole of the gate i, shape (units,); None without it"""

    w_f_diag: Array | None
    """of the peephole of the gate f, shape (units,); None without it"""

    w_o_diag: Array | None
    """of the peephole of the gate o, shape (units,); None without it"""

    initial_state: tuple[Array, Array]
    """of the initial states: each (batch, units)"""


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    w_i_diag = chunk.fixed["w_i_diag"]
    w_f_diag = chunk.fixed["w_f_diag"]
    w_o_diag = chunk.fixed["w_o_diag"]
    cell_clip = chunk.fixed["cell_clip"]
    activation = function["activation"]
    sigmoid = function["sigmoid"]
    activation_slope = slopes["activation"]
    z_i, z_j, z_f, z_o = chunk.sums(0)  # sum-z-i, sum-z-j, sum-z-f, sum-z-o
    a_i_t = z_i + w_i_diag * c_tm1  # input-gate-part-1
    i_t = sigmoid(a_i_t)  # input-gate
    j_t = activation(z_j)  # new-input
    a_f_t = z_f + w_f_diag * c_tm1  # forget-gate-part-2
    f_t = sigmoid(a_f_t)  # forget-gate
    a_c_t = f_t * c_tm1 + i_t * j_t  # cell-state-part-3
    a_o_t = z_o + w_o_diag * c_t  # output-gate-part-4
    o_t = sigmoid(a_o_t)  # output-gate
    activation_c_t = activation(c_t)  # output-part-5
    o_t_by_a_o_t = o_t * (1 - o_t)
    activation_c_t_by_c_t = activation_slope(c_t, activation_c_t)
    c_t_by_a_c_t = np.where(
        a_c_t <= -cell_clip, 0, np.where(a_c_t < cell_clip, chunk.dtype.type(1), 0)
    )
    c_t_by_a_c_t = chunk.at_bounds(c_t_by_a_c_t, a_c_t, -cell_clip, cell_clip)
    f_t_by_a_f_t = f_t * (1 - f_t)
    i_t_by_a_i_t = i_t * (1 - i_t)
    j_t_by_z_j = activation_slope(z_j, j_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = c_t_by_a_c_t * j_t * i_t_by_a_i_t
    slope[:, 1] = c_t_by_a_c_t * i_t * j_t_by_z_j
    slope[:, 2] = c_t_by_a_c_t * c_tm1 * f_t_by_a_f_t
    slope[:, 3] = activation_c_t * o_t_by_a_o_t
    m_t_by_c_t = o_t * activation_c_t_by_c_t + activation_c_t * o_t_by_a_o_t * w_o_diag
    c_t_by_c_tm1 = (
        c_t_by_a_c_t * f_t
        + c_t_by_a_c_t * c_tm1 * f_t_by_a_f_t * w_f_diag
        + c_t_by_a_c_t * j_t * i_t_by_a_i_t * w_i_diag
    )
    transposed, handed = chunk.products(0)

    def step(t: int, g_c_t: Array, g_m_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_m_t, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + g_m_t * m_t_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-j, gradient-z-f
        d_c_tm1 = d_c_t * c_t_by_c_tm1[t]  # gradient-c-tm1
        from_m_tm1 = dot(transposed, handed[t])
        d_m_tm1 = from_m_tm1  # gradient-m-tm1
        return d_c_tm1, d_m_tm1

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {
            "w_o_diag": (delta[:, 3] * c_t).sum((0, 2)),
            "w_f_diag": (delta[:, 2] * c_tm1).sum((0, 2)),
            "w_i_diag": (delta[:, 0] * c_tm1).sum((0, 2)),
        }

    return step, after


REVERSES = {
    (): Reverse(
        orders=((0, 3, 1, 2),),
        reads=(("m_tm1",),),
        backwards=backwards,
        called=("sigmoid",),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    w_i_diag: Array,
    w_f_diag: Array,
    w_o_diag: Array,
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-input-kernel
        joined(products[0]["x_t"], 0, 1, 2, 3),
        # gradient-recurrent-kernel
        joined(products[0]["m_tm1"], 0, 1, 2, 3),
        # gradient-bias
        joined(products[0][""], 0, 1, 2, 3)[0],
        # gradient-w-i-diag
        beside["w_i_diag"],
        # gradient-w-f-diag
        beside["w_f_diag"],
        # gradient-w-o-diag
        beside["w_o_diag"],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_gradients(
    inputs: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    w_i_diag: Array | None = None,
    w_f_diag: Array | None = None,
    w_o_diag: Array | None = None,
    *,
    outputs: Array | None = None,
    last_c: Array | None = None,
    last_m: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    forget_bias: float = 1.0,
    cell_clip: float = np.inf,
    activation: Activation = "tanh",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LSTMGradients:
    """Gradients of the loss through LSTMCell of TensorFlow 1.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*units)
        rows of the kernel for the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        rows of the kernel for the output; one block for each gate, in the order i, j, f, o
    bias : array, shape (4*units,)
        bias; one block for each gate, in the order i, j, f, o
    w_i_diag : array or None, shape (units,)
        peephole of the gate i; None: zeros
    w_f_diag : array or None, shape (units,)
        peephole of the gate f; None: zeros
    w_o_diag : array or None, shape (units,)
        peephole of the gate o; None: zeros
    outputs : array or None, shape (batch, timesteps, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    last_m : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    forget_bias : float
        addition to the bias of the forget gate
    cell_clip : float
        bound on the cell state
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity
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
        of the rows of the kernel for the input, shape (input_dim, 4*units)
    recurrent_kernel : Array
        of the rows of the kernel for the output, shape (units, 4*units)
    bias : Array
        of the bias, shape (4*units,)
    w_i_diag : Array | None
        of the peephole of the gate i, shape (units,); None without it
    w_f_diag : Array | None
        of the peephole of the gate f, shape (units,); None without it
    w_o_diag : Array | None
        of the peephole of the gate o, shape (units,); None without it
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, c_t, m_t and
    4 sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: TensorFlow 1.13.1,
    tensorflow/python/ops/rnn_cell_impl.py, class LSTMCell.

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
    has_w_i_diag = w_i_diag is not None
    has_w_f_diag = w_f_diag is not None
    has_w_o_diag = w_o_diag is not None
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    bias = sizes.floating("bias", bias, "4*units")
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
    if initial_state is not None:
        c_0, m_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
        m_0 = sizes.floating("initial_state[1]", m_0, "batch units")
    forget_bias = number("forget_bias", forget_bias)
    cell_clip = number("cell_clip", cell_clip)
    if outputs is not None:
        outputs = sizes.floating("outputs", outputs, "batch timesteps units")
    if last_c is not None:
        last_c = sizes.floating("last_c", last_c, "batch units")
    if last_m is not None:
        last_m = sizes.floating("last_m", last_m, "batch units")
    checked("inputs", sizes.dtype)
    packed = layer(
        sizes,
        input_kernel,
        recurrent_kernel,
        bias,
        w_i_diag,
        w_f_diag,
        w_o_diag,
        forget_bias=forget_bias,
        cell_clip=cell_clip,
        activation=activation,
    )
    initial = None if initial_state is None else (c_0, m_0)
    states = {"c_tm1": last_c, "m_tm1": last_m}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(
                input_kernel,
                recurrent_kernel,
                bias,
                w_i_diag,
                w_f_diag,
                w_o_diag,
                forget_bias,
            ),
            fixed={
                "w_i_diag": w_i_diag,
                "w_f_diag": w_f_diag,
                "w_o_diag": w_o_diag,
                "cell_clip": cell_clip,
            },
            functions={"activation": activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(inputs, initial, None, outputs, states)
        of = unpacked(
            found.products,
            found.beside,
            input_kernel,
            recurrent_kernel,
            bias,
            w_i_diag,
            w_f_diag,
            w_o_diag,
        )
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
    d_recurrent_kernel = of[1]
    d_bias = of[2]
    d_w_i_diag = of[3] if has_w_i_diag else None
    d_w_f_diag = of[4] if has_w_f_diag else None
    d_w_o_diag = of[5] if has_w_o_diag else None
    return LSTMGradients(
        found.sequences,
        d_input_kernel,
        d_recurrent_kernel,
        d_bias,
        d_w_i_diag,
        d_w_f_diag,
        d_w_o_diag,
        (found.states[0], found.states[1]),
    )
