"""What the JavaScript printer writes, and what it refuses."""

import pytest
import sympy as sp
from sympy import evaluate

from lstm_sym.notation.words import clip, convolve, dot, where
from lstm_sym.targets.javascript.printer import JavaScriptPrinter
from lstm_sym.targets.printer import NoWordError

x, h, W, c = sp.symbols("x h W c", real=True)
PRINTER = JavaScriptPrinter({"f": "f"}, vectors=["x", "h"], columns=["W"])
f = sp.Function("f")

with evaluate(False):
    PRINTED = [
        (f(dot(x, W) + c), "f(dot(x, W) + c)"),
        (c * h + (c + c), "c * h[u] + (c + c)"),
        (2 * dot(x, W), "2 * dot(x, W)"),
        (-(c**2), "-pow(c, 2)"),
        (where(c > 0, c, -c) * 2, "(c > 0 ? c : -c) * 2"),
        (where(c > 0, where(c > 1, 1, c), 0), "c > 0 ? (c > 1 ? 1 : c) : 0"),
        (clip(c / 6, 0, sp.Rational(1, 2)), "clip(c / 6, 0, 0.5)"),
        (sp.sqrt(2 / sp.pi), "sqrt(2 / PI)"),
    ]


@pytest.mark.parametrize(("expression", "text"), PRINTED, ids=[text for _, text in PRINTED])
def test_printed(expression, text) -> None:
    assert PRINTER.print(expression) == text


with evaluate(False):
    REFUSED = [dot(c, W), dot(x * h, W), convolve(W, x), sp.erf(c), sp.Function("g")(c)]


@pytest.mark.parametrize("expression", REFUSED, ids=str)
def test_refused(expression) -> None:
    with pytest.raises(NoWordError, match="JavaScript has no word"):
        PRINTER.print(expression)
