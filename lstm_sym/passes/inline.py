"""Replaces the call of a cell by the cell's equations, ahead of the equation that calls it."""

from dataclasses import replace

import sympy as sp

from lstm_sym.notation.cells import Cell
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.stable import rebuild


def inline(cell: Cell, equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """The equations of a timestep, with the cell's own in place of its first call.

    Where an equation did nothing but call the cell, a left side that equals the right remains of
    it, so that its label keeps a place.
    """
    call, results = cell(*cell.given), sp.Tuple(*cell.results)
    inlined: list[Equation] = []
    called = False
    with sp.evaluate(False):
        for equation in equations:
            changed = replace(equation, right=_replaced(equation.right, call, results))
            if equation.right.has(call) and not called:
                inlined.append(replace(equation, left=results, right=results, when={}))
                inlined += cell.steps
                called = True
            if changed.left != changed.right:
                inlined.append(changed)
    return tuple(inlined)


def _replaced(expr: sp.Basic, call: sp.Basic, by: sp.Basic) -> sp.Basic:
    return by if expr == call else rebuild(expr, lambda arg: _replaced(arg, call, by))
