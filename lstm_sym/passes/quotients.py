"""Divides by 1 + exp(-u) instead of multiplying with a sigmoid of u.

v sigma(u) is v / (1 + exp(-u)). The minus is a factor of u, and so of the weights that u is summed
from, where it costs nothing and rounds nothing. What is left is one exponential, one sum and the
product that was there before, as a quotient. A sigmoid through tanh would keep the product, but
far below zero no digit of it is left, and without AVX-512 a tanh takes longer than an exponential.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.passes.stable import rebuild


@dataclass(frozen=True)
class Quotients:
    """Equations in which a gate's symbol is the denominator; what its sum is multiplied with."""

    equations: tuple[Equation, ...]
    factors: Mapping[sp.Symbol, sp.Integer]


def quotients(equations: tuple[Equation, ...], sigmoid: str, formula: sp.Expr) -> Quotients:
    """The equations with every call of the function named ``sigmoid`` turned into a denominator.

    ``formula`` is what the function computes. Raises ValueError where it is no sigmoid.
    """
    (u,) = formula.free_symbols
    with sp.evaluate(False):
        if formula != 1 / (1 + sp.exp(-u)):
            raise ValueError(f"{sigmoid} is {formula}, which is no sigmoid")
        gates: dict[sp.Symbol, sp.Symbol] = {}
        turned: list[Equation] = []
        for equation in equations:
            if type(equation.right).__name__ == sigmoid:
                (total,) = equation.right.args
                gates[equation.left] = total
                turned.append(replace(equation, right=1 + sp.exp(total)))
            else:
                turned.append(replace(equation, right=_divided(equation.right, set(gates))))
    return Quotients(tuple(turned), {total: sp.Integer(-1) for total in gates.values()})


def _divided(node: sp.Basic, gates: set[sp.Symbol]) -> sp.Basic:
    """Every product with a gate as a quotient; a gate that multiplies nothing as one by it."""
    if node in gates:
        return sp.Integer(1) / node
    if isinstance(node, sp.Mul):
        for place, gate in enumerate(node.args):
            if gate in gates:
                others = sp.Mul(*node.args[:place], *node.args[place + 1 :])
                return _divided(others, gates) / gate
    return rebuild(node, lambda arg: _divided(arg, gates))
