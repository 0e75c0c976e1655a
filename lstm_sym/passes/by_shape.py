"""`by_shape`: stages of which each computes arrays of one shape, for what goes number by number.

A mean over the units needs all of them, and each unit may need it. So the equations of a stage are
divided where one needs another number, or all numbers, of what is computed before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Quantity, Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import mean, outer, over_units, row, vecmat, width
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import Body, Stage

#: Words that need other numbers than those at the place that is computed.
OF_OTHERS = (mean, over_units, outer, vecmat, row)
#: A word that says how its array is read, whatever the shape of what reads it.
READS = (row,)


def number_by_number(expr: sp.Basic) -> set[sp.Symbol]:
    """The symbols of which each number needs the one at its own place."""
    if isinstance(expr, (*OF_OTHERS, width)):
        return set()
    if isinstance(expr, sp.Symbol):
        return {expr}
    return {symbol for arg in expr.args for symbol in number_by_number(arg)}


def by_shape(body: Body) -> Body:
    """The same with more stages, where there are equations of several shapes."""
    dividing = Dividing(body.notation.copy())
    with sp.evaluate(False):
        stages = tuple(part for stage in body.stages for part in dividing.parts(stage))
    return body if stages == body.stages else replace(body, stages=stages, notation=dividing.n)


@dataclass
class Part:
    """Equations that give arrays of one shape; which is unknown where there are none."""

    shape: Shape = ()
    equations: list[Equation] = field(default_factory=list)


class Dividing:
    """Divides one stage after the other."""

    def __init__(self, n: Notation) -> None:
        self.n, self.shapes = n, Shapes(n.quantities)

    def parts(self, stage: Stage) -> Iterator[Stage]:
        """The stages that one becomes; the first has its sums."""
        parts = [Part(self._shape(stage.sums[0].symbol) if stage.sums else ())]
        place = dict.fromkeys((one.symbol for one in stage.sums), 0)
        for equation in self._named(stage):
            shape, here = self._shape(equation.left), number_by_number(equation.right)
            first = 0
            for symbol in equation.right.free_symbols & set(place):
                same = symbol in here and self._shape(symbol) in ((), shape)
                first = max(first, place[symbol] + (not same))
            while first < len(parts) and shape and parts[first].shape not in ((), shape):
                first += 1
            if first == len(parts):
                parts.append(Part())
            parts[first].shape = shape or parts[first].shape
            parts[first].equations.append(equation)
            place[equation.left] = first
        for number, part in enumerate(parts):
            yield Stage(stage.sums if number == 0 else (), tuple(part.equations))

    def _shape(self, expr: sp.Basic) -> Shape:
        """The shape of one example's array."""
        return self.shapes.of(expr)[1:]

    def _named(self, stage: Stage) -> Iterator[Equation]:
        """The equations, with names for what a word of others is of, and of another shape."""
        for equation in stage.equations:
            found: list[Equation] = []
            right = self._inside(equation.right, equation, found)
            yield from found
            yield replace(equation, right=right)

    def _inside(self, node: sp.Basic, equation: Equation, into: list[Equation]) -> sp.Basic:
        if not isinstance(node, OF_OTHERS):
            return rebuild(node, lambda arg: self._inside(arg, equation, into))
        inside = [self._inside(arg, equation, into) for arg in node.args]
        word = node.func(*(self._name(one, "of", equation, into) for one in inside))
        if isinstance(node, READS) or self._shape(word) == self._shape(equation.left):
            return word
        return self._name(word, type(node).__name__, equation, into)

    def _name(
        self, right: sp.Basic, said: str, equation: Equation, into: list[Equation]
    ) -> sp.Symbol:
        """A symbol for a part of an equation."""
        if isinstance(right, sp.Symbol):
            return right
        name = f"{said}_{equation.left}"
        taken = {*self.n.functions, *self.n.options, *(q.name for q in self.n.quantities.values())}
        while name in taken:
            name += "_"
        symbol = sp.Symbol(name, real=True)
        meaning = f"part of the {equation.label.replace('-', ' ')}"
        self.n.quantities[symbol] = Quantity(symbol, name, self.shapes.of(right), meaning)
        into.append(Equation(equation.label, symbol, right))
        return symbol
