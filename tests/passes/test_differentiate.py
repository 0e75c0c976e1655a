import pytest
import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy, maximum, minimum
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.passes.expand import expand

# Away from every kink, on both sides of each.
POINTS = [sp.Rational(p, 7) for p in (-50, -22, -15, -9, -4, -2, 2, 4, 9, 15, 22, 45)]


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_the_derivative_is_the_one_that_sympy_finds(activation) -> None:
    numbers = iter([sp.Rational(1, 4), sp.Rational(-2, 3)])
    parameters = {
        p.symbol: next(numbers) if p.default is None else p.default for p in activation.parameters
    }
    ours = in_sympy(expand(differentiate(activation.formula, x), ACTIVATIONS)).subs(parameters)
    theirs = sp.diff(in_sympy(expand(activation.formula, ACTIVATIONS)).subs(parameters), x)
    for point in POINTS:
        difference = (ours - theirs).subs(x, point).doit()
        assert abs(sp.N(difference, 40)) < sp.Float("1e-30")


def test_no_derivative_is_zero_everywhere() -> None:
    assert [a.name for a in ACTIVATIONS if differentiate(a.formula, x) == 0] == []


@pytest.mark.parametrize("word", [maximum, minimum])
def test_either_argument_that_is_taken_has_a_derivative(word) -> None:
    found = in_sympy(differentiate(word(x, x**3), x))
    for point in (sp.Rational(1, 2), sp.Rational(2)):
        taken = 1 if (point < point**3) == (word is minimum) else 3 * point**2
        assert found.subs(x, point).doit() == taken
