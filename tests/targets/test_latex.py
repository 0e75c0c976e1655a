import pytest
import sympy as sp
from sympy import Rational, Tuple, evaluate, exp, sqrt, tanh

from lstm_sym.notation import absolute, at, clip, dot, maximum, over_time, where
from lstm_sym.notation.words import prime
from lstm_sym.targets.paper.latex import LatexPrinter
from lstm_sym.targets.printer import NoWordError

names = {"f_t": "f_t", "c_tm1": "c_{t-1}", "i_t": "i_t", "x_t": "x_t", "W_i": "W_i", "h_t": "h_t"}
f, c, i, x, W, h = sp.symbols(" ".join(names), real=True)
sigma = sp.Function("recurrent_activation")
arrays = LatexPrinter(names, {"recurrent_activation": r"\sigma"}, lambda expr: True)
numbers = LatexPrinter(names, {"recurrent_activation": r"\sigma"})

with evaluate(False):
    CASES = [
        (arrays, f * c + i * x, r"f_t \odot c_{t-1} + i_t \odot x_t"),
        (arrays, sigma(dot(x, W) + h), r"\sigma(x_t W_i + h_t)"),
        (arrays, f * (c + i), r"f_t \odot (c_{t-1} + i_t)"),
        (arrays, f + (c + i), "f_t + (c_{t-1} + i_t)"),
        (arrays, f * (c * i), r"f_t \odot (c_{t-1} \odot i_t)"),
        (arrays, dot(x + h, W), r"(x_t + h_t) W_i"),
        (arrays, dot(f * c, W), r"(f_t \odot c_{t-1}) W_i"),
        (arrays, f - (c - i), "f_t - (c_{t-1} - i_t)"),
        (arrays, at(x, c), "{x_t}_{c_{t-1}}"),
        (arrays, over_time(h), r"(h_1, \ldots, h_T)"),
        (arrays, Tuple(h, c), "(h_t, c_{t-1})"),
        (
            arrays,
            where(i, h, where(f, c, sp.Integer(0))),
            r"\begin{cases} h_t & \text{if } i_t \\ c_{t-1} & \text{if } f_t \\ "
            r"0 & \text{otherwise} \end{cases}",
        ),
        (numbers, f * x, "f_t x_t"),
        (numbers, -(f * x), "-f_t x_t"),
        (numbers, 1 / (1 + exp(-x)), r"\frac{1}{1 + e^{-x_t}}"),
        (numbers, x / 6 + Rational(1, 2), r"\frac{x_t}{6} + 0.5"),
        (numbers, Rational(1, 3) * x, r"\frac{1}{3} x_t"),
        (numbers, tanh(x / 2), r"\tanh\left( \frac{x_t}{2} \right)"),
        (numbers, sqrt(x**2 + 1), r"\sqrt{x_t^{2} + 1}"),
        (numbers, (x + 1) ** 2, "(x_t + 1)^{2}"),
        (numbers, maximum(absolute(x), 0), r"\max(|x_t|, 0)"),
        (numbers, clip(x, -1, 1), r"\min(\max(x_t, -1), 1)"),
        (numbers, where(x >= 0, x, 0), r"\begin{cases} x_t & \text{if } x_t \ge 0 \\ "
            r"0 & \text{otherwise} \end{cases}"),
        (numbers, prime(sigma(x)), r"\sigma'(x_t)"),
    ]  # fmt: skip


@pytest.mark.parametrize(("printer", "expr", "text"), CASES)
def test_an_expression_is_printed_as_it_was_written(printer, expr, text) -> None:
    assert printer.print(expr) == text


@pytest.mark.parametrize("expr", [sp.gamma(x), sp.oo, sp.Function("unknown")(x), sp.Symbol("k")])
def test_a_node_without_a_word_is_refused(expr) -> None:
    with pytest.raises((NoWordError, KeyError)):
        numbers.print(expr)
