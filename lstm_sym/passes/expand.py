"""Replaces the names of activations by their formulas."""

from collections.abc import Iterable

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import prime
from lstm_sym.passes.differentiate import differentiate


def expand(expr: sp.Basic, activations: Iterable[Activation]) -> sp.Basic:
    """The expression with no named activation left in it, and no derivative of one."""
    formulas = {activation.name: activation.formula for activation in activations}

    def expanded(node: sp.Basic) -> sp.Basic:
        if isinstance(node, prime):
            (call,) = node.args
            slope = differentiate(formulas[type(call).__name__], x)
            return expanded(slope).xreplace({x: expanded(call.args[0])})
        if isinstance(node, AppliedUndef) and type(node).__name__ in formulas:
            formula = formulas[type(node).__name__]
            return expanded(formula).xreplace({x: expanded(node.args[0])})
        return node.func(*(expanded(arg) for arg in node.args)) if node.args else node

    return expanded(expr)
