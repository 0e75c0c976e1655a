"""The GRU of Keras: gradients.

Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import dot, multiply

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, two_rows
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
from lstm_numpy.gru_fast import layer, weights


class GRUGradients(NamedTuple):
    """What `gru_gradients` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, shape (batch, timesteps, input_dim)"""

    kernel: Array
    """of the weights of the input, shape (input_dim, 3*units)"""

    recurrent_kernel: Array
    """of the weights of the hidden state, shape (units, 3*units)"""

    bias: Array | None
    """of the bias, shape (3*units,); None without it"""

    recurrent_bias: Array | None
    """of the bias beside the hidden state, with reset_after, shape (3*units,); None without it"""

    initial_state: tuple[Array]
    """of the initial states: each (batch, units)"""


def backwards_true(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    h_tm1 = chunk.array["h_tm1"]
    activation = function["activation"]
    recurrent_activation = function["recurrent_activation"]
    activation_slope = slopes["activation"]
    recurrent_activation_slope = slopes["recurrent_activation"]
    z_z, z_r, z_h, z_h_ = chunk.sums(0)  # sum-z-z, sum-z-r, sum-z-h, sum-z-h-
    z_t = recurrent_activation(z_z)  # update-gate
    r_t = recurrent_activation(z_r)  # reset-gate
    a_g_t = z_h + r_t * z_h_  # candidate-reset-after-part-1
    g_t = activation(a_g_t)  # candidate-reset-after
    g_t_by_a_g_t = activation_slope(a_g_t, g_t)
    r_t_by_z_r = recurrent_activation_slope(z_r, r_t)
    z_t_by_z_z = recurrent_activation_slope(z_z, z_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    slope[:, 0] = (h_tm1 - g_t) * z_t_by_z_z
    slope[:, 1] = (1 - z_t) * g_t_by_a_g_t * z_h_ * r_t_by_z_r
    slope[:, 2] = (1 - z_t) * g_t_by_a_g_t
    slope[:, 3] = (1 - z_t) * g_t_by_a_g_t * r_t
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        # gradient-z-z, gradient-z-r, gradient-z-h, gradient-z-h-
        multiply(g_h_t, slope[t], delta[t])
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = g_h_t * z_t[t] + from_h_tm1  # gradient-h-tm1
        return (d_h_tm1,)

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


def backwards_false(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    h_tm1 = chunk.array["h_tm1"]
    activation = function["activation"]
    recurrent_activation = function["recurrent_activation"]
    activation_slope = slopes["activation"]
    recurrent_activation_slope = slopes["recurrent_activation"]
    z_z, z_h, z_r = chunk.sums(0)  # sum-z-z, sum-z-h, sum-z-r
    z_t = recurrent_activation(z_z)  # update-gate-reset-before
    r_t = recurrent_activation(z_r)  # reset-gate-reset-before
    v_1 = r_t * h_tm1  # candidate-reset-before-v_1
    (z_h_,) = chunk.sums(1, v_1)  # sum-z-h-
    a_g_t = z_h + z_h_  # candidate-reset-before-part-1
    g_t = activation(a_g_t)  # candidate-reset-before
    g_t_by_a_g_t = activation_slope(a_g_t, g_t)
    r_t_by_z_r = recurrent_activation_slope(z_r, r_t)
    z_t_by_z_z = recurrent_activation_slope(z_z, z_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    delta_2 = chunk.delta[1]  # deltas
    slope_2 = chunk.slope[1]
    slope[:, 0] = (h_tm1 - g_t) * z_t_by_z_z
    slope[:, 1] = (1 - z_t) * g_t_by_a_g_t
    slope[:, 2] = h_tm1 * r_t_by_z_r
    slope_2[:, 0] = (1 - z_t) * g_t_by_a_g_t
    transposed_2, handed_2 = chunk.products(1)
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        multiply(g_h_t, slope[t, 0:2], delta[t, 0:2])  # gradient-z-z, gradient-z-h
        multiply(g_h_t, slope_2[t, 0], delta_2[t, 0])  # gradient-z-h-
        from_v_1_2 = dot(transposed_2, handed_2[t])
        d_v_1 = from_v_1_2  # gradient-v-1
        multiply(d_v_1, slope[t, 2], delta[t, 2])  # gradient-z-r
        from_h_tm1 = dot(transposed, handed[t])
        d_h_tm1 = g_h_t * z_t[t] + d_v_1 * r_t[t] + from_h_tm1  # gradient-h-tm1
        return (d_h_tm1,)

    def after() -> dict[str, Array]:
        """What no timestep waits for: input and weights outside of products."""
        return {}

    return step, after


REVERSES = {
    (True,): Reverse(
        orders=((0, 1, 2, 3),),
        reads=(("h_tm1",),),
        backwards=backwards_true,
    ),
    (False,): Reverse(
        orders=((0, 2, 1), (0,)),
        reads=(("h_tm1",), ("v_1",)),
        backwards=backwards_false,
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    recurrent_bias: Array,
    reset_after: bool,
) -> tuple[Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    if reset_after:
        return (
            # gradient-kernel
            joined(products[0]["x_t"], 0, 1, 2),
            # gradient-recurrent-kernel
            joined(products[0]["h_tm1"], 0, 1, 3),
            # gradient-bias
            joined(products[0][""], 0, 1, 2)[0],
            # gradient-recurrent-bias
            joined(products[0][""], 0, 1, 3)[0],
        )
    return (
        # gradient-kernel
        joined(products[0]["x_t"], 0, 2, 1),
        # gradient-recurrent-kernel
        np.concatenate(
            [
                products[0]["h_tm1"][:, 0],
                products[0]["h_tm1"][:, 2],
                products[1]["v_1"][:, 0],
            ],
            axis=-1,
        ),
        # gradient-bias
        joined(products[0][""], 0, 2, 1)[0],
        # gradient-recurrent-bias
        np.zeros_like(recurrent_bias),
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def gru_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    gru_output: Array | None = None,
    state_h: Array | None = None,
    initial_state: Array | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    reset_after: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> GRUGradients:
    """Gradients of the loss through the GRU of Keras.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
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
    gru_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `gru` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `gru` returns under this name; None: zeros
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
    reset_after : one of True, False
        where the reset gate acts; True: after the product with the recurrent weights; False: before
        it
    activation : str, callable or None
        activation of the candidate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    recurrent_activation : str, callable or None
        activation of the two gates: a name in lstm_numpy.activations, or a function of an array;
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
    GRUGradients
    sequences : Array
        of the input sequences, shape (batch, timesteps, input_dim)
    kernel : Array
        of the weights of the input, shape (input_dim, 3*units)
    recurrent_kernel : Array
        of the weights of the hidden state, shape (units, 3*units)
    bias : Array | None
        of the bias, shape (3*units,); None without it
    recurrent_bias : Array | None
        of the bias beside the hidden state, with reset_after, shape (3*units,); None without it
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
    arrays that are given. Of the forward pass are kept, for each timestep and example, h_t and 4
    sums of products, each as many numbers as it has units; with a mask the states once more, with
    checkpoints those of one segment. Sources: Keras 3.15.1, keras/src/layers/rnn/gru.py,
    GRUCell.call; Keras 2.2.4, keras/layers/recurrent.py, GRUCell.

    Examples
    --------
    >>> found = gru_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ...     gru_output=np.ones((4, 28, 32)),
    ... )
    >>> found.sequences.shape
    (4, 28, 10)
    """
    as_given = bias
    bias, recurrent_bias = two_rows("bias", bias, "recurrent_bias", recurrent_bias)
    in_rows = bias is not as_given
    has_bias = bias is not None
    has_recurrent_bias = recurrent_bias is not None
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
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
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    choice("reset_after", reset_after, (True, False))
    if gru_output is not None:
        wanted = "batch timesteps units" if return_sequences else "batch units"
        gru_output = sizes.floating("gru_output", gru_output, wanted)
    if state_h is not None:
        state_h = sizes.floating("state_h", state_h, "batch units")
    checked("sequences", sizes.dtype)
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
    initial = None if initial_state is None else (h_0,)
    states = {"h_tm1": state_h}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[(reset_after,)],
            weights(kernel, recurrent_kernel, bias, recurrent_bias, reset_after),
            functions={"activation": activation, "recurrent_activation": recurrent_activation},
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(sequences, initial, mask, gru_output, states)
        of = unpacked(
            found.products,
            found.beside,
            kernel,
            recurrent_kernel,
            bias,
            recurrent_bias,
            reset_after,
        )
    else:  # another engine
        found, of = packed(
            sequences,
            initial,
            mask,
            gru_output,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_kernel = of[0]
    d_recurrent_kernel = of[1]
    d_bias = of[2] if has_bias else None
    d_recurrent_bias = of[3] if has_recurrent_bias else None
    if in_rows:
        d_bias, d_recurrent_bias = np.stack([of[2], of[3]]), None
    return GRUGradients(
        found.sequences,
        d_kernel,
        d_recurrent_kernel,
        d_bias,
        d_recurrent_bias,
        (found.states[0],),
    )
