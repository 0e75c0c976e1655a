import pytest
import sympy as sp
from sympy import evaluate, exp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import where
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import expm1, in_sympy, minimum
from lstm_sym.passes.expand import expand
from lstm_sym.passes.stable import erfc, stable

POINTS = [sp.Rational(p, 16) for p in range(-160, 161, 23)] + [-3, -1, sp.Rational(-1, 2), 0, 1, 3]


def value(expr: sp.Basic, at: sp.Expr, parameters: dict) -> sp.Expr:
    exact = in_sympy(expand(expr, ACTIVATIONS)).replace(erfc, lambda u: 1 - sp.erf(u))
    return sp.N(exact.subs({x: at, **parameters}), 50)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_the_computed_form_equals_the_formula(activation) -> None:
    numbers = iter([sp.Rational(1, 4), sp.Rational(-2, 3)])
    parameters = {
        p.symbol: next(numbers) if p.default is None else p.default for p in activation.parameters
    }
    computed = stable(activation.formula, x)
    for point in POINTS:
        paper = value(activation.formula, point, parameters)
        assert abs(paper - value(computed, point, parameters)) < sp.Float("1e-40")


def test_a_branch_is_computed_only_where_it_is_used() -> None:
    with evaluate(False):
        guarded = where(x > 0, x, expm1(minimum(x, 0)))
        assert stable(where(x > 0, x, exp(x) - 1), x) == guarded
