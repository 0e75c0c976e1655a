"""The derivative of an activation by its own value, where that is shorter: y (1 - y) for a sigmoid.

Backwards the value is known already. A form is taken only where SymPy proves it equal.
"""

from functools import cache

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy, prime
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.passes.expand import expand
from lstm_sym.passes.stable import rebuild

y = sp.Symbol("y", real=True)

with sp.evaluate(False):
    SIGMOID = Activation("sigmoid", 1 / (1 + sp.exp(-x)), since="", meaning="logistic sigmoid")
    FORMS: tuple[sp.Expr, ...] = (sp.Integer(1), y, 1 - y**2, y * (1 - y), SIGMOID(x))

# Where forms are compared first.
AT = sp.Rational(7, 10)


@cache
def by_value(activation: Activation) -> sp.Expr | None:
    """The derivative at x as a form of the value y, or of a sigmoid; None where none is equal."""
    if activation.parameters or activation.formula.atoms(AppliedUndef):
        return None
    with sp.evaluate(True):
        formula = in_sympy(activation.formula).doit()
        if formula.atoms(sp.Piecewise, sp.Max, sp.Min, sp.Abs):
            return None
        slope = sp.diff(formula, x)
        there = {x: AT, y: formula.evalf(subs={x: AT})}
        known = slope.evalf(subs=there)
        for form in FORMS:
            meant = expand(form, (SIGMOID,))
            if abs(meant.evalf(subs=there) - known) > 1e-9:
                continue  # most differ, and need no proof
            if sp.cancel((slope - meant.subs(y, formula)).rewrite(sp.exp)) == 0:
                return form
    return None


def of_value(name: str, activations: tuple[Activation, ...]) -> sp.Expr | None:
    """The derivative of a function by its value alone; None where x is read, too."""
    found = by_value(next(one for one in activations if one.name == name))
    return None if found is None or x in found.free_symbols else found


@cache
def slope(activation: Activation, activations: tuple[Activation, ...]) -> sp.Expr:
    """The derivative at x in terms of x and the value y; of inner activations in terms of x."""
    named = {one.name: one for one in activations}
    found = by_value(activation)
    if found is not None:
        return found

    def resolved(node: sp.Basic) -> sp.Basic:
        if isinstance(node, prime):
            (call,) = node.args
            inner = slope(named[type(call).__name__], activations)
            return put(inner, {y: call, x: call.args[0]})
        return rebuild(node, resolved)

    with sp.evaluate(False):
        return resolved(differentiate(activation.formula, x))


def put(expr: sp.Basic, values: dict[sp.Symbol, sp.Expr]) -> sp.Basic:
    """Other expressions in the places of symbols; nothing is evaluated."""
    return values[expr] if expr in values else rebuild(expr, lambda arg: put(arg, values))
