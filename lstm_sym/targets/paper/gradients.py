"""The equations backwards as people write them: one delta a sum, states handed back, weights once.

A hat is what the timestep after hands back, a bar the whole gradient of the loss. Deltas whose
weights are the blocks of one array stand side by side: one product with the array serves them all.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.lowering.lower import body, lower
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import at, prime, where
from lstm_sym.passes.adjoint import HANDED, ONE, Adjoint, Backwards, Term, adjoint
from lstm_sym.passes.arithmetic import times
from lstm_sym.passes.by_value import by_value, y
from lstm_sym.passes.stable import rebuild, substitute
from lstm_sym.passes.timestep import equation_of
from lstm_sym.program import Body
from lstm_sym.targets.paper import formulation, sentences
from lstm_sym.targets.paper.deltas import LOSS, Deltas, declared, distinct
from lstm_sym.targets.paper.english import EnglishPrinter, noun, nouns
from lstm_sym.targets.paper.unicode import plain

#: The titles of the parts.
FORWARDS = "What timestep t computed"
BACKWARDS = "Backwards, at each timestep t = T, ..., 1"
WEIGHTS = "Weights: the sum of this over all timesteps"
#: The equations that every formulation has.
OF_OUTPUT, OF_INPUT = "gradient-of-the-output", "gradient-of-the-input"


class PaperGradients:
    """The forward values and the adjoints of one choice of the options that choose equations."""

    def __init__(self, stated: Formulation, when: When, chosen: Mapping[str, Activation]) -> None:
        self.stated, self.chosen = stated, chosen
        self.loop = lower(stated).loop
        decided = {o.name: o.default for o in stated.cell.options if not o.gives}
        decided |= {name: when[name] for name in decided if name in when}
        self.body: Body = body(stated.cell, self.loop, decided)
        self.back: Backwards = adjoint(self.body, self.loop)
        self.n: Notation = self.back.notation
        self.values = {e.right: e.left for stage in self.back.stages for e in stage.equations}
        self.sums = {one.symbol for stage in self.back.stages for one in stage.sums}
        self._rename()
        self._distinct()
        self.deltas = Deltas(stated.notation.stacks, self.n)

    def _rename(self) -> None:
        """Names on paper: delta for a sum, a hat for what is handed back."""
        emitted = self.loop.emitted.now
        befores = {state.before for state in self.body.states}
        for one in self.back.adjoints:
            latex, what = self.n[one.of].latex, noun(self.n[one.of].meaning)
            if one.of in self.sums:
                index = str(one.of).removeprefix("z_").rstrip("_")
                name = index if len(index) == 1 else rf"\mathrm{{{index}}}".replace("_", r"\_")
                self._named(one.symbol, rf"\delta_{name}", f"{LOSS} {what}")
                self._named(one.of, rf"z_{name}")
            elif one.of in befores:
                self._named(one.symbol, rf"\hat {latex}", f"what is handed back to {what}")
            else:
                self._named(one.symbol, self.n[one.symbol].latex, f"{LOSS} {what}")
        for one in self.back.weights:
            what = noun(self.n[one.of].meaning)
            self._named(one.symbol, self.n[one.symbol].latex, f"{LOSS} {what}")
        for now, seed in self.back.seeds.items():
            latex, what = self.n[now].latex, noun(self.n[now].meaning)
            if now == emitted:
                self._named(seed, rf"\bar {latex}", f"{LOSS} {what}")
            else:
                self._named(seed, rf"\hat {latex}", f"what is handed back to {what}")

    def _distinct(self) -> None:
        """No name on paper twice."""
        taken: set[str] = set()
        for symbol, quantity in list(self.n.quantities.items()):
            self._named(symbol, distinct(quantity.latex, taken))
            taken.add(self.n[symbol].latex)

    @cached_property
    def parts(self) -> dict[str, list[Equation]]:
        """All equations under titles."""
        backwards, weights = self.backwards(), self.weights()
        return {
            FORWARDS: self.forwards(),
            BACKWARDS: [*backwards, *self.deltas.new()],
            WEIGHTS: weights,
        }

    @property
    def handed(self) -> dict[sp.Symbol, sp.Symbol]:
        """For each state what the timestep after hands back, and what this one does."""
        self.parts  # noqa: B018  which names both
        of = self.back.by_symbol
        states = [s for s in self.body.states if s.before != self.unread]
        return {self.arriving[s.now]: of[s.before].symbol for s in states}

    @property
    def unread(self) -> sp.Symbol | None:
        """The output of the timestep before, where no timestep reads it and it is not returned."""
        emitted = self.loop.emitted
        read = self.back.by_symbol[emitted.before].terms or emitted in self.loop.results
        return None if read else emitted.before

    @property
    def results(self) -> list[sp.Symbol]:
        """What one timestep backwards gives, but for the weights."""
        return [*self.handed.values(), self.back.by_symbol[self.loop.entry].symbol]

    @property
    def given(self) -> list[sp.Symbol]:
        """What it is given: what is handed back, and the forward values that it reads."""
        backwards = self.parts[BACKWARDS]
        defined = {equation.left for equation in backwards}
        batch = self.n[self.loop.entry].shape[0]
        read = [s for e in backwards for s in e.right.free_symbols - defined]
        varying = {
            s for s in read if batch in self.n[s].shape and "timesteps" not in self.n[s].shape
        }
        return list(dict.fromkeys(s for s in (*self.handed, *self.n.quantities) if s in varying))

    def printer(self, style: str) -> Any:
        """A printer that knows the names of the adjoints, too."""
        made = {"latex": formulation.latex, "unicode": formulation.unicode}
        known: Any = made.get(style, formulation.marked)(self.stated, self.chosen)
        names = {q.name: q.latex for q in self.n.quantities.values()}
        if style == "unicode":
            names = {code: plain(latex) for code, latex in names.items()}
        shapes = Shapes(self.n.quantities)
        known.symbols, known.is_array = names, lambda expr: bool(shapes.of(expr))
        return known

    @cached_property
    def english(self) -> EnglishPrinter:
        """A printer of sentences: "delta o" for a delta, "the gradient of" for a bar."""
        known = sentences.of_formulation(self.stated, self.chosen)
        new = (q for s, q in self.n.quantities.items() if s not in self.stated.notation.quantities)
        symbols = nouns({q.name: noun(q.meaning.replace(LOSS, "gradient of")) for q in new})
        deltas = {one.symbol for one in self.back.adjoints if one.of in self.sums}
        for symbol in (*deltas, *self.deltas.names.values()):
            letter = re.sub(r"[\\_{}]|mathrm", " ", self.n[symbol].latex).replace("'", " prime ")
            symbols[symbol.name] = " ".join(letter.split())
        return EnglishPrinter({**known.symbols, **symbols}, known.functions)

    def sentence(self, one: Equation) -> str:
        """An equation in words."""
        return self.english.sentence(self.english.print(one.left), one.right)

    def _named(self, symbol: sp.Symbol, latex: str, meaning: str = "") -> None:
        known = self.n[symbol]
        meaning = meaning or known.meaning
        self.n.quantities[symbol] = replace(known, latex=latex, meaning=meaning)

    def forwards(self) -> list[Equation]:
        """What the timestep computed: sums with their products, then the equations."""
        found: list[Equation] = []
        with sp.evaluate(False):
            for stage in self.back.stages:
                found += [equation_of(one, self.n) for one in stage.sums]
                shown = [
                    e for e in stage.equations if not self.unread or e.left != self.loop.emitted.now
                ]
                found += [replace(e, right=self._by_name(e.right)) for e in shown]
        return found

    def backwards(self) -> list[Equation]:
        """The adjoints, each with the factors of those that are no sum, no state and used once."""
        known: dict[sp.Symbol, tuple[sp.Symbol, sp.Expr]] = {}
        befores = {state.before for state in self.body.states}
        # What weights beside products are multiplied with keeps its name, and so does a choice.
        kept = {t.source for one in self.back.weights for t in one.terms}
        # A word of matrices has no place for a factor.
        every = [term for one in self.back.adjoints for term in one.terms]
        whole = {term.source for term in every if term.kind in HANDED}
        shown = [one for one in self.back.adjoints if one.of != self.unread]
        with sp.evaluate(False):
            found = [self._arriving()]
            for one in shown:
                terms = [self._term(term, known) for term in one.terms]
                alone = len(terms) + (one.seed is not None) == 1
                if alone and one.seed is not None:
                    known[one.symbol] = one.seed, ONE
                elif (
                    alone
                    and terms[0].kind == "elementwise"
                    and one.symbol not in kept
                    and (terms[0].factor == ONE or one.symbol not in whole)
                    and not terms[0].factor.has(where)
                    and one.of not in self.sums | befores | {self.loop.entry}
                ):
                    known[one.symbol] = terms[0].source, terms[0].factor
                else:
                    stacked = self.deltas.handed_back(terms)
                    found += [*self.deltas.new(), self._equation(one, stacked)]
        return found

    def weights(self) -> list[Equation]:
        """What is learned, of one timestep: the gradient is the sum over all."""
        with sp.evaluate(False):
            inputs = self.deltas.of_arrays(sorted(self.back.weights, key=self._place))
            return [self._equation(one, list(one.terms)) for one in inputs]

    def _place(self, one: Adjoint) -> int:
        return list(self.n.quantities).index(one.of)

    def _equation(self, one: Adjoint, terms: list[Term]) -> Equation:
        found = replace(one, terms=tuple(terms)).equation()
        label = OF_INPUT if one.of == self.loop.entry else found.label
        found = replace(found, label=label, right=self._flat(self._by_name(found.right)))
        shape, known = Shapes(self.n.quantities).of(found.right), self.n[found.left]
        if len(shape) == len(known.shape):  # what is one number for all units, or not yet summed
            self.n.quantities[found.left] = replace(known, shape=shape)
        return found

    def _flat(self, node: sp.Basic) -> sp.Basic:
        """Products of products as one."""
        node = rebuild(node, self._flat)
        return times(*node.args) if isinstance(node, sp.Mul) else node

    def _arriving(self) -> Equation:
        """The gradient of what is emitted: the output's, and what the timestep after hands back."""
        emitted = self.loop.emitted.now
        shape, what = self.n[emitted].shape, noun(self.n[emitted].meaning)
        whole = (shape[0], "timesteps", *shape[1:])
        output = declared(self.n, "G", "G", whole, f"{LOSS} the output")
        latex, meaning = rf"\hat {self.n[emitted].latex}", f"what is handed back to {what}"
        handed = declared(self.n, f"handed_{emitted}", latex, shape, meaning)
        self.arriving = {**self.back.seeds, emitted: handed}
        times_ = {q.name: q.symbol for q in self.n.quantities.values()}
        right = at(output, times_["t"])
        if not self.unread:
            right = right + handed
        return Equation(OF_OUTPUT, self.back.seeds[emitted], right)

    def _term(self, term: Term, known: Mapping[sp.Symbol, tuple[sp.Symbol, sp.Expr]]) -> Term:
        source, factor = known.get(term.source, (term.source, ONE))
        if factor == ONE or term.kind not in ("elementwise", "units"):
            return replace(term, source=source)
        return replace(term, source=source, factor=times(factor, term.factor))

    def _by_name(self, node: sp.Basic) -> sp.Basic:
        """The expression with derivatives by value where a chosen function has them so."""
        if isinstance(node, prime):
            (call,) = node.args
            activation = self.chosen.get(type(call).__name__) or BY_NAME.get(type(call).__name__)
            form = by_value(activation) if activation is not None else None
            if form is not None and form.free_symbols <= {y}:
                value = self.values.get(call, call)
                return substitute(form, y, value)
            return node
        return rebuild(node, self._by_name)


BY_NAME = {activation.name: activation for activation in ACTIVATIONS}
