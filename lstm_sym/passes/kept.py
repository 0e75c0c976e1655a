"""Choices between a new value and an older one, as copies over the older one.

s_t = where(m, new, s_{t-1}) becomes: where m holds, copy the new value over s_{t-1}. What is said
of s_t afterwards is said of the array that held s_{t-1}, so that nothing is allocated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import where


def kept(
    equations: Iterable[Equation], before: Mapping[sp.Symbol, sp.Symbol]
) -> tuple[Equation, ...]:
    """The equations as copies: each left side is the array that is written.

    ``before`` names, for each symbol that is chosen, the array with its older value.
    """
    moved: dict[sp.Symbol, sp.Symbol] = {}
    copies: list[Equation] = []
    for equation in equations:
        lefts, rights = _pairs(equation)
        for left, right in zip(lefts, rights, strict=True):
            array = before[left]
            if isinstance(right, where):
                condition, value, otherwise = right.args
                value = moved.get(value, value)
                if otherwise != array:
                    copies.append(replace(equation, left=array, right=otherwise))
                copies.append(replace(equation, left=array, right=where(condition, value, array)))
            else:
                copies.append(replace(equation, left=array, right=moved.get(right, right)))
        moved |= {left: before[left] for left in lefts}
    return tuple(copies)


def _pairs(equation: Equation) -> tuple[tuple[sp.Symbol, ...], tuple[sp.Expr, ...]]:
    """Left and right sides one by one: a choice between tuples is a choice between each."""
    if not isinstance(equation.left, sp.Tuple):
        return (equation.left,), (equation.right,)
    condition, values, others = equation.right.args
    rights = (where(condition, *both) for both in zip(values, others, strict=True))
    return tuple(equation.left), tuple(rights)
