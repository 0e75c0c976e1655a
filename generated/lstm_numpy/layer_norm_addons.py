"""The LayerNormLSTMCell of TensorFlow Addons.

Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.layer_norm_addons_fast import layer
from lstm_numpy.layer_norm_addons_fast import prepare as prepare
from lstm_numpy.layer_norm_addons_gradients import LSTMGradients as LSTMGradients
from lstm_numpy.layer_norm_addons_gradients import lstm_gradients as lstm_gradients
from lstm_numpy.other_engine import ordinary


class LSTMResult(NamedTuple):
    """What `lstm` returns."""

    outputs: Array
    """output, shape (batch, timesteps, units)"""

    last_h: Array
    """last hidden state, shape (batch, units)"""

    last_c: Array
    """last cell state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm_cell(
    x_t: Array,
    h_tm1: Array,
    c_tm1: Array,
    kernel: Array,
    recurrent_kernel: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
    bias: Array | None = None,
    *,
    norm_epsilon: float = 0.001,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> tuple[Array, Array]:
    """One timestep of the LayerNormLSTMCell of TensorFlow Addons.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    c_tm1 : array, shape (batch, units)
        cell state one timestep before
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    kernel_gamma : array, shape (4*units,)
        scale of the input's products; one block for each gate, in the order i, f, c, o
    kernel_beta : array, shape (4*units,)
        centre of the input's products; one block for each gate, in the order i, f, c, o
    recurrent_gamma : array, shape (4*units,)
        scale of the hidden state's products; one block for each gate, in the order i, f, c, o
    recurrent_beta : array, shape (4*units,)
        centre of the hidden state's products; one block for each gate, in the order i, f, c, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    norm_epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of candidate and state: a name in lstm_numpy.activations, or a function of an
        array; None: the identity
    recurrent_activation : str, callable or None
        activation of the gates: a name in lstm_numpy.activations, or a function of an array; None:
        the identity

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t
    c_t : array, shape (batch, units)
        cell state at timestep t

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
    example NaN, unless an activation maps NaN to a number. Sources: TensorFlow Addons 0.23.0,
    tensorflow_addons/rnn/layer_norm_lstm_cell.py, class LayerNormLSTMCell; J. Ba, J. Kiros and G.
    Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> h_t, c_t = lstm_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> h_t.shape, c_t.shape
    ((4, 32), (4, 32))
    """
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    c_tm1 = sizes.floating("c_tm1", c_tm1, "batch units")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    kernel_gamma = sizes.floating("kernel_gamma", kernel_gamma, "4*units")
    kernel_beta = sizes.floating("kernel_beta", kernel_beta, "4*units")
    recurrent_gamma = sizes.floating("recurrent_gamma", recurrent_gamma, "4*units")
    recurrent_beta = sizes.floating("recurrent_beta", recurrent_beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    norm_epsilon = number("norm_epsilon", norm_epsilon)

    W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=-1)
    U_i, U_f, U_c, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_c, b_o = np.split(bias, 4, axis=-1)
    gamma_xi, gamma_xf, gamma_xc, gamma_xo = np.split(kernel_gamma, 4, axis=-1)
    beta_xi, beta_xf, beta_xc, beta_xo = np.split(kernel_beta, 4, axis=-1)
    gamma_hi, gamma_hf, gamma_hc, gamma_ho = np.split(recurrent_gamma, 4, axis=-1)
    beta_hi, beta_hf, beta_hc, beta_ho = np.split(recurrent_beta, 4, axis=-1)

    x_i = x_t @ W_i  # input-gate-kernel
    x_f = x_t @ W_f  # forget-gate-kernel
    x_c = x_t @ W_c  # candidate-kernel
    x_o = x_t @ W_o  # output-gate-kernel
    x_mean = np.mean(x_i + x_f + x_c + x_o, axis=-1, keepdims=True) / 4  # input-products-mean
    xd_i = x_i - x_mean  # input-gate-input-products-apart
    xd_f = x_f - x_mean  # forget-gate-input-products-apart
    xd_c = x_c - x_mean  # candidate-input-products-apart
    xd_o = x_o - x_mean  # output-gate-input-products-apart
    # input-products-variance
    x_variance = np.mean(xd_i**2 + xd_f**2 + xd_c**2 + xd_o**2, axis=-1, keepdims=True) / 4
    # input-gate-input-products-norm
    x_i_norm = gamma_xi * xd_i / np.sqrt(x_variance + norm_epsilon) + beta_xi
    # forget-gate-input-products-norm
    x_f_norm = gamma_xf * xd_f / np.sqrt(x_variance + norm_epsilon) + beta_xf
    # candidate-input-products-norm
    x_c_norm = gamma_xc * xd_c / np.sqrt(x_variance + norm_epsilon) + beta_xc
    # output-gate-input-products-norm
    x_o_norm = gamma_xo * xd_o / np.sqrt(x_variance + norm_epsilon) + beta_xo
    h_i = h_tm1 @ U_i  # input-gate-recurrent
    h_f = h_tm1 @ U_f  # forget-gate-recurrent
    h_c = h_tm1 @ U_c  # candidate-recurrent
    h_o = h_tm1 @ U_o  # output-gate-recurrent
    # hidden-state-products-mean
    h_mean = np.mean(h_i + h_f + h_c + h_o, axis=-1, keepdims=True) / 4
    hd_i = h_i - h_mean  # input-gate-hidden-state-products-apart
    hd_f = h_f - h_mean  # forget-gate-hidden-state-products-apart
    hd_c = h_c - h_mean  # candidate-hidden-state-products-apart
    hd_o = h_o - h_mean  # output-gate-hidden-state-products-apart
    # hidden-state-products-variance
    h_variance = np.mean(hd_i**2 + hd_f**2 + hd_c**2 + hd_o**2, axis=-1, keepdims=True) / 4
    # input-gate-hidden-state-products-norm
    h_i_norm = gamma_hi * hd_i / np.sqrt(h_variance + norm_epsilon) + beta_hi
    # forget-gate-hidden-state-products-norm
    h_f_norm = gamma_hf * hd_f / np.sqrt(h_variance + norm_epsilon) + beta_hf
    # candidate-hidden-state-products-norm
    h_c_norm = gamma_hc * hd_c / np.sqrt(h_variance + norm_epsilon) + beta_hc
    # output-gate-hidden-state-products-norm
    h_o_norm = gamma_ho * hd_o / np.sqrt(h_variance + norm_epsilon) + beta_ho
    i_t = recurrent_activation(x_i_norm + h_i_norm + b_i)  # input-gate
    f_t = recurrent_activation(x_f_norm + h_f_norm + b_f)  # forget-gate
    g_t = activation(x_c_norm + h_c_norm + b_c)  # candidate
    o_t = recurrent_activation(x_o_norm + h_o_norm + b_o)  # output-gate
    c_sum = f_t * c_tm1 + i_t * g_t  # cell-state-sum
    c_mean = np.mean(c_sum, axis=-1, keepdims=True)  # cell-state-mean
    c_variance = np.mean((c_sum - c_mean) ** 2, axis=-1, keepdims=True)  # cell-state-variance
    # cell-state-norm
    c_t = state_gamma * (c_sum - c_mean) / np.sqrt(c_variance + norm_epsilon) + state_beta
    h_t = o_t * activation(c_t)  # hidden-state
    return h_t, c_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def lstm(
    inputs: Array,
    kernel: Array,
    recurrent_kernel: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
    bias: Array | None = None,
    *,
    initial_state: tuple[Array, Array] | None = None,
    norm_epsilon: float = 0.001,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> LSTMResult:
    """All timesteps of the LayerNormLSTMCell of TensorFlow Addons.

    Parameters
    ----------
    inputs : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    kernel_gamma : array, shape (4*units,)
        scale of the input's products; one block for each gate, in the order i, f, c, o
    kernel_beta : array, shape (4*units,)
        centre of the input's products; one block for each gate, in the order i, f, c, o
    recurrent_gamma : array, shape (4*units,)
        scale of the hidden state's products; one block for each gate, in the order i, f, c, o
    recurrent_beta : array, shape (4*units,)
        centre of the hidden state's products; one block for each gate, in the order i, f, c, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    initial_state : arrays or None, each of shape (batch, units)
        the states before the first timestep
    norm_epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of candidate and state: a name in lstm_numpy.activations, or a function of an
        array; None: the identity
    recurrent_activation : str, callable or None
        activation of the gates: a name in lstm_numpy.activations, or a function of an array; None:
        the identity

    Returns
    -------
    LSTMResult
    outputs : array, shape (batch, timesteps, units)
        output
    last_h : array, shape (batch, units)
        last hidden state
    last_c : array, shape (batch, units)
        last cell state

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
    the last states are the initial ones. Sources: TensorFlow Addons 0.23.0,
    tensorflow_addons/rnn/layer_norm_lstm_cell.py, class LayerNormLSTMCell; J. Ba, J. Kiros and G.
    Hinton, "Layer Normalization", arXiv, 2016, section 3.

    Examples
    --------
    >>> result = lstm(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> result.outputs.shape
    (4, 28, 32)
    >>> result.last_h.shape
    (4, 32)
    >>> result.last_c.shape
    (4, 32)
    """
    sizes = Sizes()
    inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    kernel_gamma = sizes.floating("kernel_gamma", kernel_gamma, "4*units")
    kernel_beta = sizes.floating("kernel_beta", kernel_beta, "4*units")
    recurrent_gamma = sizes.floating("recurrent_gamma", recurrent_gamma, "4*units")
    recurrent_beta = sizes.floating("recurrent_beta", recurrent_beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
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
    norm_epsilon = number("norm_epsilon", norm_epsilon)
    timesteps = sizes["timesteps"]
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            recurrent_kernel,
            bias,
            kernel_gamma,
            kernel_beta,
            recurrent_gamma,
            recurrent_beta,
            state_gamma,
            state_beta,
            norm_epsilon=norm_epsilon,
            activation=activation,
            recurrent_activation=recurrent_activation,
        )
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(inputs, initial))

    W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=-1)
    U_i, U_f, U_c, U_o = np.split(recurrent_kernel, 4, axis=-1)
    b_i, b_f, b_c, b_o = np.split(bias, 4, axis=-1)
    gamma_xi, gamma_xf, gamma_xc, gamma_xo = np.split(kernel_gamma, 4, axis=-1)
    beta_xi, beta_xf, beta_xc, beta_xo = np.split(kernel_beta, 4, axis=-1)
    gamma_hi, gamma_hf, gamma_hc, gamma_ho = np.split(recurrent_gamma, 4, axis=-1)
    beta_hi, beta_hf, beta_hc, beta_ho = np.split(recurrent_beta, 4, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
        c_0 = sizes.zeros("batch units")  # initial-cell-state
    h_t, c_t = h_0, c_0
    outputs = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1, c_tm1 = h_t, c_t
        x_t = inputs[:, t - 1]  # input
        # step
        x_i = x_t @ W_i  # input-gate-kernel
        x_f = x_t @ W_f  # forget-gate-kernel
        x_c = x_t @ W_c  # candidate-kernel
        x_o = x_t @ W_o  # output-gate-kernel
        x_mean = np.mean(x_i + x_f + x_c + x_o, axis=-1, keepdims=True) / 4  # input-products-mean
        xd_i = x_i - x_mean  # input-gate-input-products-apart
        xd_f = x_f - x_mean  # forget-gate-input-products-apart
        xd_c = x_c - x_mean  # candidate-input-products-apart
        xd_o = x_o - x_mean  # output-gate-input-products-apart
        # input-products-variance
        x_variance = np.mean(xd_i**2 + xd_f**2 + xd_c**2 + xd_o**2, axis=-1, keepdims=True) / 4
        # input-gate-input-products-norm
        x_i_norm = gamma_xi * xd_i / np.sqrt(x_variance + norm_epsilon) + beta_xi
        # forget-gate-input-products-norm
        x_f_norm = gamma_xf * xd_f / np.sqrt(x_variance + norm_epsilon) + beta_xf
        # candidate-input-products-norm
        x_c_norm = gamma_xc * xd_c / np.sqrt(x_variance + norm_epsilon) + beta_xc
        # output-gate-input-products-norm
        x_o_norm = gamma_xo * xd_o / np.sqrt(x_variance + norm_epsilon) + beta_xo
        h_i = h_tm1 @ U_i  # input-gate-recurrent
        h_f = h_tm1 @ U_f  # forget-gate-recurrent
        h_c = h_tm1 @ U_c  # candidate-recurrent
        h_o = h_tm1 @ U_o  # output-gate-recurrent
        # hidden-state-products-mean
        h_mean = np.mean(h_i + h_f + h_c + h_o, axis=-1, keepdims=True) / 4
        hd_i = h_i - h_mean  # input-gate-hidden-state-products-apart
        hd_f = h_f - h_mean  # forget-gate-hidden-state-products-apart
        hd_c = h_c - h_mean  # candidate-hidden-state-products-apart
        hd_o = h_o - h_mean  # output-gate-hidden-state-products-apart
        # hidden-state-products-variance
        h_variance = np.mean(hd_i**2 + hd_f**2 + hd_c**2 + hd_o**2, axis=-1, keepdims=True) / 4
        # input-gate-hidden-state-products-norm
        h_i_norm = gamma_hi * hd_i / np.sqrt(h_variance + norm_epsilon) + beta_hi
        # forget-gate-hidden-state-products-norm
        h_f_norm = gamma_hf * hd_f / np.sqrt(h_variance + norm_epsilon) + beta_hf
        # candidate-hidden-state-products-norm
        h_c_norm = gamma_hc * hd_c / np.sqrt(h_variance + norm_epsilon) + beta_hc
        # output-gate-hidden-state-products-norm
        h_o_norm = gamma_ho * hd_o / np.sqrt(h_variance + norm_epsilon) + beta_ho
        i_t = recurrent_activation(x_i_norm + h_i_norm + b_i)  # input-gate
        f_t = recurrent_activation(x_f_norm + h_f_norm + b_f)  # forget-gate
        g_t = activation(x_c_norm + h_c_norm + b_c)  # candidate
        o_t = recurrent_activation(x_o_norm + h_o_norm + b_o)  # output-gate
        c_sum = f_t * c_tm1 + i_t * g_t  # cell-state-sum
        c_mean = np.mean(c_sum, axis=-1, keepdims=True)  # cell-state-mean
        c_variance = np.mean((c_sum - c_mean) ** 2, axis=-1, keepdims=True)  # cell-state-variance
        # cell-state-norm
        c_t = state_gamma * (c_sum - c_mean) / np.sqrt(c_variance + norm_epsilon) + state_beta
        h_t = o_t * activation(c_t)  # hidden-state
        outputs[:, t - 1] = h_t  # outputs
    last_h = h_t  # last-h
    last_c = c_t  # last-c
    return LSTMResult(outputs, last_h, last_c)
