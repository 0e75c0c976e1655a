"""The derivatives of the activations: of x, and of the value y that is known.

Printed from lstm_sym/equations/activations.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import math
from collections.abc import Callable

import numpy as np

from lstm_numpy import activations
from lstm_numpy.activations import hard_sigmoid, sigmoid, softplus
from lstm_numpy.arrays import Array
from lstm_numpy.special import erfc


def tanh_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.tanh` at x, where its value is y."""
    return 1 - y**2  # tanh


def sigmoid_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.sigmoid` at x, where its value is y."""
    return y * (1 - y)  # sigmoid


def hard_sigmoid_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.hard_sigmoid` at x, where its value is y."""
    # hard_sigmoid
    return np.where(x / 6 + 0.5 <= 0, 0, np.where(x / 6 + 0.5 < 1, x.dtype.type(1 / 6), 0))


def hard_sigmoid_keras2_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.hard_sigmoid_keras2` at x, where its value is y."""
    # hard_sigmoid_keras2
    return np.where(0.2 * x + 0.5 <= 0, 0, np.where(0.2 * x + 0.5 < 1, x.dtype.type(0.2), 0))


def linear_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.linear` at x, where its value is y."""
    return np.full_like(x, 1)  # linear


def relu_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.relu` at x, where its value is y."""
    return np.where(x > 0, x.dtype.type(1), 0)  # relu


def relu6_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.relu6` at x, where its value is y."""
    return np.where(x <= 0, 0, np.where(x < 6, x.dtype.type(1), 0))  # relu6


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def leaky_relu_slope(x: Array, y: Array, negative_slope: float = 0.2) -> Array:
    """The derivative of `activations.leaky_relu` at x, where its value is y."""
    return np.where(x > 0, x.dtype.type(1), negative_slope)  # leaky_relu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def elu_slope(x: Array, y: Array, alpha: float = 1.0) -> Array:
    """The derivative of `activations.elu` at x, where its value is y."""
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))  # elu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def selu_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.selu` at x, where its value is y."""
    # selu
    return np.where(x > 0, 1.0507009873554805, 1.7580993408473768 * np.exp(np.minimum(x, 0)))


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def celu_slope(x: Array, y: Array, alpha: float = 1.0) -> Array:
    """The derivative of `activations.celu` at x, where its value is y."""
    return np.where(x > 0, 1, np.exp(np.minimum(x, 0) / alpha))  # celu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def gelu_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.gelu` at x, where its value is y."""
    term_1 = 0.5 * erfc(-x / math.sqrt(2))
    term_2 = x * np.exp(-(x**2) / 2) / (math.sqrt(math.pi) * math.sqrt(2))
    return term_1 + term_2  # gelu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def gelu_tanh_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.gelu_tanh` at x, where its value is y."""
    term_1 = 0.5 * (2 / (1 + np.exp(-2 * (math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))))
    term_2 = 0.5 * x * (1 - np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)) ** 2)
    term_2 = term_2 * math.sqrt(2 / math.pi) * (1 + 0.134145 * x**2)
    return term_1 + term_2  # gelu_tanh


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def silu_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.silu` at x, where its value is y."""
    return sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x)))  # silu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def mish_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.mish` at x, where its value is y."""
    return np.tanh(softplus(x)) + x * (1 - np.tanh(softplus(x)) ** 2) * sigmoid(x)  # mish


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def softplus_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.softplus` at x, where its value is y."""
    return sigmoid(x)  # softplus


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def softsign_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.softsign` at x, where its value is y."""
    return 1 / (1 + np.abs(x)) ** 2  # softsign


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def exponential_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.exponential` at x, where its value is y."""
    return y  # exponential


def hard_tanh_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.hard_tanh` at x, where its value is y."""
    return np.where(x <= -1, 0, np.where(x < 1, x.dtype.type(1), 0))  # hard_tanh


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def hard_silu_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.hard_silu` at x, where its value is y."""
    term_1 = hard_sigmoid(x)
    term_2 = x * np.where(x / 6 + 0.5 <= 0, 0, np.where(x / 6 + 0.5 < 1, x.dtype.type(1 / 6), 0))
    return term_1 + term_2  # hard_silu


def log_sigmoid_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.log_sigmoid` at x, where its value is y."""
    return sigmoid(-x)  # log_sigmoid


def tanh_shrink_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.tanh_shrink` at x, where its value is y."""
    return np.tanh(x) ** 2  # tanh_shrink


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def soft_shrink_slope(x: Array, y: Array, threshold: float = 0.5) -> Array:
    """The derivative of `activations.soft_shrink` at x, where its value is y."""
    return np.where(x > threshold, 1, np.where(x < -threshold, x.dtype.type(1), 0))  # soft_shrink


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def hard_shrink_slope(x: Array, y: Array, threshold: float = 0.5) -> Array:
    """The derivative of `activations.hard_shrink` at x, where its value is y."""
    return np.where(np.abs(x) > threshold, x.dtype.type(1), 0)  # hard_shrink


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def squareplus_slope(x: Array, y: Array, b: float = 4.0) -> Array:
    """The derivative of `activations.squareplus` at x, where its value is y."""
    return 0.5 * (1 + x / np.hypot(x, float(np.sqrt(b))))  # squareplus


def sparse_plus_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.sparse_plus` at x, where its value is y."""
    return np.where(x <= -1, 0, np.where(x < 1, 0.5 * (x + 1), 1))  # sparse_plus


def sparse_sigmoid_slope(x: Array, y: Array) -> Array:
    """The derivative of `activations.sparse_sigmoid` at x, where its value is y."""
    # sparse_sigmoid
    return np.where((x + 1) / 2 <= 0, 0, np.where((x + 1) / 2 < 1, x.dtype.type(0.5), 0))


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def threshold_slope(x: Array, y: Array, threshold: float, default_value: float) -> Array:
    """The derivative of `activations.threshold` at x, where its value is y."""
    return np.where(x > threshold, x.dtype.type(1), 0)  # threshold


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def affine_slope(x: Array, y: Array, alpha: float, beta: float) -> Array:
    """The derivative of `activations.affine` at x, where its value is y."""
    return np.full_like(x, alpha)  # affine


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def scaled_tanh_slope(x: Array, y: Array, alpha: float, beta: float) -> Array:
    """The derivative of `activations.scaled_tanh` at x, where its value is y."""
    return alpha * (1 - np.tanh(beta * x) ** 2) * beta  # scaled_tanh


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def thresholded_relu_slope(x: Array, y: Array, alpha: float = 1.0) -> Array:
    """The derivative of `activations.thresholded_relu` at x, where its value is y."""
    return np.where(x > alpha, x.dtype.type(1), 0)  # thresholded_relu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def hard_sigmoid_onnx_slope(x: Array, y: Array, alpha: float = 0.2, beta: float = 0.5) -> Array:
    """The derivative of `activations.hard_sigmoid_onnx` at x, where its value is y."""
    # hard_sigmoid_onnx
    return np.where(
        alpha * x + beta <= 0, 0, np.where(alpha * x + beta < 1, x.dtype.type(alpha), 0)
    )


#: The derivative of each function of lstm_numpy.activations.
OF: dict[Callable[..., Array], Callable[..., Array]] = {
    activations.tanh: tanh_slope,
    activations.sigmoid: sigmoid_slope,
    activations.hard_sigmoid: hard_sigmoid_slope,
    activations.hard_sigmoid_keras2: hard_sigmoid_keras2_slope,
    activations.linear: linear_slope,
    activations.relu: relu_slope,
    activations.relu6: relu6_slope,
    activations.leaky_relu: leaky_relu_slope,
    activations.elu: elu_slope,
    activations.selu: selu_slope,
    activations.celu: celu_slope,
    activations.gelu: gelu_slope,
    activations.gelu_tanh: gelu_tanh_slope,
    activations.silu: silu_slope,
    activations.mish: mish_slope,
    activations.softplus: softplus_slope,
    activations.softsign: softsign_slope,
    activations.exponential: exponential_slope,
    activations.hard_tanh: hard_tanh_slope,
    activations.hard_silu: hard_silu_slope,
    activations.log_sigmoid: log_sigmoid_slope,
    activations.tanh_shrink: tanh_shrink_slope,
    activations.soft_shrink: soft_shrink_slope,
    activations.hard_shrink: hard_shrink_slope,
    activations.squareplus: squareplus_slope,
    activations.sparse_plus: sparse_plus_slope,
    activations.sparse_sigmoid: sparse_sigmoid_slope,
    activations.threshold: threshold_slope,
    activations.affine: affine_slope,
    activations.scaled_tanh: scaled_tanh_slope,
    activations.thresholded_relu: thresholded_relu_slope,
    activations.hard_sigmoid_onnx: hard_sigmoid_onnx_slope,
}
