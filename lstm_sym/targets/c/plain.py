"""One timestep of any lowered cell in plain C, for one example: no registers, nothing packed.

The weights stay as Keras has them, so that they can lie in read-only memory; all sizes are numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.program import Body, NotLoweredError, Stage, State, Sum
from lstm_sym.targets.c.printer import CPrinter, literal
from lstm_sym.targets.c.text import wrapped
from lstm_sym.targets.printer import NoWordError

INDENT = "    "
#: The index of a unit, and that of an entry of the vector of a product.
UNIT, ENTRY = "u", "k"


class PlainPrinter(CPrinter):
    """Symbols are entries of arrays."""

    def __init__(self, functions: Mapping[str, str], entries: Mapping[sp.Symbol, str]) -> None:
        super().__init__(functions, suffix="_f32")
        self.entries = entries

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return self.entries.get(expr, expr.name)


@dataclass(frozen=True)
class Plain:
    """A function of one timestep of a layer.

    ``arrays`` are the names in C of the weights that are given, by their names in the equations;
    ``sizes`` the dimensions; ``functions`` the activations by the names of their symbols;
    ``numbers`` the values of options that are numbers.
    """

    name: str
    formulation: Formulation
    body: Body
    arrays: Mapping[str, str]
    sizes: Mapping[str, int]
    functions: Mapping[str, str]
    numbers: Mapping[str, float]

    def lines(self) -> Iterator[str]:
        """The function; raises `NotLoweredError`, with an equation's label, for what has no C."""
        given = [f"const float *{self.entry}"]
        given += [f"float *{state.before}" for state in self.states]
        given += [] if self.states else [f"float *{self.result}"]
        yield f"/* {self.formulation.title} */"
        yield f"static void {self.name}_step({', '.join(given)})"
        yield "{"
        for symbol in self.declared:
            yield f"{INDENT}float {symbol}[{self.size(symbol)}];"
        for number, stage in enumerate(self.body.stages):
            yield from (INDENT + line for line in self._sums(stage))
            last = number == len(self.body.stages) - 1
            yield from (INDENT + line for line in self._elementwise(stage.equations, last))
        yield "}"

    @property
    def used(self) -> set[str]:
        """The activations that are called."""
        return {*self.functions.values()}

    @property
    def entry(self) -> sp.Symbol:
        return self.formulation.cell.given[0]

    @property
    def result(self) -> sp.Symbol:
        return self.formulation.cell.results[0]

    @property
    def states(self) -> tuple[State, ...]:
        return self.body.states

    @property
    def declared(self) -> list[sp.Symbol]:
        """What is an array: sums, and what an equation of another loop needs."""
        sums = [one.symbol for stage in self.body.stages for one in stage.sums]
        loops = [group for stage in self.body.stages for group in self._loops(stage.equations)]
        shared: list[sp.Symbol] = []
        for place, group in enumerate(loops):
            later = {s for other in loops[place + 1 :] for e in other for s in e.right.free_symbols}
            later |= {v for stage in self.body.stages for one in stage.sums for v in one.terms}
            later |= {state.now for state in self.states} if group is not loops[-1] else set()
            shared += [s for e in group for s in e.defined if s in later]
        return [*sums, *shared]

    def size(self, symbol: sp.Symbol) -> int:
        """How many numbers of one example a quantity has."""
        _, *rest = self.body.notation[symbol].shape
        if len(rest) != 1 or rest[0] not in self.sizes:
            raise NotLoweredError(f"{self.formulation.name}: C has no place for {symbol}")
        return self.sizes[rest[0]]

    def _loops(self, equations: Iterable[Equation]) -> list[list[Equation]]:
        """Equations one behind the other whose quantities have the same size."""
        found: list[list[Equation]] = []
        for equation in equations:
            same = found and self.size(found[-1][0].left) == self.size(equation.left)
            found[-1].append(equation) if same else found.append([equation])
        return found

    def _sums(self, stage: Stage) -> Iterator[str]:
        """The products of one stage: a bias, then one vector after the other."""
        for size, sums in grouped(stage.sums, lambda one: self.size(one.symbol)):
            yield f"for (size_t {UNIT} = 0; {UNIT} < {size}; {UNIT}++) {{"
            for one in sums:
                bias = self._printer().print(self._given(one.bias))
                yield f"{INDENT}{one.symbol}[{UNIT}] = {bias}; // {one.label}"
            yield "}"
            for vector in dict.fromkeys(v for one in sums for v in one.terms):
                yield f"for (size_t {ENTRY} = 0; {ENTRY} < {self.size(vector)}; {ENTRY}++) {{"
                yield f"{INDENT}const float entry = {vector}[{ENTRY}];"
                yield f"{INDENT}for (size_t {UNIT} = 0; {UNIT} < {size}; {UNIT}++) {{"
                for one in sums:
                    if vector in one.terms:
                        weight = self._printer().print(self._given(one.terms[vector]))
                        yield f"{INDENT * 2}{one.symbol}[{UNIT}] += entry * {weight};"
                yield f"{INDENT}}}"
                yield "}"

    def _elementwise(self, equations: Iterable[Equation], last: bool) -> Iterator[str]:
        """The equations of one stage; at the end of the last one the states take their values."""
        declared, loops = set(self.declared), self._loops(equations)
        show = self._printer()
        for group in loops:
            yield f"for (size_t {UNIT} = 0; {UNIT} < {self.size(group[0].left)}; {UNIT}++) {{"
            for one in group:
                try:
                    right = show.print(self._given(one.right))
                except NoWordError as error:
                    raise NotLoweredError(f"{one.label}: {error}") from None
                name = str(one.left)
                kept = one.left in declared or (one.left == self.result and not self.states)
                left = f"{name}[{UNIT}]" if kept else f"const float {name}"
                yield from wrapped(f"{INDENT}{left} = {right}; // {one.label}")
            if last and group is loops[-1]:
                for state in self.states:
                    yield f"{INDENT}{state.before}[{UNIT}] = {show.print(state.now)};"
            yield "}"

    def _given(self, expr: sp.Basic) -> sp.Basic:
        """The expression with the values of what is not given."""
        cell, n = self.formulation.cell, self.formulation.notation
        values: dict[sp.Symbol, sp.Basic] = {}
        for default in cell.defaults:
            if str(default.left) not in self.arrays:
                stack = n.stacks.get(default.left)
                absent = stack.blocks.values() if stack else (default.left,)
                values |= dict.fromkeys(absent, default.right)
        with sp.evaluate(False):
            return expr.xreplace(values)

    def _printer(self) -> PlainPrinter:
        """Where each symbol is found, for the unit and the entry of the loops."""
        n, entries = self.body.notation, {}
        order = list(self.formulation.layout.gates)
        units = self.sizes["units"]
        for whole in self.formulation.cell.weights:
            stack = n.stacks.get(whole)
            if stack and stack.transposed:
                raise NotLoweredError(f"{self.formulation.name}: C has no transposed {whole}")
            for gate, block in stack.blocks.items() if stack else (("", whole),):
                offset = f"{order.index(gate) * units} + " if stack and order.index(gate) else ""
                row = f"{ENTRY} * {units * (len(order) if stack else 1)} + "
                place = row if len(n[block].shape) == 2 else ""
                entries[block] = f"{self.arrays.get(str(whole), whole)}[{place}{offset}{UNIT}]"
        for symbol in (*self.declared, self.entry, *(state.before for state in self.states)):
            index = UNIT if self.size(symbol) > 1 else "0"
            entries[symbol] = f"{symbol}[{index}]"
        for symbol in n.quantities:
            if str(symbol) in self.numbers:
                entries[symbol] = literal(sp.Float(self.numbers[str(symbol)]))
        functions = {name: f"{chosen}_f32" for name, chosen in self.functions.items()}
        return PlainPrinter(functions, entries)


def grouped(sums: Iterable[Sum], key) -> Iterator[tuple[int, list[Sum]]]:  # type: ignore[no-untyped-def]
    """Sums of one size together."""
    found: dict[int, list[Sum]] = {}
    for one in sums:
        found.setdefault(key(one), []).append(one)
    yield from found.items()
