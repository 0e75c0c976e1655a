"""The LayerNormBasicLSTMCell of TensorFlow 1.

Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.activations import sigmoid
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.layer_norm_contrib_fast import layer
from lstm_numpy.layer_norm_contrib_fast import prepare as prepare
from lstm_numpy.layer_norm_contrib_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.layer_norm_contrib_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output, shape (batch, timesteps, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""

    last_h: Array
    """last hidden state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    c_tm1: Array,
    h_tm1: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    forget_bias: float = 1.0,
    epsilon: float = 1e-12,
    activation: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of the LayerNormBasicLSTMCell of TensorFlow 1.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    input_kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, j, f, o
    gamma : array, shape (4*units,)
        scale; one block for each gate, in the order i, j, f, o
    beta : array, shape (4*units,)
        centre; one block for each gate, in the order i, j, f, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    forget_bias : float
        addition after the forget gate's norm
    epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    c_t : array, shape (batch, units)
        cell state at timestep t
    h_t : array, shape (batch, units)
        hidden state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: TensorFlow 1.15.5,
    tensorflow/contrib/rnn/python/ops/rnn_cell.py, class LayerNormBasicLSTMCell; J. Ba, J. Kiros and
    G. Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> c_t, h_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> c_t.shape, h_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    gamma = sizes.floating("gamma", gamma, "4*units")
    beta = sizes.floating("beta", beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)
    epsilon = number("epsilon", epsilon)

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    gamma_i, gamma_j, gamma_f, gamma_o = np.split(gamma, 4, axis=-1)
    beta_i, beta_j, beta_f, beta_o = np.split(beta, 4, axis=-1)

    i_sum = x_t @ W_i + h_tm1 @ U_i  # input-gate-sum
    i_mean = np.mean(i_sum, axis=-1, keepdims=True)  # input-gate-mean
    i_variance = np.mean((i_sum - i_mean) ** 2, axis=-1, keepdims=True)  # input-gate-variance
    i_norm = gamma_i * (i_sum - i_mean) / np.sqrt(i_variance + epsilon) + beta_i  # input-gate-norm
    i_t = sigmoid(i_norm)  # input-gate
    j_sum = x_t @ W_j + h_tm1 @ U_j  # new-input-sum
    j_mean = np.mean(j_sum, axis=-1, keepdims=True)  # new-input-mean
    j_variance = np.mean((j_sum - j_mean) ** 2, axis=-1, keepdims=True)  # new-input-variance
    j_norm = gamma_j * (j_sum - j_mean) / np.sqrt(j_variance + epsilon) + beta_j  # new-input-norm
    j_t = activation(j_norm)  # new-input
    f_sum = x_t @ W_f + h_tm1 @ U_f  # forget-gate-sum
    f_mean = np.mean(f_sum, axis=-1, keepdims=True)  # forget-gate-mean
    f_variance = np.mean((f_sum - f_mean) ** 2, axis=-1, keepdims=True)  # forget-gate-variance
    f_norm = gamma_f * (f_sum - f_mean) / np.sqrt(f_variance + epsilon) + beta_f  # forget-gate-norm
    f_t = sigmoid(f_norm + forget_bias)  # forget-gate
    o_sum = x_t @ W_o + h_tm1 @ U_o  # output-gate-sum
    o_mean = np.mean(o_sum, axis=-1, keepdims=True)  # output-gate-mean
    o_variance = np.mean((o_sum - o_mean) ** 2, axis=-1, keepdims=True)  # output-gate-variance
    o_norm = gamma_o * (o_sum - o_mean) / np.sqrt(o_variance + epsilon) + beta_o  # output-gate-norm
    o_t = sigmoid(o_norm)  # output-gate
    c_sum = f_t * c_tm1 + i_t * j_t  # cell-state-sum
    c_mean = np.mean(c_sum, axis=-1, keepdims=True)  # cell-state-mean
    c_variance = np.mean((c_sum - c_mean) ** 2, axis=-1, keepdims=True)  # cell-state-variance
    # cell-state-norm
    c_t = state_gamma * (c_sum - c_mean) / np.sqrt(c_variance + epsilon) + state_beta
    h_t = activation(c_t) * o_t  # hidden-state
    return c_t, h_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm(
    inputs: Array,
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    initial_state: tuple[Array, Array] | None = None,
    forget_bias: float = 1.0,
    epsilon: float = 1e-12,
    activation: Activation = "tanh",
) -> LSTMResult:
    """All timesteps of the LayerNormBasicLSTMCell of TensorFlow 1.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    input_kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, j, f, o
    gamma : array, shape (4*units,)
        scale; one block for each gate, in the order i, j, f, o
    beta : array, shape (4*units,)
        centre; one block for each gate, in the order i, j, f, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    forget_bias : float
        addition after the forget gate's norm
    epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, units)
        output
    last_c : array, shape (batch, units)
        last cell state
    last_h : array, shape (batch, units)
        last hidden state

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: TensorFlow 1.15.5,
    tensorflow/contrib/rnn/python/ops/rnn_cell.py, class LayerNormBasicLSTMCell; J. Ba, J. Kiros and
    G. Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.last_c.shape
    (4, 32)
    >>> result.last_h.shape
    (4, 32)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    gamma = sizes.floating("gamma", gamma, "4*units")
    beta = sizes.floating("beta", beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    activation = elementwise("activation", activation)
    if initial_state is not None:
        c_0, h_0 = several("initial_state", initial_state, 2)
        c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
        h_0 = sizes.floating("initial_state[1]", h_0, "batch units")
    forget_bias = number("forget_bias", forget_bias)
    epsilon = number("epsilon", epsilon)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            gamma,
            beta,
            state_gamma,
            state_beta,
            forget_bias=forget_bias,
            epsilon=epsilon,
            activation=activation,
        )
        initial = None if initial_state is None else (c_0, h_0)
        return LSTMResult(*packed(inputs, initial))

    W_i, W_j, W_f, W_o = np.split(input_kernel, 4, axis=-1)
    U_i, U_j, U_f, U_o = np.split(recurrent_kernel, 4, axis=-1)
    gamma_i, gamma_j, gamma_f, gamma_o = np.split(gamma, 4, axis=-1)
    beta_i, beta_j, beta_f, beta_o = np.split(beta, 4, axis=-1)

    if initial_state is None:
        c_0 = sizes.zeros("batch units")  # initial-cell-state
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        x_t = inputs[:, t - 1]  # input
        # step
        i_sum = x_t @ W_i + h_tm1 @ U_i  # input-gate-sum
        i_mean = np.mean(i_sum, axis=-1, keepdims=True)  # input-gate-mean
        i_variance = np.mean((i_sum - i_mean) ** 2, axis=-1, keepdims=True)  # input-gate-variance
        # input-gate-norm
        i_norm = gamma_i * (i_sum - i_mean) / np.sqrt(i_variance + epsilon) + beta_i
        i_t = sigmoid(i_norm)  # input-gate
        j_sum = x_t @ W_j + h_tm1 @ U_j  # new-input-sum
        j_mean = np.mean(j_sum, axis=-1, keepdims=True)  # new-input-mean
        j_variance = np.mean((j_sum - j_mean) ** 2, axis=-1, keepdims=True)  # new-input-variance
        # new-input-norm
        j_norm = gamma_j * (j_sum - j_mean) / np.sqrt(j_variance + epsilon) + beta_j
        j_t = activation(j_norm)  # new-input
        f_sum = x_t @ W_f + h_tm1 @ U_f  # forget-gate-sum
        f_mean = np.mean(f_sum, axis=-1, keepdims=True)  # forget-gate-mean
        f_variance = np.mean((f_sum - f_mean) ** 2, axis=-1, keepdims=True)  # forget-gate-variance
        # forget-gate-norm
        f_norm = gamma_f * (f_sum - f_mean) / np.sqrt(f_variance + epsilon) + beta_f
        f_t = sigmoid(f_norm + forget_bias)  # forget-gate
        o_sum = x_t @ W_o + h_tm1 @ U_o  # output-gate-sum
        o_mean = np.mean(o_sum, axis=-1, keepdims=True)  # output-gate-mean
        o_variance = np.mean((o_sum - o_mean) ** 2, axis=-1, keepdims=True)  # output-gate-variance
        # output-gate-norm
        o_norm = gamma_o * (o_sum - o_mean) / np.sqrt(o_variance + epsilon) + beta_o
        o_t = sigmoid(o_norm)  # output-gate
        c_sum = f_t * c_tm1 + i_t * j_t  # cell-state-sum
        c_mean = np.mean(c_sum, axis=-1, keepdims=True)  # cell-state-mean
        c_variance = np.mean((c_sum - c_mean) ** 2, axis=-1, keepdims=True)  # cell-state-variance
        # cell-state-norm
        c_t = state_gamma * (c_sum - c_mean) / np.sqrt(c_variance + epsilon) + state_beta
        h_t = activation(c_t) * o_t  # hidden-state
        outputs[:, t - 1] = h_t  # outputs
    last_c = c_t  # last-c
    last_h = h_t  # last-h
    return LSTMResult(outputs, last_c, last_h)
