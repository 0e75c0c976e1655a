"""The equations backwards as people write them: one delta a sum, states handed back, weights once.

A hat is what the timestep after hands back, a bar the whole gradient of the loss.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.lowering.lower import body, lower
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Quantity
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import at, prime, where
from lstm_sym.passes.adjoint import ONE, Adjoint, Backwards, Term, adjoint
from lstm_sym.passes.arithmetic import times
from lstm_sym.passes.by_value import by_value, y
from lstm_sym.passes.stable import rebuild, substitute
from lstm_sym.passes.timestep import total
from lstm_sym.program import Body
from lstm_sym.targets.paper import formulation
from lstm_sym.targets.paper.unicode import plain


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

    def _rename(self) -> None:
        """Names on paper: delta for a sum, a hat for what is handed back."""
        emitted = self.loop.emitted.now
        for one in self.back.adjoints:
            latex = self.n[one.of].latex
            if one.of in self.sums:
                index = str(one.of).removeprefix("z_").rstrip("_")
                name = index if len(index) == 1 else rf"\mathrm{{{index}}}".replace("_", r"\_")
                self._named(one.symbol, rf"\delta_{name}")
                self._named(one.of, rf"z_{name}")
            elif one.of in {state.before for state in self.body.states}:
                self._named(one.symbol, rf"\hat {latex}")
        for now, seed in self.back.seeds.items():
            latex = self.n[now].latex
            self._named(seed, rf"\bar {latex}" if now == emitted else rf"\hat {latex}")

    @property
    def parts(self) -> dict[str, list[Equation]]:
        """All equations under titles."""
        return {
            "What timestep t computed": list(self.forwards()),
            "Backwards, at each timestep t = T, ..., 1": list(self.backwards()),
            "Weights: the sum of this over all timesteps": list(self.weights()),
        }

    def printer(self, style: str) -> formulation.Printer:
        """A printer that knows the names of the adjoints, too."""
        known = (formulation.latex if style == "latex" else formulation.unicode)(
            self.stated, self.chosen
        )
        names = {q.name: q.latex for q in self.n.quantities.values()}
        known.symbols = names if style == "latex" else {k: plain(t) for k, t in names.items()}
        shapes = Shapes({q.symbol: q.shape for q in self.n.quantities.values()}, {})
        known.is_array = lambda expr: bool(shapes.of(expr))
        return known

    def _named(self, symbol: sp.Symbol, latex: str) -> None:
        self.n.quantities[symbol] = replace(self.n[symbol], latex=latex)

    def forwards(self) -> Iterator[Equation]:
        """What the timestep computed: sums with their products, then the equations."""
        with sp.evaluate(False):
            for stage in self.back.stages:
                for one in stage.sums:
                    label = f"sum-{one.symbol}".replace("_", "-")
                    yield Equation(label, one.symbol, total(one))
                yield from (replace(e, right=self._by_name(e.right)) for e in stage.equations)

    def backwards(self) -> Iterator[Equation]:
        """The adjoints, each with the factors of those that are no sum, no state and used once."""
        known: dict[sp.Symbol, tuple[sp.Symbol, sp.Expr]] = {}
        befores = {state.before for state in self.body.states}
        # What weights beside products are multiplied with keeps its name, and so does a choice.
        kept = {t.source for one in self.back.weights for t in one.terms}
        with sp.evaluate(False):
            yield self._arriving()
            for one in self.back.adjoints:
                terms = [self._term(term, known) for term in one.terms]
                alone = len(terms) + (one.seed is not None) == 1
                if alone and one.seed is not None:
                    known[one.symbol] = one.seed, ONE
                elif (
                    alone
                    and terms[0].kind == "elementwise"
                    and one.symbol not in kept
                    and not terms[0].factor.has(where)
                    and one.of not in self.sums | befores | {self.loop.entry}
                ):
                    known[one.symbol] = terms[0].source, terms[0].factor
                else:
                    yield self._equation(one, terms)

    def weights(self) -> Iterator[Equation]:
        """What is learned, of one timestep: the gradient is the sum over all."""
        with sp.evaluate(False):
            for one in sorted(self.back.weights, key=self._place):
                yield self._equation(one, list(one.terms))

    def _place(self, one: Adjoint) -> int:
        return list(self.n.quantities).index(one.of)

    def _equation(self, one: Adjoint, terms: list[Term]) -> Equation:
        found = replace(one, terms=tuple(terms)).equation()
        return replace(found, right=self._flat(self._by_name(found.right)))

    def _flat(self, node: sp.Basic) -> sp.Basic:
        """Products of products as one."""
        node = rebuild(node, self._flat)
        return times(*node.args) if isinstance(node, sp.Mul) else node

    def _arriving(self) -> Equation:
        """The gradient of what is emitted: the output's, and what the timestep after hands back."""
        emitted = self.loop.emitted.now
        shape, meaning = self.n[emitted].shape, "gradient of the loss with respect to the output"
        output, handed = (sp.Symbol(name, real=True) for name in ("G", f"handed_{emitted}"))
        whole = (shape[0], "timesteps", *shape[1:])
        self.n.quantities[output] = Quantity(output, "G", whole, meaning)
        latex = rf"\hat {self.n[emitted].latex}"
        self.n.quantities[handed] = Quantity(handed, latex, shape, "what is handed back")
        times_ = {q.name: q.symbol for q in self.n.quantities.values()}
        right = at(output, times_["t"]) + handed
        return Equation("gradient-of-the-output", self.back.seeds[emitted], right)

    def _term(self, term: Term, known: Mapping[sp.Symbol, tuple[sp.Symbol, sp.Expr]]) -> Term:
        if term.source not in known or term.kind != "elementwise":
            source = known.get(term.source, (term.source, ONE))[0]
            return replace(term, source=source)
        source, factor = known[term.source]
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
