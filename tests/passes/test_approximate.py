"""The parts of the approximations: equal to what they stand for."""

import sympy as sp

from lstm_sym.notation.activations import x
from lstm_sym.passes.approximate import expm1_series, horner


def test_the_series_is_the_beginning_of_taylors() -> None:
    exact = sp.series(sp.exp(x) - 1, x, 0, 8).removeO()
    assert sp.expand(expm1_series(x, 7).doit() - exact) == 0


def test_horner_is_the_polynomial() -> None:
    a, b, c = sp.symbols("a b c")
    assert sp.expand(horner([a, b, c], x).doit() - (a + b * x + c * x**2)) == 0
