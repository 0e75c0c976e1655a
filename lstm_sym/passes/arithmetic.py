"""Sums and products that tidy themselves without sorting: 1 u is u, 2 u / 4 is u / 2, u - u is 0.

Only for formulas that are read and not run: tidying changes the grouping, and so the rounding.
"""

import sympy as sp
from sympy import Integer

from lstm_sym.notation.signs import decimal, fraction, negated
from lstm_sym.notation.words import absolute, sign, where

ZERO, ONE = Integer(0), Integer(1)


def plus(*terms: sp.Expr) -> sp.Expr:
    """The sum: nested sums flattened, opposite terms and zeros dropped, numbers added up."""
    kept: list[sp.Expr] = []
    number = ZERO
    for term in (part for whole in terms for part in summands(whole)):
        if isinstance(term, sp.Rational):
            number = sp.Rational(number.p * term.q + term.p * number.q, number.q * term.q)
        elif minus(term) in kept:
            kept.remove(minus(term))
        else:
            kept.append(term)
    kept = [number, *kept] if number != ZERO else kept
    return sp.Add(*kept) if len(kept) > 1 else kept[0] if kept else ZERO


def summands(expr: sp.Expr) -> list[sp.Expr]:
    if isinstance(expr, sp.Add):
        return [part for term in expr.args for part in summands(term)]
    inside = negated(expr)
    if isinstance(inside, sp.Add):
        return [minus(part) for part in summands(inside)]
    return [expr]


def minus(term: sp.Expr) -> sp.Expr:
    positive = negated(term)
    return ZERO if term == ZERO else -term if positive is None else positive


def times(*factors: sp.Expr) -> sp.Expr:
    """The product: its sign and its number in front, one fraction bar, a choice outermost."""
    number, above, below = _collect(factors)
    if number == ZERO:
        return ZERO
    for place, factor in enumerate(above):
        if isinstance(factor, where):
            condition, value, otherwise = factor.args
            rest = (number, *above[:place], *above[place + 1 :], *(1 / term for term in below))
            return choose(condition, times(value, *rest), times(otherwise, *rest))
    product = _build(sp.Rational(abs(number.p), number.q), above, below)
    return minus(product) if number < 0 else product


def choose(condition: sp.Basic, value: sp.Expr, otherwise: sp.Expr) -> sp.Expr:
    return value if value == otherwise else where(condition, value, otherwise)


def _collect(factors: tuple[sp.Expr, ...]) -> tuple[sp.Rational, list[sp.Expr], list[sp.Expr]]:
    number = sp.Rational(1)
    above: list[sp.Expr] = []
    below: list[sp.Expr] = []
    for factor in factors:
        positive = negated(factor)
        top, bottom = fraction(factor if positive is None else positive)
        sign_ = 1 if positive is None else -1
        for part in top if len(top) > 1 or bottom is not None else ():
            inner, more_above, more_below = _collect((part,))
            number, above, below = _scale(number, inner), above + more_above, below + more_below
        if bottom is not None:
            inner, more_above, more_below = _collect((bottom,))
            number = _scale(number, sp.Rational(inner.q, inner.p))
            above, below = above + more_below, below + more_above
        elif len(top) == 1 and isinstance(top[0], sp.Rational):
            number = _scale(number, top[0])
        elif len(top) == 1:
            above.append(top[0])
        number = _scale(number, sp.Rational(sign_))
    return number, *_cancel(above, below)


def _cancel(above: list[sp.Expr], below: list[sp.Expr]) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Drop what is above and below the bar; x sign(x) is |x|."""
    above, below = list(above), list(below)
    for term in list(below):
        if term in above:
            above.remove(term)
            below.remove(term)
    for term in list(above):
        if sign(term) in above:
            above[above.index(term)] = absolute(term)
            above.remove(sign(term))
    return above, below


def _scale(number: sp.Rational, by: sp.Rational) -> sp.Rational:
    return sp.Rational(number.p * by.p, number.q * by.q)


def _build(number: sp.Rational, above: list[sp.Expr], below: list[sp.Expr]) -> sp.Expr:
    whole = below or decimal(number) is None
    top, bottom = (Integer(number.p), Integer(number.q)) if whole else (number, ONE)
    above = [top, *above] if top != ONE else above
    below = [bottom, *below] if bottom != ONE else below
    numerator = sp.Mul(*above) if len(above) > 1 else above[0] if above else ONE
    if not below:
        return numerator
    return numerator / (sp.Mul(*below) if len(below) > 1 else below[0])
