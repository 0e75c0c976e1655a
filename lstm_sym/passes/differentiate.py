"""The derivative of a formula, with the author's order of terms; SymPy's own would sort them.

A test holds every derivative against SymPy's. At a kink, where no derivative exists, the choice of
the branch decides.
"""

from functools import lru_cache

import sympy as sp
from sympy import Integer, erf, evaluate, exp, log, pi, sqrt
from sympy.core.function import AppliedUndef

from lstm_sym.notation.signs import fraction, negated
from lstm_sym.notation.words import (
    absolute,
    block_diagonal,
    clip,
    maximum,
    mean,
    minimum,
    prime,
    sign,
    where,
    width,
)
from lstm_sym.passes.arithmetic import ONE, ZERO, choose, minus, plus, times
from lstm_sym.passes.stable import RULES, arguments


@lru_cache(maxsize=256)  # every target asks for the derivatives of the activations
def differentiate(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """d expr / d x."""
    with evaluate(False):
        return _derivative(hyperbolic(expr), x)


def hyperbolic(expr: sp.Expr) -> sp.Expr:
    """A quotient of exponentials by its name, tanh, whose derivative everybody knows."""
    paper, name = RULES[0]
    return next((name(u) for u in arguments(expr) if expr == paper(u)), expr)


def _derivative(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    if not expr.has(x) or isinstance(expr, width):
        return ZERO
    if expr == x:
        return ONE
    if isinstance(expr, sp.Add):
        return plus(*(_derivative(term, x) for term in expr.args))
    positive = negated(expr)
    if positive is not None:
        return minus(_derivative(positive, x))
    above, below = fraction(expr)
    if below is not None:
        return _quotient(above, below, x)
    if isinstance(expr, sp.Mul):
        return _product(expr.args, x)
    if isinstance(expr, where):
        condition, value, otherwise = expr.args
        return choose(condition, _derivative(value, x), _derivative(otherwise, x))
    inner, *bounds = expr.args
    outer = _outer(expr, inner)
    found = times(outer, _derivative(inner, x))
    if isinstance(expr, clip) and any(one.has(x) for one in bounds):
        return _derivative(minimum(maximum(inner, bounds[0]), bounds[1]), x)
    if isinstance(expr, maximum | minimum):  # the other is taken, at a tie too
        return plus(found, times(where(outer.args[0], ZERO, ONE), _derivative(bounds[0], x)))
    return found


def _outer(expr: sp.Expr, u: sp.Expr) -> sp.Expr:
    """The derivative of a function by its first argument."""
    if isinstance(expr, sp.Pow):
        if expr.exp == sp.Rational(1, 2):
            return 1 / (2 * expr)
        return expr.exp * (u if expr.exp == 2 else u ** Integer(expr.exp.p - 1))
    if isinstance(expr, AppliedUndef):
        return prime(expr)
    rules = {
        exp: lambda: expr,
        log: lambda: 1 / u,
        sp.tanh: lambda: 1 - expr**2,
        erf: lambda: 2 / sqrt(pi) * exp(-square(u)),
        absolute: lambda: sign(u),
        sign: lambda: ZERO,
        mean: lambda: 1 / width(u),
        block_diagonal: lambda: ONE,  # linear: what is beside the blocks is left out later
        maximum: lambda: where(u > expr.args[1], ONE, ZERO),
        minimum: lambda: where(u < expr.args[1], ONE, ZERO),
        clip: lambda: where(u <= expr.args[1], ZERO, where(u < expr.args[2], ONE, ZERO)),
    }
    return rules[expr.func]()


def _product(factors: tuple[sp.Expr, ...], x: sp.Symbol) -> sp.Expr:
    terms = []
    for place, factor in enumerate(factors):
        others = [*factors[:place], _derivative(factor, x), *factors[place + 1 :]]
        terms.append(times(*others))
    return plus(*terms)


def _quotient(above: tuple[sp.Expr, ...], below: sp.Expr, x: sp.Symbol) -> sp.Expr:
    top = times(*above)
    slope_above, slope_below = _derivative(top, x), _derivative(below, x)
    if slope_below == ZERO:
        return times(slope_above, 1 / below)
    return times(plus(times(slope_above, below), minus(times(top, slope_below))), 1 / below**2)


def square(u: sp.Expr) -> sp.Expr:
    """u**2, with the root in (x / sqrt(2))**2 resolved."""
    above, below = fraction(u)
    if isinstance(below, sp.Pow) and below.exp == sp.Rational(1, 2):
        return times(*above) ** 2 / below.base
    return u**2
