"""Sigmoid through tanh, and the approximations: equal to what they stand for."""

import sympy as sp

from lstm_sym.equations import activations
from lstm_sym.notation.activations import x
from lstm_sym.passes.approximate import expm1_series, half_tanh, horner


def test_sigmoid_is_half_of_one_plus_tanh_of_half() -> None:
    rewritten = half_tanh(activations.sigmoid.formula)
    assert rewritten.has(sp.tanh)
    assert not rewritten.has(sp.exp)
    difference = rewritten.doit().rewrite(sp.exp) - activations.sigmoid.formula.doit()
    assert sp.simplify(difference) == 0


def test_other_formulas_stay() -> None:
    for stated in activations.ACTIVATIONS:
        if stated.name != "sigmoid":
            assert half_tanh(stated.formula) == stated.formula


def test_the_series_is_the_beginning_of_taylors() -> None:
    exact = sp.series(sp.exp(x) - 1, x, 0, 8).removeO()
    assert sp.expand(expm1_series(x, 7).doit() - exact) == 0


def test_horner_is_the_polynomial() -> None:
    a, b, c = sp.symbols("a b c")
    assert sp.expand(horner([a, b, c], x).doit() - (a + b * x + c * x**2)) == 0
