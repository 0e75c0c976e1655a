"""A body as one header for small machines: one example, one timestep, weights where they are.

Nothing is packed, allocated or shared, and there is no table of functions: weights may lie in flash
memory, and what is not called is not linked.
"""

from collections.abc import Iterator
from functools import partial

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.passes.by_shape import number_by_number
from lstm_sym.program import NotLoweredError, Stage, Sum
from lstm_sym.targets.c import activations, text
from lstm_sym.targets.c.body import CellBody
from lstm_sym.targets.c.cell import comment, show_sum
from lstm_sym.targets.c.cell_symbols import CellSymbols
from lstm_sym.targets.c.interface import Field, numbers
from lstm_sym.targets.c.names import factors, free, rows_of, total, units_of
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.paper.formulation import written_in
from lstm_sym.targets.printer import NoWordError

WORDS = "small/words.h"


def words() -> str:
    """The words and activations for single numbers, which all small cells share."""
    shared = [
        text.HEAD,
        "#ifndef LSTM_SMALL_WORDS_H\n#define LSTM_SMALL_WORDS_H\n",
        "#include <float.h>\n#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n"
        "#include <string.h>\n",
        "#define LSTM_INLINE static inline\n#define LSTM_APART static inline\n",
        text.fragment("words.c").partition("#else\n")[2].replace("#endif\n", "", 1),
        activations.LIBRARY_EXP,
        text.joined(activations.tanh()),
        text.joined(activations.functions()),
        text.fragment("small_units.c"),
        "#endif",
    ]
    return "\n".join(shared) + "\n"


class Small(CellBody):
    """Prints the header of one body; raises `NotLoweredError` with an equation's label."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The weights and the numbers of a cell."""
        known = {field.name for field in self.interface.weights}
        call = [field for field in self.interface.call if field.kind == "number"]
        return (*self.interface.weights, *(f for f in call if f.name not in known))

    @property
    def upper(self) -> str:
        return f"{self.name.upper()}_SMALL"

    def header(self) -> str:
        """The whole header."""
        stated = self.formulation
        functions = self.n.functions.values()
        parts = [
            text.head(f"{stated.title}, for small machines.", written_in(stated)),
            f"#ifndef {self.upper}_INCLUDED\n#define {self.upper}_INCLUDED\n",
            '#include "words.h"\n',
            *(self._choice(f.name, f.default, f.meaning) for f in functions),
            text.joined(text.fitted(self._structure())),
            text.joined(text.fitted(self._step())),
            "#endif",
        ]
        return "\n".join(parts) + "\n"

    def _choice(self, name: str, default: str, meaning: str) -> str:
        macro = f"{self.upper}_{name.upper()}"
        said = comment(f"{meaning}; for another one, define it before")
        return f"#ifndef {macro} {said}\n#define {macro} {default}_f32\n#endif\n"

    def _structure(self) -> Iterator[str]:
        yield "typedef struct {"
        for field in self.fields:
            said = f" {comment(field.meaning)}" if field.meaning else ""
            yield f"    {field.declared};{said}"
        yield f"}} {self.name}_small;"
        yield ""
        sizes = ", ".join(map(free, self.sizes))
        room = total(factors(self._wide(symbol)) for symbol in self._kept()) or "1"
        yield "/* How many numbers the caller provides for a step; afterwards they mean nothing. */"
        yield f"#define {self.upper}_WORKSPACE({sizes}) \\"
        yield f"    ({room})"

    def _kept(self) -> list[sp.Symbol]:
        """What has to wait: states that are still read, and what passes to a later stage."""
        states = [s.now for s in self.body.states if self._twice(s.before)]
        return [*states, *self.carried]

    def _step(self) -> Iterator[str]:
        entry = free(str(self.loop.entry))
        states = [free(str(state.series.now)) for state in self.body.states]
        given = [f"const {self.name}_small *weights", f"const float *{entry}"]
        given += [f"float *{name}_state" for name in states]
        yield "/* One timestep: the states are where their new values go. They begin as"
        begun = "; ".join(f"{state.before}: {float(state.start)!r}" for state in self.body.states)
        yield f"   {begun}. */"
        given.append("float *workspace)")
        yield f"static void {self.name}_small_step("
        yield from (f"    {one}," for one in given[:-1])
        yield f"    {given[-1]}"
        yield "{"
        for size in self.sizes:
            yield f"    const size_t {free(size)} = weights->{free(size)};"
        at = "workspace"
        for symbol in self._kept():
            yield f"    float *const {free(str(symbol))}_kept = {at};"
            at = f"{free(str(symbol))}_kept + {numbers_of(self._wide(symbol))}"
        for symbol in numbers(self.formulation, self._read()):
            yield f"    const float {free(str(symbol))} = weights->{free(str(symbol))};"
        for size in self.sizes:
            yield f"    (void){free(size)};"
        yield "    (void)workspace;"
        for width, stage in zip(self.widths, self.body.stages, strict=True):
            if " " in width:
                yield f"    for (size_t line = 0; line < {rows_of(width)}; line++)"
            yield f"    for (size_t unit = 0; unit < {units_of(width)}; unit++) {{"
            yield from (f"        {line}" for line in self._unit(stage, width))
            yield "    }"
        for state in self.body.states:
            if self._twice(state.before):
                now, wide = free(str(state.now)), numbers_of(self._wide(state.before))
                yield f"    memcpy({now}_state, {now}_kept, {wide} * sizeof(float));"
        yield "}"

    def _read(self) -> set[sp.Symbol]:
        return {s for e in self.equations for s in e.right.free_symbols}

    def _unit(self, stage: Stage, width: str) -> Iterator[str]:
        """One unit of a stage: its sums, then its equations."""
        line, place = (
            ("line", f"line * {units_of(width)} + unit") if " " in width else ("0", "unit")
        )
        place = line if units_of(width) == "1" else place
        with_row = "const size_t row = 0;"
        if any(one.bias != 0 for one in stage.sums):
            yield f"{with_row}"
            yield "(void)row;"
        for one in stage.sums:
            bias = self.element(one.bias) if one.bias != 0 else "0.0f"
            said = comment(show_sum(one))
            yield f"float {free(str(one.symbol))} = {bias}; {said}"
        for vector in dict.fromkeys(v for one in stage.sums for v in one.terms):
            yield from self._products(stage, vector)
        known = {e.left for e in stage.equations} | {one.symbol for one in stage.sums}
        read = {s for e in stage.equations for s in number_by_number(e.right)}
        for symbol in (*self.arrays, *self.in_state):
            if symbol in read and symbol not in known:
                at = place if self._wide(symbol) == width else line
                yield f"const float {free(str(symbol))} = {self._place(symbol)}[{at}];"
        for symbol in self.columns:
            if symbol in read:
                yield f"const float {free(str(symbol))} = {self.element(symbol)};"
        for equation in stage.equations:
            yield self._scalar(equation)
        for symbol in self.carried:
            if symbol in known:
                yield f"{free(str(symbol))}_kept[{place}] = {free(str(symbol))};"
        for state in self.body.states:
            if state.now in known:
                now = free(str(state.now))
                where = "kept" if self._twice(state.before) else "state"
                yield f"{now}_{where}[{place}] = {now};"

    def _products(self, stage: Stage, vector: sp.Symbol) -> Iterator[str]:
        """What a vector adds to the sums: all its rows, or those of the unit's head alone."""
        of_head: dict[str, list[Sum]] = {}
        for one in stage.sums:
            if vector in one.terms:
                of_head.setdefault(self.head_of(one.terms[vector]), []).append(one)
        for head, sums in of_head.items():
            first, end = f"unit / {head} * {head}", f"(unit / {head} + 1) * {head}"
            if not head:
                first, end = "0", units_of(self._wide(vector))
            yield f"for (size_t row = {first}; row < {end}; row++) {{"
            for one in sums:
                weight = self.element(one.terms[vector], is_of_head=bool(head))
                yield f"    {free(str(one.symbol))} += {self._place(vector)}[row] * {weight};"
            yield "}"

    def _place(self, symbol: sp.Symbol) -> str:
        """The array of a symbol."""
        for state in self.body.states:
            if state.before == self.in_state.get(symbol, symbol):
                return f"{free(str(state.now))}_state"
        return free(str(symbol)) if symbol == self.loop.entry else f"{free(str(symbol))}_kept"

    def _others(self, here: str, word: str, *arrays: sp.Symbol) -> str:
        """A word that needs other numbers than those at the place that is computed."""
        self._check_others(here, word, *arrays)
        places, sizes = list(map(self._place, arrays)), list(map(self._wide, arrays))
        line = "line" if " " in here else "0"
        if word == "outer":
            column, _ = places
            row = self._others(here, "row", arrays[1])
            return f"({column}[{line}] * {row})"
        if word == "row":
            units = units_of(sizes[0])
            head = f"{line} / {units_of(' '.join(here.split()[:-1]))}"
            return f"{places[0]}[{head}{'' if units == '1' else f' * {units} + unit'}]"
        units = units_of(sizes[0])
        vector = f"{places[0]} + {line} * {units}"
        if word == "vecmat":
            columns = units_of(sizes[1])
            matrix = f"{places[1]} + {line} * {units} * {columns} + unit"
            return f"vecmat_f32({vector}, {matrix}, {units}, {columns})"
        return f"{word}_f32({vector}, {units})"

    def _number_of(self, symbol: sp.Symbol) -> str:
        return units_of(self._wide(symbol))

    def _scalar(self, equation: Equation) -> str:
        names = {a.name: f"{a.name}_f32" for a in activations.CALLABLE}
        names |= {name: f"{self.upper}_{name.upper()}" for name in self.n.functions}
        here = self.widths[self.stage_of[equation.left]]
        show: CPrinter = CellSymbols(names, partial(self._others, here), self._number_of)
        left, right, label = equation.left, equation.right, equation.label
        try:
            return f"const float {free(str(left))} = {show.print(right)}; {comment(label)}"
        except (NoWordError, ValueError) as error:
            raise NotLoweredError(f"{label}: {error}") from None


def numbers_of(size: str) -> str:
    """How many numbers an array has, in C."""
    counts = [count for count in (rows_of(size), units_of(size)) if count != "1"]
    return " * ".join(counts) or "1"
