"""A formulation whose products are of whole numbers of eight bits.

Every vector has a scale for each example and timestep, every matrix one for each unit that a
product with it gives: dot(x_t, W_i) becomes s_x s_W dot(round(x_t / s_x), round(W_i / s_W)).
No example and no timestep has a part in the scale of another one.
What is not a product stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import (
    EIGHT_BITS,
    dot,
    largest,
    largest_in_columns,
    maximum,
    round,
    saturate,
)
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import NotLoweredError

SUFFIX = "_eight"
#: The smallest number of half precision: what is smaller than half of it counts as zero.
SMALLEST = sp.Rational(1, 2**24)


def scale(size: sp.Expr) -> sp.Expr:
    """What one step of eight bits is worth, for the size of the largest number; never zero."""
    with sp.evaluate(False):
        return maximum(size / sp.Integer(EIGHT_BITS), SMALLEST)


def eight_bits(x: sp.Expr, scale: sp.Expr) -> sp.Expr:
    """The whole number of eight bits that times the scale is nearest to x."""
    with sp.evaluate(False):
        return saturate(round(x / scale))


def quantised(formulation: Formulation) -> Formulation:
    """The formulation with products of eight bits; raises `NotLoweredError` where it has none.

    >>> from lstm_sym.equations import simple_rnn
    >>> [e.label for e in quantised(simple_rnn.formulation).cell.steps][:2]
    ['kernel-scale', 'kernel-in-eight-bits']
    """
    found, label = Quantiser(formulation), formulation.cell.equations[0].label
    if any(equation.right.has(round) for equation in formulation.cell.equations):
        raise NotLoweredError(f"{label}: its products are of whole numbers already")
    steps = [one for equation in formulation.cell.steps for one in found.quantised(equation)]
    if not found.known:
        raise NotLoweredError(f"{label}: there is no product that eight bits could compute")
    stated = (*formulation.cell.defaults, *found.weights, *steps)
    cell = replace(formulation.cell, notation=found.notation, equations=stated)
    return replace(
        formulation,
        name=formulation.name + SUFFIX,
        title=f"{formulation.title}, in eight bits",
        cell=cell,
        sequence=replace(formulation.sequence, cell=cell),
        printed_as=formulation.module + SUFFIX,
        written_in="lstm_sym/passes/quantised.py",
    )


@dataclass
class Quantiser:
    """Replaces the products of one formulation, and remembers what it has made whole numbers of."""

    formulation: Formulation
    notation: Notation = field(init=False)
    known: dict[sp.Expr, tuple[sp.Symbol, sp.Symbol]] = field(default_factory=dict)
    weights: list[Equation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notation = self.formulation.notation.copy()

    def quantised(self, equation: Equation) -> list[Equation]:
        """The equation, behind those of its vectors that no equation before has made whole."""
        before: list[Equation] = []

        def inside(node: sp.Basic) -> sp.Basic:
            if not isinstance(node, dot):
                return rebuild(node, inside)
            vector, matrix = node.args
            if not matrix.free_symbols <= self.formulation.cell.known:
                raise NotLoweredError(f"{equation.label}: {matrix} is no array of weights")
            vector = inside(vector)
            if vector not in self.known:
                is_given = vector.free_symbols <= self.formulation.cell.known
                when = {} if is_given else equation.when
                before.extend(self._vector(vector, replace(equation, when=when)))
            if matrix not in self.known:
                self.weights.extend(self._whole(matrix, matrix, largest_in_columns, {}))
            (s_x, x), (s_w, w) = self.known[vector], self.known[matrix]
            return s_x * s_w * dot(x, w)

        with sp.evaluate(False):
            right = inside(equation.right)
        return [*before, replace(equation, right=right)]

    def _vector(self, vector: sp.Expr, equation: Equation) -> list[Equation]:
        named: list[Equation] = []
        symbol = vector
        if not isinstance(vector, sp.Symbol):
            count = sum(not isinstance(one, sp.Symbol) for one in self.known)
            name, said = f"v_{count + 1}", f"what a product in {equation.label} multiplies"
            symbol = self._new(name, name, self._shape(vector), said)
            named = [Equation(f"{equation.label}-vector", symbol, vector, equation.when)]
        return [*named, *self._whole(vector, symbol, largest, equation.when)]

    def _whole(
        self, stated: sp.Expr, symbol: sp.Symbol, size: type[sp.Function], when: When
    ) -> list[Equation]:
        """The scale of a vector or a matrix, and its whole numbers."""
        n = self.notation
        code, latex, meaning = symbol.name, n[symbol].latex, n[symbol].meaning
        sizes = self._shape(size(symbol))
        hat = rf"\hat {latex}" if latex[0].isalpha() else rf"\hat{{{latex}}}"
        s = self._new(f"s_{code}", f"s_{{{latex}}}", sizes, f"scale of the {meaning}")
        q = self._new(f"q_{code}", hat, n[symbol].shape, f"{meaning}, in eight bits")
        self.known[stated] = s, q
        label = code.replace("_", "-")
        return [
            Equation(f"{label}-scale", s, scale(size(symbol)), when),
            Equation(f"{label}-in-eight-bits", q, eight_bits(symbol, s), when),
        ]

    def _shape(self, expr: sp.Expr) -> Shape:
        shapes: Mapping[sp.Symbol, Shape] = {
            q.symbol: q.shape for q in self.notation.quantities.values()
        }
        return Shapes(shapes, {}).of(expr)

    def _new(self, name: str, latex: str, shape: Shape, meaning: str) -> sp.Symbol:
        return self.notation.symbol(name, latex, " ".join(shape), meaning)
