"""Which adjoints the loop over time computes, and the coefficients that it multiplies them with.

An adjoint that is one other adjoint times forward values needs no place in the loop: its factor is
carried on to what uses it. So few adjoints remain, and their coefficients are known before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sympy as sp

from lstm_sym.notation.quantities import Quantity
from lstm_sym.notation.words import clip, prime, where
from lstm_sym.passes.adjoint import HANDED, ONE, ZERO, Adjoint, Backwards, Term, adjoint
from lstm_sym.passes.arithmetic import plus, times
from lstm_sym.program import Body, Program, Sum


@dataclass
class Plan:
    """A body backwards, each adjoint in terms of those that the loop has.

    ``known`` has for an adjoint the one that it is a multiple of, and the factor; ``loop`` are
    those that the loop computes by themselves, each with its terms; ``orders`` the sums of each
    stage in the order of their adjoints. ``partials`` are derivatives that have a name; those of
    ``clipped`` are of a value between bounds.
    """

    program: Program
    body: Body
    back: Backwards = field(init=False)
    known: dict[sp.Symbol, tuple[sp.Symbol, sp.Expr]] = field(init=False, default_factory=dict)
    loop: dict[sp.Symbol, dict[sp.Symbol, sp.Expr]] = field(init=False, default_factory=dict)
    #: Of those, what is summed over the units.
    summed: dict[sp.Symbol, dict[sp.Symbol, sp.Expr]] = field(init=False, default_factory=dict)
    #: What is handed on by words of matrices.
    handed: dict[sp.Symbol, list[Term]] = field(init=False, default_factory=dict)
    products: dict[sp.Symbol, tuple[int, ...]] = field(init=False, default_factory=dict)
    orders: list[list[Sum]] = field(init=False, default_factory=list)
    partials: dict[sp.Symbol, sp.Expr] = field(init=False, default_factory=dict)
    clipped: dict[sp.Symbol, clip] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.back = adjoint(self.body, self.program.loop, values=True)
        self.stage_of = {
            one.symbol: k for k, stage in enumerate(self.back.stages) for one in stage.sums
        }
        self.sum_of = {
            self.back.by_symbol[symbol].symbol: symbol
            for symbol in self.stage_of
            if symbol in self.back.by_symbol
        }
        entry = self.program.loop.entry
        with sp.evaluate(False):
            for one in self.back.adjoints:
                if one.of != entry:
                    self._resolve(one)
        for stage in self.back.stages:
            roots = list(dict.fromkeys(self._root(one) for one in stage.sums))
            self.orders.append(sorted(stage.sums, key=lambda one: roots.index(self._root(one))))

    def _root(self, one: Sum) -> sp.Symbol | None:
        found = self.back.by_symbol.get(one.symbol)
        return None if found is None else self.known[found.symbol][0]

    def _resolve(self, one: Adjoint) -> None:
        terms = self.combined(term for term in one.terms if term.kind != "units")
        summed = self.combined(term for term in one.terms if term.kind == "units")
        handed = [term for term in one.terms if term.kind in HANDED]
        stages = {self.stage_of[self.sum_of[t.source]] for t in one.terms if t.kind == "transposed"}
        if one.seed is not None:
            terms = {one.seed: ONE, **terms}
        if len(terms) == 1 and not (stages or summed or handed) and one.of not in self.befores:
            ((source, factor),) = terms.items()
            self.known[one.symbol] = source, factor
            return
        self.known[one.symbol] = one.symbol, ONE
        self.loop[one.symbol], self.summed[one.symbol] = terms, summed
        self.handed[one.symbol] = handed
        self.products[one.symbol] = tuple(sorted(stages))

    @property
    def befores(self) -> tuple[sp.Symbol, ...]:
        return tuple(state.before for state in self.body.states)

    def combined(self, terms: Iterable[Term]) -> dict[sp.Symbol, sp.Expr]:
        """The elementwise terms by the adjoints of the loop that they are multiples of."""
        found: dict[sp.Symbol, sp.Expr] = {}
        for term in terms:
            if term.kind != "transposed" and term.kind not in HANDED:
                source, factor = self.known[term.source]
                own = self.named(term)
                factor = own if factor == ONE else times(factor, own)
                found[source] = plus(found[source], factor) if source in found else factor
        return {source: factor for source, factor in found.items() if factor != ZERO}

    def named(self, term: Term) -> sp.Expr:
        """The factor of a term; a name for it where it is a derivative or a choice."""
        if not term.factor.atoms(prime, where):
            return term.factor
        for symbol, known in self.partials.items():
            if known == term.factor:
                return symbol
        of = next(one.of for one in self.back.adjoints if one.symbol == term.source)
        inside = sorted(map(str, term.factor.free_symbols & set(self.inner)))
        name = f"{of}_by_{inside[0] if inside else 'it'}"
        n = self.back.notation
        while name in {q.name for q in n.quantities.values()}:
            name += "_"
        symbol = sp.Symbol(name, real=True)
        n.quantities[symbol] = Quantity(symbol, name, n[of].shape, "derivative")
        self.partials[symbol] = term.factor
        for equation in (e for stage in self.back.stages for e in stage.equations):
            if equation.left == of and isinstance(equation.right, clip):
                self.clipped[symbol] = equation.right
        return symbol

    @property
    def inner(self) -> list[sp.Symbol]:
        return [one.of for one in self.back.adjoints]

    def is_product(self, term: Term) -> bool:
        """Whether a product of a stage gives it: of weights, or of the 1 of the bias."""
        is_bias = term.kind == "examples" and term.factor.is_Rational
        return term.kind == "outer" or (is_bias and term.source in self.sum_of)

    def slot(self, adjoint_symbol: sp.Symbol) -> tuple[int, int] | None:
        """The stage and the place of a sum whose adjoint this one is."""
        for of_sum, symbol in self.sum_of.items():
            if self.known[of_sum] == self.known[adjoint_symbol]:
                stage = self.stage_of[symbol]
                return stage, [one.symbol for one in self.orders[stage]].index(symbol)
        return None
