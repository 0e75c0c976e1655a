"""The LSTM cells of Flax.

Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.flax_fast import layer
from lstm_numpy.flax_fast import prepare as prepare
from lstm_numpy.flax_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.flax_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output, shape (batch, timesteps, features)"""

    carry_c: Array
    """last cell state, shape (batch, features)"""

    carry_h: Array
    """last hidden state, shape (batch, features)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    c_tm1: Array,
    h_tm1: Array,
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
    *,
    gate_fn: Activation = "sigmoid",
    activation_fn: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of the LSTM cells of Flax.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    c_tm1 : array, shape (batch, features)
        cell state one timestep before
    h_tm1 : array, shape (batch, features)
        hidden state one timestep before
    input_kernel : array, shape (input_dim, 4*features)
        weights of the input; one block for each gate, in the order i, f, g, o
    hidden_kernel : array, shape (features, 4*features)
        hidden weights; one block for each gate, in the order i, f, g, o
    hidden_bias : array, shape (4*features,)
        hidden bias; one block for each gate, in the order i, f, g, o
    gate_fn : str, callable or None
        activation of the three gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    activation_fn : str, callable or None
        activation of the cell input and the cell state: a name in lstm_numpy.activations, or a
        function of an array; None: the identity

    Returns
    -------
    c_t : array, shape (batch, features)
        cell state at timestep t
    h_t : array, shape (batch, features)
        hidden state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: Flax, flax/linen/recurrent.py,
    LSTMCell and OptimizedLSTMCell.

    Examples
    --------
    >>> c_t, h_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ... )
    >>> c_t.shape, h_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch features")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch features")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*features")
    hidden_kernel = sizes.floating("hidden_kernel", hidden_kernel, "features 4*features")
    hidden_bias = sizes.floating("hidden_bias", hidden_bias, "4*features")
    gate_fn = elementwise("gate_fn", gate_fn)
    activation_fn = elementwise("activation_fn", activation_fn)

    W_ii, W_if, W_ig, W_io = np.split(input_kernel, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(hidden_kernel, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(hidden_bias, 4, axis=-1)

    i_t = gate_fn(x_t @ W_ii + h_tm1 @ W_hi + b_hi)  # input-gate
    f_t = gate_fn(x_t @ W_if + h_tm1 @ W_hf + b_hf)  # forget-gate
    g_t = activation_fn(x_t @ W_ig + h_tm1 @ W_hg + b_hg)  # cell-input
    o_t = gate_fn(x_t @ W_io + h_tm1 @ W_ho + b_ho)  # output-gate
    c_t = f_t * c_tm1 + i_t * g_t  # cell-state
    h_t = o_t * activation_fn(c_t)  # hidden-state
    return c_t, h_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def lstm(
    inputs: Array,
    input_kernel: Array,
    hidden_kernel: Array,
    hidden_bias: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
    go_backwards: bool = False,
    gate_fn: Activation = "sigmoid",
    activation_fn: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of the LSTM cells of Flax.

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

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, features)
        output
    carry_c : array, shape (batch, features)
        last cell state
    carry_h : array, shape (batch, features)
        last hidden state

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: Flax, flax/linen/recurrent.py, LSTMCell and
    OptimizedLSTMCell.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.carry_c.shape
    (4, 32)
    >>> result.carry_h.shape
    (4, 32)
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
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
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
        return LSTMResult(*packed(inputs, initial))

    W_ii, W_if, W_ig, W_io = np.split(input_kernel, 4, axis=-1)
    W_hi, W_hf, W_hg, W_ho = np.split(hidden_kernel, 4, axis=-1)
    b_hi, b_hf, b_hg, b_ho = np.split(hidden_bias, 4, axis=-1)

    if initial_state is None:
        c_0 = sizes.zeros("batch features")  # initial-cell-state
        h_0 = sizes.zeros("batch features")  # initial-hidden-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps features")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        if go_backwards:
            x_t = inputs[:, timesteps - t]  # input-backwards
        else:
            x_t = inputs[:, t - 1]  # input
        # step
        i_t = gate_fn(x_t @ W_ii + h_tm1 @ W_hi + b_hi)  # input-gate
        f_t = gate_fn(x_t @ W_if + h_tm1 @ W_hf + b_hf)  # forget-gate
        g_t = activation_fn(x_t @ W_ig + h_tm1 @ W_hg + b_hg)  # cell-input
        o_t = gate_fn(x_t @ W_io + h_tm1 @ W_ho + b_ho)  # output-gate
        c_t = f_t * c_tm1 + i_t * g_t  # cell-state
        h_t = o_t * activation_fn(c_t)  # hidden-state
        outputs[:, t - 1] = h_t  # outputs
    carry_c = c_t  # carry-c
    carry_h = h_t  # carry-h
    return LSTMResult(outputs, carry_c, carry_h)
