"""Deltas side by side, where their weights are the blocks of one array: one product serves all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Quantity, Shape, Stack
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import concat, transposed
from lstm_sym.passes.adjoint import ONE, Adjoint, Term, barred
from lstm_sym.targets.paper.english import noun

#: How the meaning of a gradient begins.
LOSS = "gradient of the loss with respect to"


class Deltas:
    """Puts whole arrays in the place of their blocks; ``names`` has what stands side by side."""

    def __init__(self, stacks: Mapping[sp.Symbol, Stack], notation: Notation) -> None:
        self.stacks, self.n = stacks, notation
        self.names: dict[tuple[sp.Symbol, ...], sp.Symbol] = {}
        self._new: list[Equation] = []

    def new(self) -> Iterator[Equation]:
        """What each name stands for, once."""
        yield from self._new
        self._new = []

    def handed_back(self, terms: Sequence[Term]) -> list[Term]:
        """The terms, with one product where they multiply with every block of an array."""
        found = list(terms)
        for whole, stack in self.stacks.items():
            products = [one for one in found if one.kind == "transposed"]
            of = {one.factor: one for one in products}
            blocks = list(stack.blocks.values())
            if not set(blocks) <= set(of) or len(of) < len(products):
                continue
            first = of[blocks[0]]
            source = self._beside([of[block].source for block in blocks])
            factor = transposed(whole) if stack.transposed else whole
            found[found.index(first)] = replace(first, source=source, factor=factor)
            found = [one for one in found if one not in [of[block] for block in blocks[1:]]]
        return found

    def of_arrays(self, weights: Iterable[Adjoint]) -> list[Adjoint]:
        """The adjoints of weights, with those of arrays for those of all their blocks."""
        found = list(weights)
        for whole, stack in self.stacks.items():
            of = {one.of: one for one in found}
            blocks = list(stack.blocks.values())
            own = [of[block] for block in blocks if block in of]
            if len(own) < len(blocks) or not self._alike(own):
                continue
            (first,) = own[0].terms
            source = self._beside([one.terms[0].source for one in own])
            term = replace(first, source=source)
            if stack.transposed and first.kind == "outer":
                term = Term(first.factor, source, "outer")
            quantity = self.n[whole]
            meaning = f"{LOSS} {noun(quantity.meaning)}"
            symbol = declared(self.n, f"d_{whole}", barred(quantity.latex), quantity.shape, meaning)
            label = f"gradient-{whole}".replace("_", "-")
            found[found.index(own[0])] = Adjoint(label, symbol, whole, (term,))
            found = [one for one in found if one not in own]
        return found

    @staticmethod
    def _alike(own: Sequence[Adjoint]) -> bool:
        """Whether blocks get one product each, with the same vector."""
        terms = [one.terms for one in own]
        if {len(one) for one in terms} != {1}:
            return False
        kinds = {(one.kind, one.factor, one.scale, one.blocks) for (one,) in terms}
        kind, factor, scale, blocks = next(iter(kinds))
        summed = kind == "outer" or (kind == "examples" and factor == ONE)
        return len(kinds) == 1 and summed and scale == ONE and blocks is None

    def _beside(self, sources: Sequence[sp.Symbol]) -> sp.Symbol:
        """The name of some deltas side by side."""
        if len(sources) == 1:
            return sources[0]
        if tuple(sources) not in self.names:
            number = len(self.names) + 1
            right = concat(*sources)
            shape = Shapes(self.n.quantities).of(right)
            symbol = declared(
                self.n, "delta", r"\delta_t", shape, "deltas side by side, in the order of blocks"
            )
            label = "deltas" if number == 1 else f"deltas-{number}"
            self.names[tuple(sources)] = symbol
            self._new.append(Equation(label, symbol, right))
        return self.names[tuple(sources)]


def declared(n: Notation, name: str, latex: str, shape: Shape, meaning: str) -> sp.Symbol:
    """A new symbol, under names that no other one has."""
    while name in {*n.functions, *n.options, *(q.name for q in n.quantities.values())}:
        name += "_"
    symbol = sp.Symbol(name, real=True)
    latex = distinct(latex, {q.latex for q in n.quantities.values()})
    n.quantities[symbol] = Quantity(symbol, latex, shape, meaning)
    return symbol


def distinct(latex: str, taken: set[str]) -> str:
    """The name on paper with a prime where another symbol has it: two sums may have one name.

    >>> distinct("z_h", {"z_h"})
    "z'_h"
    """
    while latex in taken:
        end = min([place for place in map(latex.find, "_^") if place > 0], default=len(latex))
        latex = f"{latex[:end]}'{latex[end:]}"
    return latex
