"""A formulation whose products are of numbers with fewer bits.

In eight bits, every vector has a scale for each example and timestep, every matrix one for each
unit that a product with it gives: dot(h_tm1, U_i) becomes
s_h s_U dot(round(h_tm1 / s_h), round(U_i / s_U)).
No example and no timestep has a part in the scale of another one.
Products with the input are of twelve bits: inputs are larger than states, so that rounding them
and their weights moves a result most, and the products of many timesteps are computed at once.
In bfloat16, the recurrent weights are one such number each. Inputs, states and the weights of the
input are the sum of two, of which the second is what the first one leaves.
What is not a product stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import mul

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import (
    EIGHT_BITS,
    bfloat16,
    block_diagonal,
    dot,
    largest,
    largest_in_columns,
    maximum,
    round,
    saturate,
    vecmat,
)
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import NotLoweredError


@dataclass(frozen=True)
class Bits:
    """What numbers of products are rounded to: a name, and what it is called."""

    name: str
    said: str

    @property
    def suffix(self) -> str:
        """What the names of formulations, modules and cells end in."""
        return f"_{self.name}"


@dataclass(frozen=True)
class Whole:
    """Whole numbers of some bits: what they are called, and the largest of them."""

    bits: str
    largest: int

    def scale(self, size: sp.Expr) -> sp.Expr:
        """What one step is worth, for the size of the largest number; never zero."""
        with sp.evaluate(False):
            return maximum(size / sp.Integer(self.largest), SMALLEST)

    def of(self, x: sp.Expr, scale: sp.Expr) -> sp.Expr:
        """The whole number that times the scale is nearest to x."""
        with sp.evaluate(False):
            return saturate(round(x / scale)) if self == OF_STATES else round(x / scale)


EIGHT = Bits("eight", "eight bits")
BFLOAT16 = Bits("bfloat16", "bfloat16")
FEWER = (EIGHT, BFLOAT16)
#: The whole numbers in products with states, and in those with inputs.
OF_STATES, OF_INPUTS = Whole("eight", EIGHT_BITS), Whole("twelve", 2**11 - 1)
#: The smallest number of half precision: what is smaller than half of it counts as zero.
SMALLEST = sp.Rational(1, 2**24)


def quantised(formulation: Formulation, bits: Bits = EIGHT) -> Formulation:
    """The formulation with products of fewer bits; raises `NotLoweredError` where it has none.

    >>> from lstm_sym.equations import simple_rnn
    >>> [e.label for e in quantised(simple_rnn.formulation).cell.steps][:2]
    ['W-h-scale', 'W-h-in-twelve-bits']
    """
    found, label = Quantiser(formulation, bits), formulation.cell.equations[0].label
    if any(equation.right.has(round, bfloat16) for equation in formulation.cell.equations):
        raise NotLoweredError(f"{label}: its products are of rounded numbers already")
    steps = [one for equation in formulation.cell.steps for one in found.quantised(equation)]
    if not found.known:
        raise NotLoweredError(f"{label}: there is no product that {bits.said} could compute")
    stated = (*formulation.cell.defaults, *found.weights, *steps)
    cell = replace(formulation.cell, notation=found.notation, equations=stated)
    return replace(
        formulation,
        name=formulation.name + bits.suffix,
        title=f"{formulation.title}, in {bits.said}",
        cell=cell,
        sequence=replace(formulation.sequence, cell=cell),
        printed_as=formulation.module + bits.suffix,
        written_in="lstm_sym/passes/quantised.py",
    )


def in_fewer_bits(formulations: Iterable[Formulation]) -> tuple[Formulation, ...]:
    """Each formulation in each kind of numbers."""
    return tuple(quantised(one, bits) for one, bits in pairs(formulations))


def pairs(formulations: Iterable[Formulation]) -> tuple[tuple[Formulation, Bits], ...]:
    """Each formulation with each kind of numbers: all with one kind, then all with the next."""
    stated = tuple(formulations)
    return tuple((one, bits) for bits in FEWER for one in stated)


@dataclass
class Quantiser:
    """Replaces the products of one formulation, and remembers what it has rounded."""

    formulation: Formulation
    bits: Bits
    notation: Notation = field(init=False)
    #: What stands for a vector or a matrix: a scale, if there is one, and the rounded numbers.
    known: dict[sp.Expr, list[sp.Expr]] = field(default_factory=dict)
    weights: list[Equation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notation = self.formulation.notation.copy()

    def quantised(self, equation: Equation) -> list[Equation]:
        """The equation, behind those of its vectors that no equation before has rounded."""
        before: list[Equation] = []

        def inside(node: sp.Basic) -> sp.Basic:
            if (
                isinstance(node, vecmat)
                and node.args[1].free_symbols <= self.formulation.cell.known
            ):
                raise NotLoweredError(
                    f"{equation.label}: fewer bits need one matrix for all heads, not {node}"
                )
            if not isinstance(node, dot):
                return rebuild(node, inside)
            vector, matrix = node.args
            weights = matrix.args[0] if isinstance(matrix, block_diagonal) else matrix
            if weights not in self.formulation.cell.known:
                raise NotLoweredError(f"{equation.label}: {matrix} is not an array of weights")
            vector = inside(vector)
            whole = self._whole(vector)
            if vector not in self.known:
                is_given = vector.free_symbols <= self.formulation.cell.known
                when = {} if is_given else equation.when
                before.extend(self._vector(vector, replace(equation, when=when)))
            if matrix not in self.known:
                self.weights.extend(self._matrix(matrix, weights, whole))
            *scales, x = self.known[vector]
            *others, w = self.known[matrix]
            return reduce(mul, (*scales, *others, dot(x, w)))

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
        rounded = self._near(vector, symbol, largest, equation.when, self._whole(vector))
        return [*named, *rounded]

    def _matrix(self, matrix: sp.Expr, weights: sp.Symbol, whole: Whole) -> list[Equation]:
        """The rounded numbers of weights; of those in blocks, zeros between the blocks, too."""
        if matrix == weights:
            return self._near(matrix, weights, largest_in_columns, {}, whole)
        of = self.notation[weights]
        said = f"{of.meaning}, in blocks"
        symbol = self._new(f"d_{weights.name}", f"D_{{{of.latex}}}", self._shape(matrix), said)
        named = Equation(f"{label_of(weights)}-in-blocks", symbol, matrix)
        return [named, *self._near(matrix, symbol, largest_in_columns, {}, whole)]

    def _whole(self, vector: sp.Expr) -> Whole:
        """The whole numbers in products with a vector."""
        return OF_INPUTS if vector == self.formulation.cell.given[0] else OF_STATES

    def _near(
        self,
        stated: sp.Expr,
        symbol: sp.Symbol,
        size: type[sp.Function],
        when: When,
        whole: Whole,
    ) -> list[Equation]:
        """The rounded numbers of a vector or a matrix, behind their scale if they have one."""
        label = label_of(symbol)
        if self.bits is BFLOAT16:
            in_two = size is largest or whole == OF_INPUTS
            kind = f"two words of {self.bits.said}" if in_two else self.bits.said
            named = self._rounded(symbol, kind)
            self.known[stated] = [named]
            with sp.evaluate(False):
                value = first = bfloat16(symbol)
                if in_two:
                    value = first + bfloat16(symbol - first)
                return [Equation(f"{label}-in-{kind.replace(' ', '-')}", named, value, when)]
        of, sizes = self.notation[symbol], self._shape(size(symbol))
        s = self._new(f"s_{symbol.name}", f"s_{{{of.latex}}}", sizes, f"scale of the {of.meaning}")
        q = self._rounded(symbol, f"{whole.bits} bits")
        self.known[stated] = [s, q]
        return [
            Equation(f"{label}-scale", s, whole.scale(size(symbol)), when),
            Equation(f"{label}-in-{whole.bits}-bits", q, whole.of(symbol, s), when),
        ]

    def _rounded(self, symbol: sp.Symbol, kind: str) -> sp.Symbol:
        """A symbol for the rounded numbers of a vector or a matrix."""
        stated = self.notation[symbol]
        letter = stated.latex
        hat = rf"\hat {letter}" if letter[0].isalpha() else rf"\hat{{{letter}}}"
        said = f"{stated.meaning}, in {kind}"
        return self._new(f"q_{symbol.name}", hat, stated.shape, said)

    def _shape(self, expr: sp.Expr) -> Shape:
        return Shapes(self.notation.quantities).of(expr)

    def _new(self, name: str, latex: str, shape: Shape, meaning: str) -> sp.Symbol:
        return self.notation.symbol(name, latex, " ".join(shape), meaning)


def label_of(symbol: sp.Symbol) -> str:
    """How labels of equations name a symbol."""
    return str(symbol.name.replace("_", "-"))
