"""Collects each gate's sum of products, so that all gates' sums come from one product a step.

x W_i + h U_i + b_i becomes z_i: x times block i of W, plus h times block i of U, plus block i of b.
With the blocks side by side, all z are one product with W and one with U.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sympy as sp

from lstm_sym.notation.cells import Cell
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import dot
from lstm_sym.passes.arithmetic import summands
from lstm_sym.passes.stable import rebuild


@dataclass(frozen=True)
class Packed:
    """The cell's equations over the sums z; ``sums`` says what each z was, by gate."""

    equations: tuple[Equation, ...]
    sums: Mapping[str, sp.Expr]
    symbols: Mapping[str, sp.Symbol]

    def unpacked(self) -> tuple[Equation, ...]:
        """The equations as they were."""
        back = {self.symbols[gate]: total for gate, total in self.sums.items()}
        with sp.evaluate(False):
            return tuple(
                replace(e, right=_replaced(e.right, lambda node: back.get(node)))
                for e in self.equations
            )


def pack(cell: Cell) -> Packed:
    """The cell packed; raises ValueError unless every gate has the same products of the same."""
    stacks = cell.notation.stacks
    gate_of = {block: gate for stack in stacks.values() for gate, block in stack.blocks.items()}
    whole_of = {block: whole for whole, s in stacks.items() for block in s.blocks.values()}
    sums: dict[str, sp.Expr] = {}
    symbols: dict[str, sp.Symbol] = {}

    def collected(node: sp.Basic) -> sp.Symbol | None:
        gates = {gate_of.get(weight) for weight in _weights(node)} - {None}
        if not isinstance(node, sp.Add) or len(gates) != 1:
            return None
        gate = str(gates.pop())
        sums[gate] = node
        return symbols.setdefault(gate, sp.Symbol(f"z_{gate}", real=True))

    with sp.evaluate(False):
        equations = tuple(
            replace(e, right=_replaced(e.right, collected)) for e in cell.equations if not e.when
        )
    shapes = {gate: _shape(total, whole_of) for gate, total in sums.items()}
    if len(set(shapes.values())) != 1:
        raise ValueError(f"{cell.name}: the gates' sums differ and cannot be packed: {sums}")
    return Packed(equations, sums, symbols)


def _weights(node: sp.Basic) -> list[sp.Basic]:
    """The blocks of weights in a sum; something that is no block for any other term."""
    return [term.args[1] if isinstance(term, dot) else term for term in summands(node)]


def _shape(total: sp.Expr, whole_of: Mapping[sp.Symbol, sp.Symbol]) -> tuple[object, ...]:
    """The sum without its gate: which vectors meet which arrays, in which order."""
    return tuple(
        (term.args[0], whole_of[term.args[1]]) if isinstance(term, dot) else whole_of[term]
        for term in summands(total)
    )


def _replaced(node: sp.Basic, by: object) -> sp.Basic:
    assert callable(by)
    found = by(node)
    return found if found is not None else rebuild(node, lambda arg: _replaced(arg, by))
