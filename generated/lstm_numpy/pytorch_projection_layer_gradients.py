"""The LSTM of PyTorch with proj_size: gradients.

Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy import add, divide, dot, exp, multiply, tanh

from lstm_numpy.arguments import Sizes, choice, several
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
from lstm_numpy.pytorch_projection_layer_fast import layer, weights


class LayerGradients(NamedTuple):
    """What `lstm_layer_gradients` returns: the gradients of the loss."""

    input: Array
    """of the input sequences, shape (batch, timesteps, input_size)"""

    weight_ih: Array
    """of the weights of the input, shape (4*hidden_size, input_size)"""

    weight_hh: Array
    """of the weights of the hidden state, shape (4*hidden_size, proj_size)"""

    weight_hr: Array
    """of the projection, shape (proj_size, hidden_size)"""

    bias_ih: Array | None
    """of the input bias, shape (4*hidden_size,); None without it"""

    bias_hh: Array | None
    """of the hidden bias, shape (4*hidden_size,); None without it"""

    initial_state: tuple[Array, Array]
    """of the initial states: (batch, proj_size), (batch, hidden_size)"""


def keep(
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
    v_1 = array["v_1"]
    one = array["one"]

    def step(kept: Array) -> None:
        exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
        tanh(g_t, g_t)  # cell-gate
        kept[...] = i_f_o_g
        divide(g_c, i_f, i_f)  # cell-state
        add(f_t, i_t, c_t)  # cell-state
        tanh(c_t, g_t)  # hidden-state-v_1
        divide(g_t, o_t, v_1)  # hidden-state-v_1

    return step


def backwards(
    chunk: Chunk,
    function: Mapping[str, Function],
    slopes: Mapping[str, Slope],
) -> tuple[Back, After]:
    """All timesteps of a chunk, then one of them backwards."""
    c_tm1 = chunk.array["c_tm1"]
    c_t = chunk.array["c_t"]
    tanh = function["tanh"]
    i_t, f_t, g_t, o_t = chunk.gates(0)  # input-gate, forget-gate, cell-gate, output-gate
    tanh_c_t = tanh(c_t)  # hidden-state-v_1-part-1
    v_1 = o_t * tanh_c_t  # hidden-state-v_1
    (_z_r,) = chunk.sums(1, v_1)  # sum-z-r
    tanh_c_t_by_c_t = 1 - tanh_c_t**2
    o_t_by_z_o = o_t * (1 - o_t)
    g_t_by_z_g = 1 - g_t**2
    f_t_by_z_f = f_t * (1 - f_t)
    i_t_by_z_i = i_t * (1 - i_t)
    delta = chunk.delta[0]  # deltas
    slope = chunk.slope[0]
    delta_2 = chunk.delta[1]  # deltas
    slope[:, 0] = g_t * i_t_by_z_i
    slope[:, 1] = c_tm1 * f_t_by_z_f
    slope[:, 2] = i_t * g_t_by_z_g
    slope[:, 3] = tanh_c_t * o_t_by_z_o
    v_1_by_c_t = o_t * tanh_c_t_by_c_t
    transposed_2, handed_2 = chunk.products(1)
    transposed, handed = chunk.products(0)

    def step(t: int, g_h_t: Array, g_c_t: Array) -> tuple[Array, ...]:
        """What the states before get of what arrives at those after."""
        delta_2[t, 0] = g_h_t  # gradient-z-r
        from_v_1_2 = dot(transposed_2, handed_2[t])
        d_v_1 = from_v_1_2  # gradient-v-1
        multiply(d_v_1, slope[t, 3], delta[t, 3])  # gradient-z-o
        d_c_t = g_c_t + d_v_1 * v_1_by_c_t[t]  # gradient-c-t
        multiply(d_c_t, slope[t, 0:3], delta[t, 0:3])  # gradient-z-i, gradient-z-f, gradient-z-g
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
        orders=((0, 1, 3, 2), (0,)),
        reads=(("h_tm1",), ("v_1",)),
        backwards=backwards,
        keeps={
            (True, False): keep,
        },
        called=("sigmoid", "tanh"),
    ),
}


def unpacked(
    products: Products,
    beside: Mapping[str, Array],
    weight_ih: Array,
    weight_hh: Array,
    weight_hr: Array,
    bias_ih: Array,
    bias_hh: Array,
) -> tuple[Array, Array, Array, Array, Array]:
    """The gradients of the arrays of weights, from those of their blocks."""
    return (
        # gradient-weight-ih
        joined(products[0]["x_t"], 0, 1, 2, 3).T,
        # gradient-weight-hh
        joined(products[0]["h_tm1"], 0, 1, 2, 3).T,
        # gradient-weight-hr
        products[1]["v_1"][:, 0].T,
        # gradient-bias-ih
        joined(products[0][""], 0, 1, 2, 3)[0],
        # gradient-bias-hh
        joined(products[0][""], 0, 1, 2, 3)[0],
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_layer_gradients(
    input: Array,
    weight_ih: Array,
    weight_hh: Array,
    weight_hr: Array,
    bias_ih: Array | None = None,
    bias_hh: Array | None = None,
    *,
    output: Array | None = None,
    h_n: Array | None = None,
    c_n: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    go_backwards: bool = False,
    at_kink: str | None = None,
    truncation: int | None = None,
    checkpoints: int | None = None,
) -> LayerGradients:
    """Gradients of the loss through the LSTM of PyTorch with proj_size.

    Parameters
    ----------
    input : array, shape (batch, timesteps, input_size)
        input sequences
    weight_ih : array, shape (4*hidden_size, input_size)
        weights of the input; one block for each gate, in the order i, f, g, o
    weight_hh : array, shape (4*hidden_size, proj_size)
        weights of the hidden state; one block for each gate, in the order i, f, g, o
    weight_hr : array, shape (proj_size, hidden_size)
        projection
    bias_ih : array or None, shape (4*hidden_size,)
        input bias; one block for each gate, in the order i, f, g, o; None: zeros
    bias_hh : array or None, shape (4*hidden_size,)
        hidden bias; one block for each gate, in the order i, f, g, o; None: zeros
    output : array or None, shape (batch, timesteps, proj_size)
        gradient of the loss with respect to what `lstm_layer` returns under this name; None: zeros
    h_n : array or None, shape (batch, proj_size)
        gradient of the loss with respect to what `lstm_layer` returns under this name; None: zeros
    c_n : array or None, shape (batch, hidden_size)
        gradient of the loss with respect to what `lstm_layer` returns under this name; None: zeros
    initial_state : arrays or None, shape (batch, proj_size) and (batch, hidden_size)
        the states before the first timestep
    mask : array or None, shape (batch, timesteps)
        which timesteps count; all of them when absent
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
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
    LayerGradients
    input : Array
        of the input sequences, shape (batch, timesteps, input_size)
    weight_ih : Array
        of the weights of the input, shape (4*hidden_size, input_size)
    weight_hh : Array
        of the weights of the hidden state, shape (4*hidden_size, proj_size)
    weight_hr : Array
        of the projection, shape (proj_size, hidden_size)
    bias_ih : Array | None
        of the input bias, shape (4*hidden_size,); None without it
    bias_hh : Array | None
        of the hidden bias, shape (4*hidden_size,); None without it
    initial_state : tuple[Array, Array]
        of the initial states: (batch, proj_size), (batch, hidden_size)

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
    checkpoints those of one segment. Sources: PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM;
    PyTorch 2.13.0, torch/nn/utils/rnn.py, pack_padded_sequence and pad_packed_sequence.

    Examples
    --------
    >>> found = lstm_layer_gradients(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((128, 10)),
    ...     np.zeros((128, 5)),
    ...     np.zeros((5, 32)),
    ...     output=np.ones((4, 28, 5)),
    ... )
    >>> found.input.shape
    (4, 28, 10)
    """
    has_bias_ih = bias_ih is not None
    has_bias_hh = bias_hh is not None
    sizes = Sizes()
    input = sizes.floating("input", input, "batch timesteps input_size")
    weight_ih = sizes.floating("weight_ih", weight_ih, "4*hidden_size input_size")
    weight_hh = sizes.floating("weight_hh", weight_hh, "4*hidden_size proj_size")
    weight_hr = sizes.floating("weight_hr", weight_hr, "proj_size hidden_size")
    if bias_ih is None:
        bias_ih = sizes.zeros("4*hidden_size")  # no-input-bias
    else:
        bias_ih = sizes.floating("bias_ih", bias_ih, "4*hidden_size")
    if bias_hh is None:
        bias_hh = sizes.zeros("4*hidden_size")  # no-hidden-bias
    else:
        bias_hh = sizes.floating("bias_hh", bias_hh, "4*hidden_size")
    if initial_state is not None:
        h_0, c_0 = several("initial_state", initial_state, 2)
        h_0 = sizes.floating("initial_state[0]", h_0, "batch proj_size")
        c_0 = sizes.floating("initial_state[1]", c_0, "batch hidden_size")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("go_backwards", go_backwards, (False, True))
    if output is not None:
        output = sizes.floating("output", output, "batch timesteps proj_size")
    if h_n is not None:
        h_n = sizes.floating("h_n", h_n, "batch proj_size")
    if c_n is not None:
        c_n = sizes.floating("c_n", c_n, "batch hidden_size")
    checked("input", sizes.dtype)
    packed = layer(
        sizes,
        weight_ih,
        weight_hh,
        weight_hr,
        bias_ih,
        bias_hh,
        go_backwards=go_backwards,
    )
    initial = None if initial_state is None else (h_0, c_0)
    states = {"h_tm1": h_n, "c_tm1": c_n}
    if isinstance(packed, Layer):
        gradients = Gradients(
            packed,
            REVERSES[()],
            weights(weight_ih, weight_hh, weight_hr, bias_ih, bias_hh),
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
        found = gradients(input, initial, mask, output, states)
        of = unpacked(
            found.products,
            found.beside,
            weight_ih,
            weight_hh,
            weight_hr,
            bias_ih,
            bias_hh,
        )
    else:  # another engine
        found, of = packed(
            input,
            initial,
            mask,
            output,
            states,
            at_kink=at_kink,
            truncation=truncation,
            checkpoints=checkpoints,
        )
    d_weight_ih = of[0]
    d_weight_hh = of[1]
    d_weight_hr = of[2]
    d_bias_ih = of[3] if has_bias_ih else None
    d_bias_hh = of[4] if has_bias_hh else None
    return LayerGradients(
        found.sequences,
        d_weight_ih,
        d_weight_hh,
        d_weight_hr,
        d_bias_ih,
        d_bias_hh,
        (found.states[0], found.states[1]),
    )
