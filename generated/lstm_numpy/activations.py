"""The elementwise activations of Keras and ONNX.

Printed from lstm_sym/equations/activations.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import math
from collections.abc import Callable

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.floats import of_floats
from lstm_numpy.special import erfc


@of_floats
def tanh(x: Array) -> Array:
    """Hyperbolic tangent (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> tanh(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.964, 0.0, 0.964]
    """
    return np.tanh(x)  # tanh


@of_floats
def sigmoid(x: Array) -> Array:
    """Logistic sigmoid (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        sigmoid(x) = 1 / (1 + exp(-x))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> sigmoid(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1192, 0.5, 0.8808]
    """
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))  # sigmoid


@of_floats
def hard_sigmoid(x: Array) -> Array:
    """The hard sigmoid of Keras 3.0 and later (Keras 3.0 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        hard_sigmoid(x) = clip(x / 6 + 0.5, 0, 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> hard_sigmoid(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1667, 0.5, 0.8333]
    """
    return np.clip(x / 6 + 0.5, 0, 1)  # hard_sigmoid


@of_floats
def hard_sigmoid_keras2(x: Array) -> Array:
    """The hard sigmoid of every Keras before 3.0 (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        hard_sigmoid_keras2(x) = clip(0.2 x + 0.5, 0, 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> hard_sigmoid_keras2(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1, 0.5, 0.9]
    """
    return np.clip(0.2 * x + 0.5, 0, 1)  # hard_sigmoid_keras2


@of_floats
def linear(x: Array) -> Array:
    """Identity (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        linear(x) = x

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> linear(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-2.0, 0.0, 2.0]
    """
    return x  # linear


@of_floats
def relu(x: Array) -> Array:
    """Rectified linear unit (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        relu(x) = max(x, 0)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.0, 0.0, 2.0]
    """
    return np.maximum(x, 0)  # relu


@of_floats
def relu6(x: Array) -> Array:
    """Relu, at most 6 (Keras 2.6 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        relu6(x) = clip(x, 0, 6)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> relu6(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.0, 0.0, 2.0]
    """
    return np.clip(x, 0, 6)  # relu6


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def leaky_relu(x: Array, negative_slope: float = 0.2) -> Array:
    """Leaky relu (Keras 2.6 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    negative_slope : float
        slope below zero

    Returns
    -------
    array, shape and float type of x
        leaky_relu(x) = x if x > 0, else s x

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.4, 0.0, 2.0]
    """
    return np.where(x > 0, x, negative_slope * x)  # leaky_relu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def elu(x: Array, alpha: float = 1.0) -> Array:
    """Exponential linear unit (Keras 1.1.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        value towards minus infinity, with the sign changed

    Returns
    -------
    array, shape and float type of x
        elu(x) = x if x > 0, else α (exp(x) - 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> elu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.8647, 0.0, 2.0]
    """
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))  # elu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def selu(x: Array) -> Array:
    """Scaled exponential linear unit (Klambauer et al. 2017, section 2) (Keras 2.0.6 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        selu(x) = 1.0507009873554805 (x if x > 0, else 1.6732632423543772 (exp(x) - 1))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> selu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-1.5202, 0.0, 2.1014]
    """
    # selu
    return np.where(
        x > 0, x + 0.050700987355480495 * x, 1.7580993408473768 * np.expm1(np.minimum(x, 0))
    )


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def celu(x: Array, alpha: float = 1.0) -> Array:
    """Continuously differentiable exponential linear unit (Barron 2017) (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        value towards minus infinity, with the sign changed

    Returns
    -------
    array, shape and float type of x
        celu(x) = x if x > 0, else α (exp(x / α) - 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> celu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.8647, 0.0, 2.0]
    """
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0) / alpha))  # celu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def gelu(x: Array) -> Array:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016, section 2) (Keras 2.4 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        gelu(x) = 0.5 x (1 + erf(x / √(2)))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> gelu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.0455, 0.0, 1.9545]
    """
    return 0.5 * x * erfc(-x / math.sqrt(2))  # gelu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def gelu_tanh(x: Array) -> Array:
    """Gelu with approximate=True (Hendrycks and Gimpel 2016, section 2) (Keras 2.4 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        gelu_tanh(x) = 0.5 x (1 + tanh(√(2 / π) (x + 0.044715 x^3)))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> gelu_tanh(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.0454, 0.0, 1.9546]
    """
    # gelu_tanh
    return 0.5 * x * (2 / (1 + np.exp(-2 * (math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))))


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def silu(x: Array) -> Array:
    """Sigmoid linear unit (Keras 2.4 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        silu(x) = x sigmoid(x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> silu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.2384, 0.0, 1.7616]
    """
    return x * sigmoid(x)  # silu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def mish(x: Array) -> Array:
    """Mish (Misra 2019) (Keras 2.13 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        mish(x) = x tanh(softplus(x))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> mish(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.2525, 0.0, 1.944]
    """
    return x * np.tanh(softplus(x))  # mish


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def softplus(x: Array) -> Array:
    """Softplus (Keras 0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        softplus(x) = log(1 + exp(x))

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> softplus(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1269, 0.6931, 2.1269]
    """
    return np.logaddexp(0, x)  # softplus


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def softsign(x: Array) -> Array:
    """Softsign (Keras 1.0.3 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        softsign(x) = x / (1 + |x|)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> softsign(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.6667, 0.0, 0.6667]
    """
    return x / (1 + np.abs(x))  # softsign


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def exponential(x: Array) -> Array:
    """Exponential (Keras 2.2.3 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        exponential(x) = exp(x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> exponential(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1353, 1.0, 7.3891]
    """
    return np.exp(x)  # exponential


@of_floats
def hard_tanh(x: Array) -> Array:
    """Identity between -1 and 1 (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        hard_tanh(x) = clip(x, -1, 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> hard_tanh(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-1.0, 0.0, 1.0]
    """
    return np.clip(x, -1, 1)  # hard_tanh


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def hard_silu(x: Array) -> Array:
    """Silu with hard_sigmoid in place of sigmoid (Keras 3.0.1 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        hard_silu(x) = x hard_sigmoid(x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> hard_silu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-0.3333, 0.0, 1.6667]
    """
    return x * hard_sigmoid(x)  # hard_silu


@of_floats
def log_sigmoid(x: Array) -> Array:
    """Logarithm of sigmoid (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        log_sigmoid(x) = -softplus(-x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> log_sigmoid(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-2.1269, -0.6931, -0.1269]
    """
    return -softplus(-x)  # log_sigmoid


@of_floats
def tanh_shrink(x: Array) -> Array:
    """X less its tanh (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        tanh_shrink(x) = x - tanh(x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> tanh_shrink(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-1.036, 0.0, 1.036]
    """
    return x - np.tanh(x)  # tanh_shrink


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def soft_shrink(x: Array, threshold: float = 0.5) -> Array:
    """X drawn towards zero by the threshold (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    threshold : float
        half the width of the zone that becomes zero

    Returns
    -------
    array, shape and float type of x
        soft_shrink(x) = x - θ if x > θ, else x + θ if x < -θ, else 0

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> soft_shrink(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-1.5, 0.0, 1.5]
    """
    # soft_shrink
    return np.where(x > threshold, x - threshold, np.where(x < -threshold, x + threshold, 0))


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def hard_shrink(x: Array, threshold: float = 0.5) -> Array:
    """Zero within the threshold (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    threshold : float
        half the width of the zone that becomes zero

    Returns
    -------
    array, shape and float type of x
        hard_shrink(x) = x if |x| > θ, else 0

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> hard_shrink(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [-2.0, 0.0, 2.0]
    """
    return np.where(np.abs(x) > threshold, x, 0)  # hard_shrink


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def squareplus(x: Array, b: float = 4.0) -> Array:
    """Squareplus (Keras 3.7 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    b : float
        width of the bend at zero

    Returns
    -------
    array, shape and float type of x
        squareplus(x) = (x + √(x^2 + b)) / 2

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number, b is below 0

    Examples
    --------
    >>> squareplus(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.4142, 1.0, 2.4142]
    """
    if b < 0:
        raise ValueError(f"b is {b}, expected 0 or more")
    # squareplus
    return np.where(x < 0, b / (np.hypot(x, math.sqrt(b)) - x), x + np.hypot(x, math.sqrt(b))) / 2


@of_floats
def sparse_plus(x: Array) -> Array:
    """Zero up to -1, x from 1 on, a parabola between (Keras 3.8 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        sparse_plus(x) = 0 if x ≤ -1, else (x + 1)^2 / 4 if x < 1, else x

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> sparse_plus(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.0, 0.25, 2.0]
    """
    return np.where(x <= -1, 0, np.where(x < 1, (np.clip(x, -1, 1) + 1) ** 2 / 4, x))  # sparse_plus


@of_floats
def sparse_sigmoid(x: Array) -> Array:
    """Zero up to -1, one from 1 on (Keras 3.10 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element

    Returns
    -------
    array, shape and float type of x
        sparse_sigmoid(x) = clip((x + 1) / 2, 0, 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats

    Examples
    --------
    >>> sparse_sigmoid(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.0, 0.5, 1.0]
    """
    return np.clip((x + 1) / 2, 0, 1)  # sparse_sigmoid


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def threshold(x: Array, threshold: float, default_value: float) -> Array:
    """X above the threshold, a default value up to it (Keras 3.8 and later).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    threshold : float
        values up to this one are replaced
    default_value : float
        what they are replaced by

    Returns
    -------
    array, shape and float type of x
        threshold(x) = x if x > θ, else v

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> threshold(np.array([-2.0, 0.0, 2.0]), 0.5, 1.0).round(4).tolist()
    [1.0, 1.0, 2.0]
    """
    return np.where(x > threshold, x, default_value)  # threshold


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def affine(x: Array, alpha: float, beta: float) -> Array:
    """Affine function (ONNX).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        factor
    beta : float
        second factor, or offset

    Returns
    -------
    array, shape and float type of x
        affine(x) = α x + β

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> affine(np.array([-2.0, 0.0, 2.0]), 0.5, 1.0).round(4).tolist()
    [0.0, 1.0, 2.0]
    """
    return alpha * x + beta  # affine


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def scaled_tanh(x: Array, alpha: float, beta: float) -> Array:
    """Tanh, scaled in both directions (ONNX).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        factor
    beta : float
        second factor, or offset

    Returns
    -------
    array, shape and float type of x
        scaled_tanh(x) = α tanh(β x)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> scaled_tanh(np.array([-2.0, 0.0, 2.0]), 0.5, 1.0).round(4).tolist()
    [-0.482, 0.0, 0.482]
    """
    return alpha * np.tanh(beta * x)  # scaled_tanh


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def thresholded_relu(x: Array, alpha: float = 1.0) -> Array:
    """X above the threshold alpha, zero up to it (ONNX).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        values up to this one become zero

    Returns
    -------
    array, shape and float type of x
        thresholded_relu(x) = x if x > α, else 0

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> thresholded_relu(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.0, 0.0, 2.0]
    """
    return np.where(x > alpha, x, 0)  # thresholded_relu


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
@of_floats
def hard_sigmoid_onnx(x: Array, alpha: float = 0.2, beta: float = 0.5) -> Array:
    """Hard sigmoid with slope alpha and offset beta (ONNX).

    Parameters
    ----------
    x : array, any shape
        what it is taken of, element by element
    alpha : float
        slope
    beta : float
        value at zero

    Returns
    -------
    array, shape and float type of x
        hard_sigmoid_onnx(x) = clip(α x + β, 0, 1)

    Raises
    ------
    TypeError, ValueError
        x is not an array of floats, or a parameter is not a number

    Examples
    --------
    >>> hard_sigmoid_onnx(np.array([-2.0, 0.0, 2.0])).round(4).tolist()
    [0.1, 0.5, 0.9]
    """
    return np.clip(alpha * x + beta, 0, 1)  # hard_sigmoid_onnx


# Other names that Keras has for them.
swish = silu
hard_swish = hard_silu

#: The functions that may be called by name, and other names that Keras has for them.
BY_NAME: dict[str, Callable[..., Array]] = {
    "tanh": tanh,
    "sigmoid": sigmoid,
    "hard_sigmoid": hard_sigmoid,
    "hard_sigmoid_keras2": hard_sigmoid_keras2,
    "linear": linear,
    "relu": relu,
    "relu6": relu6,
    "leaky_relu": leaky_relu,
    "elu": elu,
    "selu": selu,
    "celu": celu,
    "gelu": gelu,
    "gelu_tanh": gelu_tanh,
    "silu": silu,
    "swish": silu,
    "mish": mish,
    "softplus": softplus,
    "softsign": softsign,
    "exponential": exponential,
    "hard_tanh": hard_tanh,
    "hard_silu": hard_silu,
    "hard_swish": hard_silu,
    "log_sigmoid": log_sigmoid,
    "tanh_shrink": tanh_shrink,
    "soft_shrink": soft_shrink,
    "hard_shrink": hard_shrink,
    "squareplus": squareplus,
    "sparse_plus": sparse_plus,
    "sparse_sigmoid": sparse_sigmoid,
    "threshold": threshold,
}

#: The first release of Keras that takes each name.
SINCE = {
    "tanh": "0.1",
    "sigmoid": "0.1",
    "hard_sigmoid": "3.0",
    "hard_sigmoid_keras2": "0.1",
    "linear": "0.1",
    "relu": "0.1",
    "relu6": "2.6",
    "leaky_relu": "2.6",
    "elu": "1.1.1",
    "selu": "2.0.6",
    "celu": "3.7",
    "gelu": "2.4",
    "gelu_tanh": "2.4",
    "silu": "2.4",
    "swish": "2.4",
    "mish": "2.13",
    "softplus": "0.1",
    "softsign": "1.0.3",
    "exponential": "2.2.3",
    "hard_tanh": "3.7",
    "hard_silu": "3.0.1",
    "hard_swish": "3.0.1",
    "log_sigmoid": "3.7",
    "tanh_shrink": "3.7",
    "soft_shrink": "3.7",
    "hard_shrink": "3.7",
    "squareplus": "3.7",
    "sparse_plus": "3.8",
    "sparse_sigmoid": "3.10",
    "threshold": "3.8",
}

#: Functions that need more than x; as an option they are passed as a callable.
NEED_PARAMETERS = ("threshold",)

#: Functions of Keras that mix units and so are not activations of an LSTM.
MIXING = ("softmax", "log_softmax", "sparsemax", "glu")
