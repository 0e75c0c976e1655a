"""Every elementwise activation of Keras 1, 2 and 3, each as an expression of x.

Names, defaults and the release that brought each: keras/activations.py of the releases up to 2.15,
keras/src/activations/activations.py of 3.0 to 3.15.1.
"""

from dataclasses import replace

from sympy import Rational, Symbol, erf, evaluate, exp, log, pi, sqrt
from sympy import tanh as hyperbolic_tangent

from lstm_sym.notation import Activation, Parameter, absolute, clip, maximum, where
from lstm_sym.notation.activations import x

HALF = Rational(1, 2)
SELU_ALPHA = Rational("1.6732632423543772848170429916717")
SELU_SCALE = Rational("1.0507009873554804934193349852946")


def parameter(name: str, latex: str, default: str | None, meaning: str) -> Parameter:
    value = None if default is None else Rational(default)
    return Parameter(Symbol(name, real=True), latex, value, meaning)


slope = parameter("negative_slope", "s", "0.2", "slope below zero")
alpha = parameter("alpha", r"\alpha", "1", "value towards minus infinity, with the sign changed")
b = replace(parameter("b", "b", "4", "width of the bend at zero"), least=0)
shrink = parameter("threshold", r"\theta", "0.5", "half the width of the zone that becomes zero")
limit = parameter("threshold", r"\theta", None, "values up to this one are replaced")
default = parameter("default_value", "v", None, "what they are replaced by")
slope_a = parameter("alpha", r"\alpha", None, "factor")
offset = parameter("beta", r"\beta", None, "second factor, or offset")
level = parameter("alpha", r"\alpha", "1", "values up to this one become zero")
gentle = parameter("alpha", r"\alpha", "0.2", "slope")
half = parameter("beta", r"\beta", "0.5", "value at zero")
beta = offset.symbol
s, a, theta, v = slope.symbol, alpha.symbol, shrink.symbol, default.symbol

with evaluate(False):  # keep every sum and product in the order written here
    tanh = Activation(
        "tanh", (exp(x) - exp(-x)) / (exp(x) + exp(-x)), "0.1", "hyperbolic tangent", r"\tanh"
    )
    sigmoid = Activation("sigmoid", 1 / (1 + exp(-x)), "0.1", "logistic sigmoid", r"\sigma")
    hard_sigmoid = Activation(
        "hard_sigmoid", clip(x / 6 + HALF, 0, 1), "3.0", "the hard sigmoid of Keras 3.0 and later"
    )
    hard_sigmoid_keras2 = Activation(
        "hard_sigmoid_keras2",
        clip(Rational("0.2") * x + HALF, 0, 1),
        "0.1",
        "the hard sigmoid of every Keras before 3.0",
        r"\mathrm{hard\_sigmoid}_{2}",
    )
    linear = Activation("linear", x, "0.1", "identity")
    relu = Activation("relu", maximum(x, 0), "0.1", "rectified linear unit")
    relu6 = Activation("relu6", clip(x, 0, 6), "2.6", "relu, at most 6")
    leaky_relu = Activation(
        "leaky_relu",
        where(x > 0, x, s * x),
        "2.6",
        "leaky relu",
        parameters=(slope,),
        overflows=True,
    )
    elu = Activation(
        "elu",
        where(x > 0, x, a * (exp(x) - 1)),
        "1.1.1",
        "exponential linear unit",
        parameters=(alpha,),
        overflows=True,
    )
    selu = Activation(
        "selu",
        SELU_SCALE * where(x > 0, x, SELU_ALPHA * (exp(x) - 1)),
        "2.0.6",
        "scaled exponential linear unit (Klambauer et al. 2017, section 2)",
        overflows=True,
    )
    celu = Activation(
        "celu",
        where(x > 0, x, a * (exp(x / a) - 1)),
        "3.7",
        "continuously differentiable exponential linear unit (Barron 2017)",
        parameters=(alpha,),
        overflows=True,
    )
    gelu = Activation(
        "gelu",
        HALF * x * (1 + erf(x / sqrt(2))),
        "2.4",
        "Gaussian error linear unit (Hendrycks and Gimpel 2016, section 2)",
        overflows=True,
    )
    gelu_tanh = Activation(
        "gelu_tanh",
        HALF * x * (1 + hyperbolic_tangent(sqrt(2 / pi) * (x + Rational("0.044715") * x**3))),
        "2.4",
        "gelu with approximate=True (Hendrycks and Gimpel 2016, section 2)",
        r"\mathrm{gelu}_{\tanh}",
        overflows=True,
    )
    silu = Activation(
        "silu", x * sigmoid(x), "2.4", "sigmoid linear unit", aliases=("swish",), overflows=True
    )
    softplus = Activation("softplus", log(1 + exp(x)), "0.1", "softplus", overflows=True)
    mish = Activation(
        "mish", x * hyperbolic_tangent(softplus(x)), "2.13", "mish (Misra 2019)", overflows=True
    )
    softsign = Activation("softsign", x / (1 + absolute(x)), "1.0.3", "softsign", overflows=True)
    exponential = Activation("exponential", exp(x), "2.2.3", "exponential", overflows=True)
    hard_tanh = Activation("hard_tanh", clip(x, -1, 1), "3.7", "identity between -1 and 1")
    hard_silu = Activation(
        "hard_silu",
        x * hard_sigmoid(x),
        "3.0.1",
        "silu with hard_sigmoid in place of sigmoid",
        aliases=("hard_swish",),
        overflows=True,
    )
    log_sigmoid = Activation("log_sigmoid", -softplus(-x), "3.7", "logarithm of sigmoid")
    tanh_shrink = Activation("tanh_shrink", x - hyperbolic_tangent(x), "3.7", "x less its tanh")
    soft_shrink = Activation(
        "soft_shrink",
        where(x > theta, x - theta, where(x < -theta, x + theta, 0)),
        "3.7",
        "x drawn towards zero by the threshold",
        parameters=(shrink,),
        overflows=True,
    )
    hard_shrink = Activation(
        "hard_shrink",
        where(absolute(x) > theta, x, 0),
        "3.7",
        "zero within the threshold",
        parameters=(shrink,),
        overflows=True,
    )
    squareplus = Activation(
        "squareplus",
        (x + sqrt(x**2 + b.symbol)) / 2,
        "3.7",
        "squareplus",
        parameters=(b,),
        overflows=True,
    )
    sparse_plus = Activation(
        "sparse_plus",
        where(x <= -1, 0, where(x < 1, (x + 1) ** 2 / 4, x)),
        "3.8",
        "zero up to -1, x from 1 on, a parabola between",
    )
    sparse_sigmoid = Activation(
        "sparse_sigmoid", clip((x + 1) / 2, 0, 1), "3.10", "zero up to -1, one from 1 on"
    )
    threshold = Activation(
        "threshold",
        where(x > theta, x, v),
        "3.8",
        "x above the threshold, a default value up to it",
        parameters=(limit, default),
        overflows=True,
    )
    # The functions of the LSTM operator of ONNX that Keras does not have.
    affine = Activation(
        "affine", a * x + beta, "", "affine function", parameters=(slope_a, offset), overflows=True
    )
    scaled_tanh = Activation(
        "scaled_tanh",
        a * hyperbolic_tangent(beta * x),
        "",
        "tanh, scaled in both directions",
        parameters=(slope_a, offset),
        overflows=True,
    )
    thresholded_relu = Activation(
        "thresholded_relu",
        where(x > a, x, 0),
        "",
        "x above the threshold alpha, zero up to it",
        parameters=(level,),
        overflows=True,
    )
    hard_sigmoid_onnx = Activation(
        "hard_sigmoid_onnx",
        clip(a * x + beta, 0, 1),
        "",
        "hard sigmoid with slope alpha and offset beta",
        parameters=(gentle, half),
        overflows=True,
    )

ACTIVATIONS = (
    *(tanh, sigmoid, hard_sigmoid, hard_sigmoid_keras2, linear, relu, relu6, leaky_relu, elu),
    *(selu, celu, gelu, gelu_tanh, silu, mish, softplus, softsign, exponential, hard_tanh),
    *(hard_silu, log_sigmoid, tanh_shrink, soft_shrink, hard_shrink, squareplus, sparse_plus),
    *(sparse_sigmoid, threshold, affine, scaled_tanh, thresholded_relu, hard_sigmoid_onnx),
)

# Functions of Keras that mix units: no activation of an LSTM, whose equations speak of one unit.
MIXING = ("softmax", "log_softmax", "sparsemax", "glu")
