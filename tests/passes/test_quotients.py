"""Sigmoids as denominators: the equations compute the same."""

import pytest
import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import clip, in_sympy
from lstm_sym.passes.quotients import quotients

i, f, c, h, y, v = sp.symbols("i f c h y v", real=True)
z_i, z_f, p, k, x = sp.symbols("z_i z_f p k x", real=True)
sigmoid = sp.Function("sigmoid")


def value(equations: tuple[Equation, ...], sums: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """What the last equation gives."""
    held = dict(sums)
    for e in equations:
        right = in_sympy(e.right).doit().subs(held, simultaneous=True)
        held[e.left] = right.replace(sigmoid, lambda u: 1 / (1 + sp.exp(-u)))
    return held[equations[-1].left].subs({k: 3, x: sp.Rational(1, 3), p: sp.Rational(-2, 7)})


with sp.evaluate(False):
    GATES = (Equation("i", i, sigmoid(z_i)), Equation("f", f, sigmoid(z_f + p * x)))
    LAST = {
        "one factor each": f * x + i * v,
        "a product of two gates": f * i,
        "of three factors": f * x * i,
        "added": x + i + f,
        "subtracted": f * x - 2 * i,
        "what a gate leaves": f * x + (1 - f) * i,
        "a gate twice": f * x + f * i,
        "a sigmoid of a state": i * (2 * sigmoid(x) - 1) + f,
        "a clipped sum": sigmoid(clip(z_f, -k, k)) * x + i * f,
        "a gate of a gate": sigmoid(i) * x + f,
        "a quotient": x / f + i,
    }


@pytest.mark.parametrize("name", LAST)
def test_the_results_are_those_of_the_equations(name: str) -> None:
    with sp.evaluate(False):
        equations = (*GATES, Equation("y", y, LAST[name]))
    turned = quotients(equations, (z_i, z_f), (y,))
    assert not any(e.right.has(sigmoid) for e in turned.equations)
    numbers = {z_i: sp.Rational(3, 4), z_f: sp.Rational(-5, 3), v: sp.Rational(1, 9)}
    signed = {s: -n if s in turned.negated else n for s, n in numbers.items()}
    ours, theirs = value(turned.equations, signed), value(equations, numbers)
    assert abs(sp.N(ours - theirs, 40)) < 1e-35


def test_the_minus_moves_into_the_sums() -> None:
    with sp.evaluate(False):
        equations = (*GATES, Equation("y", y, f * x + i * v))
    assert quotients(equations, (z_i, z_f), (y,)).negated == {z_i, z_f}


def test_a_sum_that_two_equations_use_keeps_its_sign() -> None:
    with sp.evaluate(False):
        equations = (Equation("i", i, sigmoid(z_i)), Equation("y", y, i * z_i))
    assert quotients(equations, (z_i,), (y,)).negated == frozenset()


def test_a_gate_that_is_a_result_keeps_its_value() -> None:
    with sp.evaluate(False):
        equations = (Equation("i", i, sigmoid(z_i)), Equation("y", y, i * x))
    turned = quotients(equations, (z_i,), (i, y))
    assert turned.equations[1].right == i * x
