"""What a gate decides and what a candidate is made of, read from the equations of its cell.

A formula says how a gate is computed; term by term in words it would say no more.
"""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.roles import SYNONYMS
from lstm_sym.targets.paper.english import EnglishPrinter

CANDIDATES = SYNONYMS[0]
#: Steps on the way to a gate, whose own sentence would be that of the gate.
PARTS = ("sum", "mean", "variance", "norm", "kernel", "recurrent", "products", "part", "scale")


class Purposes:
    """The sentences of a cell's gates and candidates."""

    def __init__(self, stated: Formulation, printer: EnglishPrinter) -> None:
        self.steps, self.printer = stated.cell.steps, printer
        self.given = stated.cell.given[0]
        series = stated.notation.series_of
        self.now = {one.now: one.before for one in series}
        self.before = {one.before for one in series}
        self.gates = {e.left for e in self.steps if is_gate(e)}
        self.candidates = {e.left for e in self.steps if e.label in CANDIDATES}

    def is_spoken(self, one: Equation) -> bool:
        """Whether an equation is a gate's or a candidate's."""
        named = is_gate(one) or one.label in CANDIDATES
        return named and one in self.steps and one.left not in self.now

    def sentence(self, one: Equation) -> str:
        """What an equation is for; empty where it is neither a gate's nor a candidate's."""
        if not self.is_spoken(one):
            return ""
        said = self.of_gate(one.left) if is_gate(one) else ""
        said = said or (self.of_candidate(one.left) if one.label in CANDIDATES else "")
        seen = [*self.nouns(self.seen(one))]
        return f"From {self.printer.listed(seen)}, {said}." if said and seen else ""

    def of_gate(self, gate: sp.Symbol) -> str:
        """What a gate weighs: a state that is kept, what is added to one, or what is put out."""
        kept, others = list[sp.Symbol](), list[str]()
        for e, term in self.uses(gate):
            rest = set().union(*(f.free_symbols for f in factors(term) if gate not in plain(f)))
            before, now, made = (
                sorted((rest - self.gates) & some, key=str)
                for some in (self.before, self.now.keys(), self.candidates)
            )
            if e.label in CANDIDATES and before:
                others.append(f"how much of {self.noun(before[0])} goes into {self.noun(e.left)}")
            elif self.now.get(e.left) in before:
                kept.append(self.now[e.left])
            elif e.left in self.now and now:
                others.append(f"how much of {self.noun(now[0])} becomes {self.noun(e.left)}")
            elif e.left in self.now:
                what = f"how much of {self.noun(made[0])}" if made else "how much"
                others.append(f"{what} is added to {self.noun(e.left)}")
        if kept and others:
            others = [one.partition(" is added")[0] + " takes its place" for one in others]
        listed = self.printer.listed([*map(self.noun, dict.fromkeys(kept))] or [""])
        said = [f"how much of {listed} is kept"] * bool(kept) + [*dict.fromkeys(others)]
        return f"{self.noun(gate)} decides {' and '.join(said)}" if said else ""

    def of_candidate(self, made: sp.Symbol) -> str:
        """What may be added to a state."""
        for e, _ in self.uses(made):
            if e.left in self.now:
                return f"the cell computes {self.noun(made)}, new content for {self.noun(e.left)}"
        return ""

    def uses(self, symbol: sp.Symbol) -> Iterator[tuple[Equation, sp.Expr]]:
        """The products that have a symbol, each with its equation."""
        for e in self.steps:
            if symbol in e.right.free_symbols and not is_gate(e):
                for term in products(e.right):
                    if symbol in term.free_symbols:
                        yield e, term

    def seen(self, one: Equation) -> list[sp.Symbol]:
        """The input and the states that an equation is computed from, also by way of others."""
        found, new = set[sp.Symbol](), {one.left}
        while new:
            rights = [e.right for e in self.steps if e.left in new and e.when in ({}, one.when)]
            symbols = set[sp.Symbol]().union(*(right.free_symbols for right in rights))
            new = symbols - found - self.now.keys() - self.gates
            found |= symbols
        stated = (self.given, *self.now.values(), *self.now)
        return [s for s in stated if s in found]

    def nouns(self, symbols: list[sp.Symbol]) -> Iterator[str]:
        """A state that has just been computed is a new one."""
        for symbol in symbols:
            said = self.noun(symbol)
            yield said.replace("the ", "the new ", 1) if symbol in self.now else said

    def noun(self, symbol: sp.Symbol) -> str:
        return self.printer.print(symbol)


def is_gate(e: Equation) -> bool:
    """Whether an equation is a gate's, and no step on the way to one."""
    words = e.label.split("-")
    return "gate" in words and e.label not in CANDIDATES and not set(PARTS) & set(words)


def products(expr: sp.Basic) -> Iterator[sp.Basic]:
    """The products of an expression, also inside of functions; what is in none is one itself."""
    if isinstance(expr, sp.Mul | sp.Symbol):
        yield expr
    else:
        for arg in expr.args:
            yield from products(arg)


def factors(term: sp.Basic) -> tuple[sp.Basic, ...]:
    """Those of a product, of products in it, too."""
    if not isinstance(term, sp.Mul):
        return (term,)
    return tuple(f for arg in term.args for f in factors(arg))


def plain(factor: sp.Basic) -> set[sp.Basic]:
    """The symbols of a factor that is one, or one minus one."""
    return factor.free_symbols if factor.is_Symbol or factor.is_Add else set()
