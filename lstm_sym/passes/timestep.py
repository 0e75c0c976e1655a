"""The equations of one timestep on their way through the passes."""

from dataclasses import dataclass, field, replace
from typing import Self

import sympy as sp

from lstm_sym.notation import Cell, dot, row, vecmat
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation, check
from lstm_sym.notation.quantities import Quantity, Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.program import Loop, State, Sum


@dataclass(frozen=True)
class Timestep:
    """Equations under some values of options; ``sums`` are products that have become symbols."""

    equations: tuple[Equation, ...]
    states: tuple[State, ...]
    when: When
    loop: Loop
    cell: Cell
    notation: Notation
    sums: tuple[Sum, ...] = field(default=())

    @classmethod
    def begin(cls, cell: Cell, loop: Loop, when: When) -> Self:
        return cls(cell.steps, loop.states, when, loop, cell, cell.notation.copy())

    @property
    def given(self) -> set[sp.Symbol]:
        """What is known before the first equation."""
        return self.cell.known

    def check(self) -> None:
        """Raise what a hand-written cell raises, for a symbol without an equation or a misfit."""
        with sp.evaluate(False):
            sums = [
                Equation(f"sum-{s.symbol}", s.symbol, total(s, self.notation)) for s in self.sums
            ]
        waiting, known = list(sums), set(self.given)
        ordered: list[Equation] = []
        for equation in (*self.equations, None):
            ready = [s for s in waiting if s.right.free_symbols <= known]
            ordered += ready
            waiting = [s for s in waiting if s not in ready]
            known |= {s.left for s in ready}
            if equation is not None:
                ordered.append(equation)
                known |= set(equation.defined)
        check((*ordered, *waiting), self.given, self.notation, {})

    def new(self, name: str, shape: Shape, meaning: str) -> sp.Symbol:
        """A symbol that a pass adds, by this name or, where that is taken, one that is like it."""
        n = self.notation
        taken = {*n.functions, *n.options, *(q.name for q in n.quantities.values())}
        while name in taken:
            name += "_"
        symbol = sp.Symbol(name, real=True)
        n.quantities[symbol] = Quantity(symbol, name, shape, meaning)
        return symbol

    def with_equations(self, equations: tuple[Equation, ...], **changed: object) -> Self:
        return replace(self, equations=equations, **changed)  # type: ignore[arg-type]


def equation_of(one: Sum, notation: Notation) -> Equation:
    """The sum as an equation of its own; while SymPy evaluates nothing."""
    return Equation(f"sum-{one.symbol}".replace("_", "-"), one.symbol, total(one, notation))


def total(one: Sum, notation: Notation) -> sp.Expr:
    """The sum as an expression; while SymPy evaluates nothing."""
    terms = [multiplied(vector, weights, notation) for vector, weights in one.terms.items()]
    terms += [one.bias] if one.bias != 0 else []
    return sp.Add(*terms) if len(terms) > 1 else terms[0]


def multiplied(vector: sp.Expr, weights: sp.Expr, notation: Notation) -> sp.Expr:
    """A vector times weights: of all heads, or of each; a vector that has no heads meets each."""
    shapes = Shapes(notation.quantities)
    if len(shapes.of(weights)) == 2:
        return dot(vector, weights)
    return vecmat(row(vector) if len(shapes.of(vector)) == 2 else vector, weights)
