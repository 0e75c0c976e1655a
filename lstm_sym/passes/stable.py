"""Rewrites a formula so that no intermediate result overflows and small results keep their digits.

On paper sigmoid is 1 / (1 + exp(-x)); in floating point exp(-x) overflows far below zero although
the result does not. Every rule replaces a term by an equal one.
"""

from collections.abc import Callable, Iterator

import sympy as sp
from sympy import erf, evaluate, exp, log

from lstm_sym.notation.words import absolute, clip, expm1, hypot, logaddexp, maximum, minimum, where
from lstm_sym.printers.base import negated


class erfc(sp.Function):
    """1 - erf(x), exact for large x."""

    nargs = 1


Rule = tuple[Callable[..., sp.Expr], Callable[..., sp.Expr]]

# On paper, in floating point; u stands for any term.
RULES: tuple[Rule, ...] = (
    (lambda u: (exp(u) - exp(-u)) / (exp(u) + exp(-u)), lambda u: sp.tanh(u)),
    (lambda u: 1 / (1 + exp(-u)), lambda u: exp(minimum(u, 0)) / (1 + exp(-absolute(u)))),
    (lambda u: log(1 + exp(u)), lambda u: logaddexp(0, u)),
    (lambda u: exp(u) - 1, lambda u: expm1(u)),
    (lambda u: 1 + erf(u), lambda u: erfc(-u)),
)


def stable(formula: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The formula in the form that is computed."""
    with evaluate(False):
        return guard(rewrite(formula), x)


def rewrite(expr: sp.Basic) -> sp.Basic:
    """Apply the rules from the outside inwards."""
    for paper, computed in RULES:
        for term in arguments(expr):
            if expr == paper(term):
                return computed(rewrite(term))
    root = square_root_of_squares(expr)
    return root if root is not None else rebuild(expr, rewrite)


def arguments(expr: sp.Basic) -> Iterator[sp.Expr]:
    """What the functions in the expression are applied to, and that without its minus sign."""
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Function) and isinstance(node.args[0], sp.Expr):
            yield node.args[0]
            positive = negated(node.args[0])
            if positive is not None:
                yield positive


def square_root_of_squares(expr: sp.Basic) -> sp.Expr | None:
    """hypot(u, sqrt(k)) for sqrt(u**2 + k)."""
    if not (isinstance(expr, sp.Pow) and expr.exp == sp.Rational(1, 2)):
        return None
    if not (isinstance(expr.base, sp.Add) and len(expr.base.args) == 2):
        return None
    square, rest = expr.base.args
    if not (isinstance(square, sp.Pow) and square.exp == 2):
        return None
    return hypot(square.base, sp.sqrt(rest))


def guard(
    expr: sp.Basic, x: sp.Symbol, low: sp.Expr | None = None, high: sp.Expr | None = None
) -> sp.Basic:
    """Keep x within the branch that uses it: NumPy computes every branch for every x."""
    if isinstance(expr, where):
        condition, value, otherwise = expr.args
        if isinstance(condition, sp.core.relational.Relational) and condition.lhs == x:
            bound = condition.rhs
            above = condition.rel_op in (">", ">=")
            inside, outside = (
                ((bound, high), (low, bound)) if above else ((low, bound), (bound, high))
            )
            return where(condition, guard(value, x, *inside), guard(otherwise, x, *outside))
    if low is None and high is None:
        return rebuild(expr, lambda arg: guard(arg, x))
    grows = any(isinstance(node, (sp.exp, expm1, sp.Pow)) for node in sp.preorder_traversal(expr))
    if not grows:
        return expr
    inner = clip(x, low, high) if None not in (low, high) else None
    return substitute(expr, x, inner or (maximum(x, low) if high is None else minimum(x, high)))


def substitute(expr: sp.Basic, x: sp.Symbol, by: sp.Expr) -> sp.Basic:
    return by if expr == x else rebuild(expr, lambda arg: substitute(arg, x, by))


def rebuild(expr: sp.Basic, change: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """The same node over changed arguments, in the same order."""
    return expr.func(*(change(arg) for arg in expr.args)) if expr.args else expr
