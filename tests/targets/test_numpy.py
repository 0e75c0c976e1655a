import ast

import pytest
import sympy as sp
from sympy import Rational, evaluate, exp, pi, sqrt, tanh

from lstm_sym.notation import clip, dot, where
from lstm_sym.notation.signs import decimal
from lstm_sym.targets.numpy.printer import NumpyPrinter, index
from lstm_sym.targets.numpy.python import WIDTH, laid_out
from lstm_sym.targets.printer import NoWordError

x, y, W, a = sp.symbols("x y W a", real=True)
t, T = sp.symbols("t timesteps", real=True)
sigma = sp.Function("sigma")
printer = NumpyPrinter({"sigma": "sigmoid"}, ["a"])

with evaluate(False):
    CASES = [
        (x * y + y, "x * y + y"),
        (x + (y + W), "x + (y + W)"),
        (x - (y - W), "x - (y - W)"),
        (x * (y * W), "x * (y * W)"),
        (x / (y / W), "x / (y / W)"),
        (x / (y * W), "x / (y * W)"),
        (y * dot(x, W), "y * (x @ W)"),
        (dot(x, W) * y, "x @ W * y"),
        (dot(x + y, W), "(x + y) @ W"),
        (dot(x, dot(y, W)), "x @ (y @ W)"),
        (-x, "-x"),
        (-(x + y), "-(x + y)"),
        (y - x, "y - x"),
        (y * -x, "y * (-x)"),
        (x**2, "x**2"),
        ((x + 1) ** 2 / 4, "(x + 1) ** 2 / 4"),
        (sqrt(2 / pi) * x, "math.sqrt(2 / math.pi) * x"),
        (sqrt(a) * x, "math.sqrt(a) * x"),
        (sqrt(x), "np.sqrt(x)"),
        (1 / (1 + exp(-x)), "1 / (1 + np.exp(-x))"),
        (Rational(1, 3) * x, "1 / 3 * x"),
        (x * Rational(1, 3), "x * (1 / 3)"),
        (x / Rational(-2, 7), "x / (-2 / 7)"),
        (Rational("0.2") * x, "0.2 * x"),
        (Rational("1.6732632423543772848170429916717") * x, "1.6732632423543772 * x"),
        (where(x > y, x, 0), "np.where(x > y, x, 0)"),
        (clip(sigma(x), 0, 1), "np.clip(sigmoid(x), 0, 1)"),
        (tanh(x), "np.tanh(x)"),
        (sp.Tuple(x, y), "x, y"),
    ]


@pytest.mark.parametrize(("expr", "text"), CASES)
def test_an_expression_is_printed_as_it_was_written(expr, text) -> None:
    assert printer.print(expr) == text
    ast.parse(text)


@pytest.mark.parametrize("expr", [sp.gamma(x), sp.oo, sp.Function("other")(x), x ** sp.Symbol("k")])
def test_a_node_without_a_word_is_refused(expr) -> None:
    with pytest.raises(NoWordError, match="NumPy has no word for"):
        printer.print(expr)


def test_numbers_of_the_caller_stay_python_floats() -> None:
    of_arrays = NumpyPrinter({"sigma": "sigmoid"}, ["a"], "element")
    with evaluate(False):
        assert of_arrays.print(sqrt(a) * x) == "float(np.sqrt(a)) * x"
        assert of_arrays.print(sigma(a) * x) == "float(sigmoid(np.float64(a))) * x"
        assert of_arrays.print(exp(sp.Integer(2)) * x) == "math.exp(2) * x"
        assert of_arrays.print(where(x > a, 1, a)) == "np.where(x > a, element(1), a)"
        assert of_arrays.print(where(x > a, 1, x)) == "np.where(x > a, 1, x)"
        assert of_arrays.print(x**-2 + sp.Integer(10) ** 30) == "x**-2 + 10.0 ** 30"
        assert of_arrays.print(y / sqrt(1 + x**2)) == "y / np.sqrt(1 + x**2)"


def test_the_index_on_paper_counts_from_one() -> None:
    with evaluate(False):
        assert index(t) == "t - 1"
        assert index(T + 1 - t) == "timesteps - t"


def test_decimals_have_every_digit_or_none() -> None:
    numbers = ["1/5", "-1/2", "3", "1/3", "1/6", "0.044715", "1/1024"]
    texts = [decimal(sp.Rational(number)) for number in numbers]
    assert texts == ["0.2", "-0.5", "3", None, None, "0.044715", "0.0009765625"]


LONG = " * ".join(f"slope_of_the_gate_{letter}" for letter in "abcd")


@pytest.mark.parametrize(
    "line",
    [
        f"slope[:, :, 5] = {LONG}",  # with the indent a little longer than a line
        f"slope[:, :, 5] = {LONG} * {LONG}",
        f"slope[:, :, 5] = {LONG} + {LONG}",
        f"slope[:, :, 5] = tanh({LONG})",
        f"slope[:, :, 5] = tanh({LONG}) * (slope_of_the_cell - slope_of_the_gate)",
    ],
)
def test_a_long_statement_on_several_lines_is_the_same_statement(line: str) -> None:
    lines = laid_out(f"    {line}")
    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH
    together = "if True:\n" + "\n".join(lines)
    assert ast.dump(ast.parse(together)) == ast.dump(ast.parse(f"if True:\n    {line}"))
