"""The stages of one timestep backwards in C: for a register of units, from the adjoint.

Forward values are computed again from the sums that are kept; the adjoint of a sum takes its place.
"""

from collections.abc import Iterator

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation import Equation, Formulation
from lstm_sym.notation.words import prime
from lstm_sym.passes.adjoint import Adjoint, Term, adjoint
from lstm_sym.passes.by_shape import number_by_number
from lstm_sym.program import Body, Loop, NotLoweredError
from lstm_sym.targets.c.activations import CALLABLE
from lstm_sym.targets.c.body import ONE
from lstm_sym.targets.c.cell import comment, unread
from lstm_sym.targets.c.cell_symbols import CellSymbols
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.slopes import BY_VALUE
from lstm_sym.targets.c.stages import Stages
from lstm_sym.targets.numpy.statements import INDENT
from lstm_sym.targets.printer import NoWordError

#: What a stage hands on number by number: to its own units, to one that they share, to all.
BY_UNIT = ("elementwise", "units", "spread")
#: What a word of matrices hands on, and what does so in engine/kept.c.
OF_MATRICES = {
    "rows": "add_to_rows",
    "columns": "add_to_columns",
    "vector": "add_to_vector",
    "matrix": "add_to_matrix",
    "row": "add_to_row",
}


class AdjointSymbols(CellSymbols):
    """Derivatives of functions whose values have names."""

    def __init__(self, forwards: CellSymbols, slopes: dict[str, str]) -> None:
        super().__init__(forwards.functions, forwards.others, forwards.number_of)
        self.slopes = slopes
        self.values: dict[sp.Basic, sp.Symbol] = {}
        self.names: dict[sp.Symbol, str] = {}

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return self.name(expr)

    def name(self, symbol: sp.Symbol) -> str:
        """The name in C; a number in the place of one that is none there."""
        if symbol not in self.names:
            try:
                self.names[symbol] = free(symbol.name)
            except ValueError:
                self.names[symbol] = f"part_{len(self.names)}"
        return self.names[symbol]

    def _print_prime(self, expr: prime) -> str:
        (call,) = expr.args
        name = self.slopes[type(call).__name__]
        given = f"{self.argument(call.args[0])}, {self.print(self.values[call])}"
        return f"{name} {given})" if name.endswith(",") else f"{name}({given})"


class StagesBack(Stages):
    """Prints the functions that the engine calls on its way back through a body."""

    has_one_timestep = False

    def __init__(self, formulation: Formulation, loop: Loop, body: Body, name: str) -> None:
        super().__init__(formulation, loop, body, name)
        self.back = adjoint(self.body, loop, values=True)
        self.stage_back = {
            left: k
            for k, stage in enumerate(self.back.stages)
            for left in (*(s.symbol for s in stage.sums), *(e.left for e in stage.equations))
        }
        self.of = {one.symbol: one.of for one in self.back.adjoints}
        self.of |= {seed: now for now, seed in self.back.seeds.items()}
        slopes = {a.name: f"{a.name}_slope_f32" for a in CALLABLE}
        slopes |= {one: f"slope_f32({free(one)}," for one in self.n.functions}
        self.show = AdjointSymbols(self._show(0), slopes)
        for stage in self.back.stages:
            self.show.values |= {
                e.right: e.left for e in stage.equations if isinstance(e.right, AppliedUndef)
            }
        self.needed = self._needed()
        with sp.evaluate(False):  # now: what has no word is refused
            self.backwards = list(self._backwards())

    def _needed(self) -> set[sp.Symbol]:
        """The adjoints that anything is handed on from."""
        outside = {state.before for state in self.body.states} | {self.loop.entry}
        given = [one for one in self.back.adjoints if one.of in outside]
        needed = {term.source for one in (*self.back.weights, *given) for term in one.terms}
        for one in reversed(self.back.adjoints):
            if one.symbol in needed:
                needed |= {term.source for term in one.terms}
        return needed

    def tables(self) -> Iterator[str]:
        """Those of the cell; every timestep has its place, so none is read while it is written."""
        return (line for line in super().tables() if "TWICE" not in line)

    def _known_by_value(self, place: int) -> Iterator[tuple[int, Equation, str]]:
        """Sums that one function alone reads, its equation, and the condition on its name in C.

        Where that is the sigmoid or tanh, whose derivatives read the value, this is kept instead.
        """
        stages = self.back.stages
        forwards = {e.left for stage in self.body.stages for e in stage.equations}
        reads = [s for stage in stages for e in stage.equations for s in e.right.free_symbols]
        for equation in stages[place].equations:
            call = equation.right
            if not isinstance(call, AppliedUndef) or equation.left not in forwards:
                continue
            if reads.count(call.args[0]) > 1:
                continue
            name = type(call).__name__
            condition = f"by_value({free(name)})" if name in self.n.functions else ""
            for k, one in enumerate(stages[place].sums):
                if call.args[0] == one.symbol and (condition or name in BY_VALUE):
                    yield k, equation, condition

    def _in_place_of_sums(self, place: int) -> Iterator[str]:
        for k, equation, condition in self._known_by_value(place):
            name = free(str(equation.left))
            line = f"store_f32(sum_place_f32(job, {place}, {k}, t, example, panel), {name});"
            if condition:
                yield f"    if ({condition})"
            yield f"{INDENT if condition else ''}    {line}"

    # One timestep backwards.

    def _backwards(self) -> Iterator[str]:
        """One function a stage, then the choice among them."""
        for place in range(len(self.back.stages)):
            yield from self._back(place)
            yield ""
        yield from self._all()

    def _back(self, place: int) -> Iterator[str]:
        head = "job, {}, {}, example, panel"
        self.show.others = self._show(place).others
        body = list(self._adjoints(place, head))
        stage = self.back.stages[place]
        used = [expr for _, exprs in body for expr in exprs]
        read = {symbol for expr in used for symbol in number_by_number(expr)}
        read |= {self.show.values[one.args[0]] for expr in used for one in expr.atoms(prime)}
        values: list[str] = []
        kept = {e.left: condition for _, e, condition in self._known_by_value(place)}
        for equation in reversed(stage.equations):
            if equation.left in read:
                read |= number_by_number(equation.right)
                shown = self._shown(equation.right, equation.label)
                if equation.left in kept:
                    z, condition = self.show.name(equation.right.args[0]), kept[equation.left]
                    shown = f"{condition} ? {z} : {shown}" if condition else z
                line = f"const vec_f32 {self.show.name(equation.left)} = {shown};"
                values.append(f"    {line} {comment(equation.label)}")
        yield f"/* Stage {place} of timestep t backwards, for a register of units. */"
        given = f"const job_f32 *job{self._parameters()}, size_t t, size_t example, size_t panel"
        yield f"LSTM_INLINE void back_{place}_f32({given})"
        yield "{"
        lines = [*self._reads(place, read), *reversed(values), *(f"    {line}" for line, _ in body)]
        yield from unread(map(free, self.n.functions), lines)
        yield "}"

    def _reads(self, place: int, read: set[sp.Basic]) -> Iterator[str]:
        """The values that a stage reads, by name."""
        stage = self.back.stages[place]
        for k, one in enumerate(stage.sums):
            if one.symbol in read:
                at = f"sum_place_f32(job, {place}, {k}, t, example, panel)"
                yield f"    const vec_f32 {free(str(one.symbol))} = load_f32({at});"
        here = {e.left for e in stage.equations} | {one.symbol for one in stage.sums}
        for symbol in self.arrays:
            if symbol in read and symbol not in here:
                yield f"    const vec_f32 {free(str(symbol))} = {self._reading(symbol, place)};"
        for k, symbol in enumerate(self.columns):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = column_f32(job, {k}, panel);"
        for k, symbol in enumerate(self._numbers()):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = all_f32(job->given.number[{k}]);"

    def _adjoints(self, place: int, head: str) -> Iterator[tuple[str, list[sp.Expr]]]:
        """The lines of a stage's adjoints, each with the expressions that it shows."""
        sums = [one.symbol for one in self.back.stages[place].sums]
        arrays = {s: f"ARRAY_{free(str(s))}" for s in self.arrays}
        nows = {state.now: arrays[state.before] for state in self.body.states}
        for one in self.back.adjoints:
            every = [t for t in one.terms if self._place(t) == place]
            terms = [t for t in every if t.kind in BY_UNIT]
            exprs = list(map(handed, terms))
            parts = [self._shown(expr, one.label) for expr in exprs]
            for term in every:
                if term.kind in OF_MATRICES:
                    yield self._of_matrices(term, one, place), [term.source]
            if self.stage_back.get(one.of) == place:
                if one.symbol not in self.needed:
                    continue
                if one.of in self.carried:
                    parts.insert(0, f"adjoint_f32({head.format(arrays[one.of], 't')})")
                if one.seed is not None:
                    parts.insert(0, f"adjoint_f32({head.format(nows[one.of], 't + 1')})")
                name = self.show.name(one.symbol)
                shown = " + ".join(parts) or "all_f32(0.0f)"
                yield f"const vec_f32 {name} = {shown}; {comment(one.label)}", exprs
                if one.of in sums:
                    at = f"job, {place}, {sums.index(one.of)}, t, example, panel"
                    yield f"store_f32(sum_place_f32({at}), {name});", []
            elif parts:
                at, shown = head.format(arrays[one.of], "t"), " + ".join(parts)
                yield f"{self._handing(one.of, place, at)} {shown}); {comment(one.label)}", exprs
        for k, symbol in enumerate(sums):
            of_sum = self.back.by_symbol.get(symbol)
            if of_sum is None or of_sum.symbol not in self.needed:
                at = f"job, {place}, {k}, t, example, panel"
                yield f"store_f32(sum_place_f32({at}), all_f32(0.0f));", []
        for k, symbol in enumerate(self.columns):
            for one in self.back.weights:
                if one.of == symbol:
                    terms = [t for t in one.terms if self._place(t) == place and not self._slot(t)]
                    exprs = [(t.source if t.factor == 1 else t.source * t.factor) for t in terms]
                    for expr in exprs:
                        line = f"add_column_f32(job, {k}, panel, {self._shown(expr, one.label)});"
                        yield f"{line} {comment(one.label)}", [expr]

    def _of_matrices(self, term: Term, one: Adjoint, place: int) -> str:
        """What a word of matrices hands on, to an array of another stage."""
        symbols = [one.of, *([] if term.kind == "row" else [term.factor])]
        arrays = "".join(f"ARRAY_{free(str(symbol))}, " for symbol in symbols)
        at = f"job, {arrays}t, example, {self.size(self.widths[place])}, panel"
        shown = self._shown(term.source, one.label)
        return f"{OF_MATRICES[term.kind]}_f32({at}, {shown}); {comment(one.label)}"

    def _handing(self, symbol: sp.Symbol, place: int, at: str) -> str:
        """The word that hands something on from the units of a stage to those of an array."""
        here, there = self.widths[place], self._wide(symbol)
        if here == there:
            return f"add_adjoint_f32({at},"
        if there.split()[-1] == ONE:
            return f"add_over_units_f32({at}, {self.size(here)},"
        return f"add_to_units_f32({at},"

    def _shown(self, expr: sp.Basic, label: str) -> str:
        try:
            return self.show.argument(expr)
        except (NoWordError, ValueError, KeyError) as error:
            raise NotLoweredError(f"{label}: {error}") from None

    def _place(self, term: Term) -> int:
        return self.stage_back[self.of[term.source]]

    def _slot(self, term: Term) -> bool:
        """Whether a product of a stage gives it: of weights, or of the 1 of the bias."""
        is_bias = term.kind == "examples" and term.factor.is_Rational
        sums = {s.symbol for stage in self.back.stages for s in stage.sums}
        return term.kind == "outer" or (is_bias and self.of[term.source] in sums)

    def _all(self) -> Iterator[str]:
        """A stage for all units of an example."""
        for place, form, words in self.each_form(len(self.back.stages)):
            given = "const job_f32 *job, size_t t, size_t example, size_t panels"
            yield f"LSTM_APART void back_{place}_{form}_f32({given})"
            yield "{"
            yield "    for (size_t panel = 0; panel < panels; panel++)"
            yield f"        back_{place}_f32(job{words}, t, example, panel);"
            yield "}"
            yield ""
        yield "LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,"
        yield "    size_t example, size_t panels)"
        yield "{"
        passed_on = "(job, t, example, panels)"
        yield from self.choice("back", len(self.back.stages), passed_on)
        yield "}"


def handed(term: Term) -> sp.Expr:
    """What a term hands on, before it is summed over units or handed to all of them."""
    alone = term.kind == "spread" or term.factor == 1
    return term.source if alone else term.source * term.factor
