"""Rewrites a formula so that no intermediate result overflows and small results keep their digits.

On paper sigmoid is 1 / (1 + exp(-x)); in floating point exp(-x) overflows far below zero although
the result does not. A constant is rounded to a float, and all that is multiplied with it is off in
the same direction: that adds up over the timesteps of a layer, where other roundings cancel. Every
rule replaces a term by an equal one.
"""

from collections.abc import Callable, Iterator

import sympy as sp
from sympy import erf, evaluate, exp, log

from lstm_sym.notation.signs import negated
from lstm_sym.notation.words import absolute, clip, expm1, hypot, logaddexp, maximum, minimum, where


class erfc(sp.Function):
    """1 - erf(x), exact for large x."""

    nargs = 1


#: A number this close to 1 is written as 1 plus an excess: the rounding is then relative to that.
NEAR = sp.Rational(1, 8)

Rule = tuple[Callable[..., sp.Expr], Callable[..., sp.Expr]]

# Each pair: the formula on paper, and what floating point computes; u stands for any term.
RULES: tuple[Rule, ...] = (
    (lambda u: (exp(u) - exp(-u)) / (exp(u) + exp(-u)), lambda u: sp.tanh(u)),
    (lambda u: 1 / (1 + exp(-u)), lambda u: exp(minimum(u, 0)) / (1 + exp(-absolute(u)))),
    (lambda u: log(1 + exp(u)), lambda u: logaddexp(0, u)),
    (lambda u: exp(u) - 1, lambda u: expm1(u)),
    (lambda u: 1 + erf(u), lambda u: erfc(-u)),
    (lambda u: 1 + sp.tanh(u), lambda u: 2 / (1 + exp(-2 * u))),
)


with evaluate(False):
    #: What the outermost node of each formula on paper is: most terms are none of these.
    OUTERMOST = tuple(paper(sp.Symbol("u")).func for paper, _ in RULES)


def stable(formula: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The formula in the form that is computed."""
    with evaluate(False):
        return guard(rewrite(formula), x)


def rewrite(expr: sp.Basic) -> sp.Basic:
    """Apply the rules from the outside inwards."""
    for outermost, (paper, computed) in zip(OUTERMOST, RULES, strict=True):
        for term in arguments(expr) if expr.func is outermost else ():
            if expr == paper(term):
                return computed(rewrite(term))
    for form in (root_beside_its_term, square_root_of_squares, scaled_choice):
        found = form(expr)
        if found is not None:
            return found
    return rebuild(expr, rewrite)


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


def root_beside_its_term(expr: sp.Basic) -> sp.Expr | None:
    """u + sqrt(u**2 + k) as k / (sqrt(u**2 + k) - u) below zero, where the sum cancels."""
    if not (isinstance(expr, sp.Add) and len(expr.args) == 2):
        return None
    u, root = expr.args
    length = square_root_of_squares(root)
    if length is None or length.args[0] != u:
        return None
    return where(u < 0, root.base.args[1] / (length - u), u + length)


def scaled_choice(expr: sp.Basic) -> sp.Expr | None:
    """A number times a choice as a choice of products."""
    if not (isinstance(expr, sp.Mul) and len(expr.args) == 2):
        return None
    number, choice = expr.args
    if not (number.is_Rational and isinstance(choice, where)):
        return None
    condition, *values = choice.args
    return where(condition, *(times(number, rewrite(value)) for value in values))


def times(number: sp.Rational, expr: sp.Expr) -> sp.Expr:
    """A number times a term: two numbers become one, and of one near 1 the excess is rounded."""
    if isinstance(expr, sp.Mul) and expr.args[0].is_Rational:
        with evaluate(True):
            number = number * expr.args[0]
        return number * sp.Mul(*expr.args[1:])
    with evaluate(True):
        excess = number - 1
    return expr + excess * expr if abs(excess) < NEAR else number * expr


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
    if not any(grows(node, x) for node in sp.preorder_traversal(expr)):
        return expr
    inner = clip(x, low, high) if None not in (low, high) else None
    return substitute(expr, x, inner or (maximum(x, low) if high is None else minimum(x, high)))


def grows(node: sp.Basic, x: sp.Symbol) -> bool:
    """Whether a function may leave the range of floats far from its branch."""
    power = isinstance(node, sp.Pow) and node.has(x) and node.exp.is_positive
    return isinstance(node, sp.exp | expm1) or bool(power)


def substitute(expr: sp.Basic, x: sp.Symbol, by: sp.Expr) -> sp.Basic:
    return by if expr == x else rebuild(expr, lambda arg: substitute(arg, x, by))


def rebuild(expr: sp.Basic, change: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """The same node over changed arguments, in the same order."""
    changed = [change(arg) for arg in expr.args]
    same = all(new is old for new, old in zip(changed, expr.args, strict=True))
    return expr if same else expr.func(*changed)
