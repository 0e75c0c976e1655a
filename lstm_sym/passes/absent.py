"""Drops the terms of absent arguments: peepholes that are zero, clipping at infinite bounds."""

from collections.abc import Iterable
from dataclasses import replace

import sympy as sp

from lstm_sym.notation import Cell
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import clip
from lstm_sym.passes.stable import rebuild

ZERO, ONE = sp.Integer(0), sp.Integer(1)


def optional(cell: Cell) -> tuple[frozenset[sp.Symbol], frozenset[sp.Symbol]]:
    """The symbols that are zero where an argument is absent, and the bounds that are infinite."""
    zeros: set[sp.Symbol] = set()
    for equation in cell.defaults:
        if equation.right == 0:
            stack = cell.notation.stacks.get(equation.left)
            zeros |= set(stack.blocks.values()) if stack else {equation.left}
    bounds = {
        symbol
        for option in cell.options
        for symbol in option.gives
        if option.default == float("inf")
    }
    return frozenset(zeros), frozenset(bounds)


def absent(
    equations: Iterable[Equation],
    zeros: Iterable[sp.Symbol],
    bounds: Iterable[sp.Symbol],
    kept: Iterable[sp.Symbol],
) -> tuple[Equation, ...]:
    """The equations where those symbols are 0 and those bounds infinite.

    A symbol that is a number then takes its place everywhere, unless it is ``kept``.
    """
    numbers: dict[sp.Basic, sp.Basic] = dict.fromkeys(zeros, ZERO)
    infinite, needed = set(bounds), set(kept)

    def without(node: sp.Basic) -> sp.Basic:
        if node in numbers:
            return numbers[node]
        if isinstance(node, clip) and node.args[2] in infinite and node.args[1] == -node.args[2]:
            return without(node.args[0])
        found = rebuild(node, without)
        if isinstance(found, sp.Mul):
            # A zero that the equation itself has stays: 0 times infinity is NaN.
            absent = ZERO in found.args and ZERO not in node.args
            return ZERO if absent else _without(found, ONE)
        return _without(found, ZERO) if isinstance(found, sp.Add) else found

    found = []
    with sp.evaluate(False):
        for equation in equations:
            right = without(equation.right)
            if right.is_Rational and equation.left not in needed:
                numbers[equation.left] = right
            else:
                found.append(replace(equation, right=right))
    return tuple(found)


def _without(node: sp.Basic, neutral: sp.Basic) -> sp.Basic:
    """A sum without zeros, a product without ones."""
    args = [arg for arg in node.args if arg != neutral]
    if len(args) == len(node.args):
        return node
    return node.func(*args) if len(args) > 1 else args[0] if args else neutral
