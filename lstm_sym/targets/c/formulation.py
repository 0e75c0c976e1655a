"""A body of a Program in C: tables for the engine, the stages of one timestep, how it is packed."""

import re
from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.program import Body, Loop, NotLoweredError, Program, Stage
from lstm_sym.targets.c.activations import CALLABLE, constant
from lstm_sym.targets.c.cell import comment, show_sum
from lstm_sym.targets.c.interface import (
    Interface,
    in_equations,
    initial,
    interface,
    numbers,
)
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.printer import NoWordError

#: One product waits for another at most so often; engine/loop.c has a function for each.
MOST_STAGES = 4


def bodies(program: Program) -> dict[tuple[object, ...], "CellPrinter"]:
    """Each body by the values of its options; raises `NotLoweredError` with an equation's label."""
    return {
        tuple(body.when.values()): CellPrinter(program.formulation, program.loop, body, name)
        for body, name in ((body, name_of(program, body)) for body in program.bodies)
    }


def name_of(program: Program, body: Body) -> str:
    """What a body is called: the formulation, and the options that were chosen."""
    words = [program.formulation.module]
    for name, value in body.when.items():
        said = {True: name, False: f"no_{name}"} if isinstance(value, bool) else {}
        words.append(said.get(value, re.sub(r"\W", "_", str(value).lower())))
    return "_".join(words)


class CellPrinter:
    """One body; raises `NotLoweredError`, with an equation's label, for what C has no place for."""

    def __init__(self, formulation: Formulation, loop: Loop, body: Body, name: str) -> None:
        self.formulation, self.loop, self.body = formulation, loop, body
        self.n = body.notation
        self.shapes = Shapes({q.symbol: q.shape for q in self.n.quantities.values()}, {})
        self.equations = [e for stage in body.stages for e in stage.equations]
        try:
            self.name = free(name)
            self._prepare()
        except ValueError as error:
            if isinstance(error, NotLoweredError):
                raise
            label = self.equations[0].label
            raise NotLoweredError(f"{label}: {error}") from None

    def _prepare(self) -> None:
        body, read = self.body, in_equations(self.body)
        if len(body.stages) > MOST_STAGES:
            label = body.stages[MOST_STAGES].equations[0].label
            raise NotLoweredError(f"{label}: C has no product after {MOST_STAGES} others")
        self.widths = [self._width(stage) for stage in body.stages]
        entry = self._wide(self.loop.entry)
        states = {s.before: self._wide(s.before) for s in body.states}
        self.sizes = tuple(dict.fromkeys([entry, *self.widths, *states.values()]))
        self.is_shown = self.loop.entry in read
        vectors = [v for stage in body.stages for v in stage.vectors]
        self.vectors = list(dict.fromkeys([self.loop.entry, *vectors]))
        self.stage_of = {e.left: k for k, s in enumerate(body.stages) for e in s.equations}
        self.stage_of |= {one.symbol: k for k, s in enumerate(body.stages) for one in s.sums}
        #: What passes from one stage to a later one.
        later = {
            symbol
            for k, stage in enumerate(body.stages)
            for e in stage.equations
            for symbol in e.right.free_symbols
            if self.stage_of.get(symbol, k) < k
        }
        self.carried = [s for s in self.stage_of if s in later or s in self.vectors]
        self.arrays = [self.loop.entry, *states, *self.carried]
        for state in body.states:
            if self.stage_of.get(state.now) is None:
                raise NotLoweredError(f"{self.equations[-1].label}: nothing gives {state.now}")
        self.interface: Interface = interface(self.formulation, self.loop, body, self.sizes)
        self.columns = self._columns(read)
        known = {
            *self.stage_of, *self.columns, *states, self.loop.entry,
            *numbers(self.formulation, read),
        }  # fmt: skip
        for equation in self.equations:
            for symbol in equation.right.free_symbols - known:
                raise NotLoweredError(f"{equation.label}: C has no {symbol} for one unit")
            for symbol in equation.right.free_symbols:
                wide, here = self._wide(symbol), self.widths[self.stage_of[equation.left]]
                if wide not in ("", here):
                    raise NotLoweredError(
                        f"{equation.label}: {symbol} has {wide} numbers where C computes {here}"
                    )
        for equation in self.equations:
            self._line(equation)
        for stage in body.stages:
            for one in stage.sums:
                for term in (*one.terms.values(), one.bias):
                    try:
                        self.element(term)
                    except NoWordError as error:
                        raise NotLoweredError(f"{one.label}: {error}") from None

    # Sizes.

    def _wide(self, symbol: sp.Basic) -> str:
        shape = self.shapes.of(symbol)
        return shape[-1] if shape else ""

    def _width(self, stage: Stage) -> str:
        """The dimension that all sums and equations of a stage share."""
        lefts = [(one.symbol, one.label) for one in stage.sums]
        lefts += [(e.left, e.label) for e in stage.equations if self.shapes.of(e.left)]
        found = {}
        for left, label in lefts:
            shape = self.shapes.of(left)
            if len(shape) > 2:
                raise NotLoweredError(f"{label}: C computes units, and {left} has {shape}")
            found.setdefault(shape[-1], (left, label))
        if len(found) > 1:
            (width, (left, _)), (other, (right, label)) = list(found.items())[:2]
            raise NotLoweredError(
                f"{label}: {right} has {other} numbers, and {left} beside it {width}"
            )
        if not found:
            raise NotLoweredError(f"{stage.equations[0].label}: C computes units, not one number")
        return next(iter(found))

    def _columns(self, read: set[sp.Symbol]) -> dict[sp.Symbol, str]:
        """The weights of one number a unit that equations read, and their sizes."""
        whole_of = self._blocks()
        weights = [*self.formulation.cell.weights, *whole_of]
        return {
            s: self.shapes.of(s)[0] for s in weights if s in read and len(self.shapes.of(s)) == 1
        }

    def _blocks(self) -> dict[sp.Symbol, tuple[sp.Symbol, int, int, bool]]:
        """For each block its array, its place there, how many there are, whether transposed."""
        return {
            block: (whole, place, len(stack.blocks), stack.transposed)
            for whole, stack in self.formulation.notation.stacks.items()
            if whole in self.formulation.cell.weights
            for place, block in enumerate(stack.blocks.values())
        }

    # What the engine reads.

    def tables(self) -> Iterator[str]:
        """How many there are of everything, how large each is, and where it stands."""
        body, sums = self.body, [len(stage.sums) for stage in self.body.stages]
        size = {name: f"SIZE_{place}" for place, name in enumerate(self.sizes)}
        array = {symbol: f"ARRAY_{free(str(symbol))}" for symbol in self.arrays}
        yield f"#define CELL_SUMS {max(1, *sums)}"
        yield f"#define CELL_STAGES {len(sums)}"
        said = ", ".join(f"{size[name]} /* {name} */" for name in self.sizes)
        yield f"enum {{ {said}, SIZES }};"
        yield f"enum {{ {', '.join(array.values())}, ARRAYS }};"
        counts = {
            "STATES": len(body.states),
            "STAGES": "CELL_STAGES",
            "VECTORS": len(self.vectors),
            "COLUMNS": len(self.columns),
            "NUMBERS": len(self._numbers()),
            "FUNCTIONS": len(self.n.functions),
            "SHOWN": int(self.is_shown),
        }
        yield f"enum {{ {', '.join(f'{name} = {n}' for name, n in counts.items())} }};"
        emitted = next(s.before for s in body.states if s.series == self.loop.emitted)
        yield f"enum {{ EMITTED = {array[emitted]} }};"
        tables = {
            "SIZE_OF_ARRAY[ARRAYS]": [size[self._wide(s)] for s in self.arrays],
            "TWICE[ARRAYS]": [str(int(self._twice(s))) for s in self.arrays],
            "ARRAY_OF_STATE[STATES]": [array[s.before] for s in body.states],
            "SIZE_OF_STAGE[STAGES]": [size[width] for width in self.widths],
            "SUMS_OF_STAGE[STAGES]": list(map(str, sums)),
            "SIZE_OF_VECTOR[VECTORS]": [size[self._wide(v)] for v in self.vectors],
            "ARRAY_OF_VECTOR[VECTORS]": [array[v] for v in self.vectors],
            "SIZE_OF_COLUMN[COLUMNS + 1]": [*(size[s] for s in self.columns.values()), "0"],
        }
        for name, values in tables.items():
            yield f"static const int {name} = {{{', '.join(values)}}};"
        starts = ", ".join(repr(float(s.start)) for s in body.states)
        yield f"static const double START_OF_STATE[STATES] = {{{starts}}};"
        yield "/* whether a vector takes part in a sum of a stage */"
        yield "static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {"
        for stage in body.stages:
            rows = []
            for v in self.vectors:
                row = [str(int(v in one.terms)) for one in stage.sums] or ["0"]
                rows.append(f"{{{', '.join(row)}}}")
            yield f"    {{{', '.join(rows)}}},"
        yield "};"

    def _numbers(self) -> list[sp.Symbol]:
        return numbers(self.formulation, in_equations(self.body))

    def _twice(self, symbol: sp.Symbol) -> bool:
        """Whether the value of one timestep is read while that of the next one is written."""
        if symbol in self.carried:
            return False
        state = next((s for s in self.body.states if s.before == symbol), None)
        if state is None or symbol in self.vectors:
            return True
        return any(
            symbol in e.right.free_symbols and self.stage_of[e.left] > self.stage_of[state.now]
            for e in self.equations
        )

    # The stages.

    def _show(self) -> CPrinter:
        names = {a.name: f"{a.name}_f32" for a in CALLABLE}
        names |= {name: f"activate_f32({free(name)}," for name in self.n.functions}
        return CellSymbols(names, suffix="_f32")

    def _line(self, equation: Equation) -> str:
        """An equation as a statement; raises `NotLoweredError` for what has no word."""
        try:
            right = self._show().argument(equation.right)
            return f"const vec_f32 {free(str(equation.left))} = {right};"
        except (NoWordError, ValueError) as error:
            raise NotLoweredError(f"{equation.label}: {error}") from None

    def stages(self) -> Iterator[str]:
        """One function a stage, then the choice among them."""
        for place, stage in enumerate(self.body.stages):
            yield from self._stage(place, stage)
            yield ""
        yield from self._finish()

    def _parameters(self) -> str:
        return "".join(f", const int {free(name)}" for name in self.n.functions)

    def _stage(self, place: int, stage: Stage) -> Iterator[str]:
        where = "job, {}, t, example, panel"
        yield f"/* Stage {place + 1} of timestep t, for a register of units. */"
        yield f"LSTM_INLINE void stage_{place}_f32(const job_f32 *job{self._parameters()},"
        yield "    size_t t, size_t example, size_t panel, const vec_f32 z[])"
        yield "{"
        read = {s for e in stage.equations for s in e.right.free_symbols}
        known = {one.symbol for one in stage.sums} | {e.left for e in stage.equations}
        if not stage.sums:
            yield "    (void)z;"
        for k, one in enumerate(stage.sums):
            said = comment(show_sum(one))
            yield f"    const vec_f32 {free(str(one.symbol))} = z[{k}]; {said}"
        for symbol in self.arrays:
            if symbol in read and symbol not in known:
                at = where.format(f"ARRAY_{free(str(symbol))}")
                yield f"    const vec_f32 {free(str(symbol))} = read_f32({at});"
        for k, symbol in enumerate(self.columns):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = column_f32(job, {k}, panel);"
        for k, symbol in enumerate(self._numbers()):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = all_f32(job->given.number[{k}]);"
        for equation in stage.equations:
            yield f"    {self._line(equation)} {comment(equation.label)}"
        for symbol in self.carried:
            if symbol in known:
                name = free(str(symbol))
                at = where.format(f"ARRAY_{name}")
                yield f"    store_f32(place_f32({at}), {name});"
        for state in self.body.states:
            if self.stage_of[state.now] != place:
                continue
            now, at = free(str(state.now)), where.format(f"ARRAY_{free(str(state.before))}")
            if state.series == self.loop.emitted:
                kept = f"keep_f32({at}, {now})"
                yield f"    emit_f32(job, t, example, panel, {kept});"
            else:
                yield f"    keep_f32({at}, {now});"
        for name in self.n.functions:
            yield f"    (void){free(name)};"
        yield "}"

    def _finish(self) -> Iterator[str]:
        """The stages for the sums of some examples or, with ``across``, of some panels."""
        functions = self.n.functions
        forms = {"any": [f"job->given.function[{k}]" for k in range(len(functions))]}
        by_name = {a.name: constant(a) for a in CALLABLE}
        if functions:
            chosen = [by_name[f.default] for f in functions.values()]
            forms = {"default": chosen, **forms}
        signature = (
            "(const job_f32 *job, size_t t, size_t example, size_t panel,\n"
            "    int count, int across, sums_f32 sums[])"
        )
        for place in range(len(self.body.stages)):
            for form, passed in forms.items():
                words = "".join(f", {one}" for one in passed)
                yield f"LSTM_APART void finish_{place}_{form}_f32{signature}"
                yield "{"
                yield "    for (int r = 0; r < count; r++)"
                yield f"        stage_{place}_f32(job{words}, t, across ? example : example + r,"
                yield "            across ? panel + r : panel, sums[r]);"
                yield "}"
                yield ""
        yield "LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,"
        yield "    size_t example, size_t panel, int count, int across, sums_f32 sums[])"
        yield "{"
        passed_on = "(job, t, example, panel, count, across, sums)"
        for place in range(len(self.body.stages)):
            yield f"    if (stage == {place}) {{"
            if functions:
                tests = " && ".join(
                    f"job->given.function[{k}] == {one}" for k, one in enumerate(forms["default"])
                )
                yield f"        if ({tests})"
                yield f"            finish_{place}_default_f32{passed_on};"
                yield "        else"
                yield f"            finish_{place}_any_f32{passed_on};"
            else:
                yield f"        finish_{place}_any_f32{passed_on};"
            yield "    }"
        yield "}"

    # What a caller calls.

    def given(self) -> Iterator[str]:
        """The engine's view of a call."""
        loop = self.loop
        yield f"static given_f32 given_of_f32(const {self.name}_call_f32 *call)"
        yield "{"
        yield "    return (given_f32){"
        yield "        .batch = call->batch,"
        yield "        .timesteps = call->timesteps,"
        sizes = ", ".join(f"call->{free(size)}" for size in self.sizes)
        yield f"        .size = {{{sizes}}},"
        yield f"        .sequences = call->{free(str(loop.sequence))},"
        yield "        .packed = call->packed,"
        begun = ", ".join(f"call->{initial(s.before)}" for s in self.body.states)
        yield f"        .initial = {{{begun}}},"
        yield f"        .mask = {'call->mask' if loop.mask else 'NULL'},"
        numbers_ = [f"call->{free(str(s))}" for s in self._numbers()]
        yield f"        .number = {{{', '.join([*numbers_, '0.0f'])}}},"
        functions = [f"call->{free(name)}" for name in self.n.functions]
        yield f"        .function = {{{', '.join([*functions, '0'])}}},"
        kinds = loop.masked_outputs
        fixed = f"LSTM_MASKED_{str(kinds.get(None, 'zero')).upper()}"
        chosen = kinds and None not in kinds
        yield f"        .masked_output = {'call->masked_output' if chosen else fixed},"
        backwards = f"call->{free(loop.backwards)}" if loop.backwards else "0"
        yield f"        .go_backwards = {backwards},"
        yield f"        .every = {f'call->{free(loop.last_only)}' if loop.last_only else '1'},"
        results = dict(zip(loop.results, self.formulation.sequence.results, strict=True))
        yield f"        .output = call->{free(str(results[None]))},"
        last = [
            f"call->{free(str(results[s.series]))}" if s.series in results else "NULL"
            for s in self.body.states
        ]
        yield f"        .last = {{{', '.join(last)}}},"
        yield "        .workspace = call->workspace,"
        yield "        .share = call->share,"
        yield "    };"
        yield "}"

    def public(self) -> Iterator[str]:
        """What the header declares."""
        call = f"const {self.name}_call_f32 *call"
        yield f"int {self.name}_f32({call})"
        yield "{"
        yield "    const given_f32 given = given_of_f32(call);"
        yield "    return run_f32(&given);"
        yield "}"
        yield ""
        yield f"void {self.name}_help_f32({call})"
        yield "{"
        yield "    const given_f32 given = given_of_f32(call);"
        yield "    help_f32(&given);"
        yield "}"

    def sizes_in_c(self) -> Iterator[str]:
        """The macros' values as functions, for other languages."""
        words = ", ".join(f"size_t {free(size)}" for size in self.sizes)
        passed = ", ".join(map(free, self.sizes))
        yield f"size_t {self.name}_packed_size({words})"
        yield f"{{ return {self.name.upper()}_PACKED_SIZE({passed}); }}"
        yield ""
        yield f"size_t {self.name}_workspace_size(size_t batch, {words})"
        yield f"{{ return {self.name.upper()}_WORKSPACE_SIZE(batch, {passed}); }}"

    # The packed weights.

    def pack(self) -> Iterator[str]:
        """Weights in the order in which the loop reads them."""
        yield "/* LANES numbers of a row: those of the units from `first` on; zeros where there are"
        yield "   no more. */"
        yield "#define PACKED_f32(units, value)                                                  \\"
        yield "    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \\"
        yield "        *packed++ = unit < (units) ? (value) : 0.0f"
        yield ""
        yield f"void {self.name}_pack_f32(const {self.name}_weights_f32 *weights, float *packed)"
        yield "{"
        for size in self.sizes:
            yield f"    const size_t {free(size)} = weights->{free(size)};"
        for size in self.sizes:
            yield f"    (void){free(size)};"
        for width, stage in zip(self.widths, self.body.stages, strict=True):
            units = free(width)
            yield f"    for (size_t first = 0; first < {units}; first += LANES_f32) {{"
            yield "        const size_t row = 0;"
            for one in stage.sums:
                value = self.element(one.bias) if one.bias != 0 else "0.0f"
                yield f"        PACKED_f32({units}, {value});"
            yield "        (void)row;"
            for v in (v for v in self.vectors if any(v in one.terms for one in stage.sums)):
                rows = free(self._wide(v))
                yield f"        for (size_t row = 0; row < {rows}; row++) {{ {comment(str(v))}"
                for one in stage.sums:
                    if v in one.terms:
                        yield f"            PACKED_f32({units}, {self.element(one.terms[v])});"
                yield "        }"
            yield "    }"
        for symbol, width in self.columns.items():
            yield f"    for (size_t first = 0; first < {free(width)}; first += LANES_f32)"
            yield f"        PACKED_f32({free(width)}, {self.element(symbol)});"
        yield "}"

    def element(self, expr: sp.Expr) -> str:
        """One number of a block, or of an expression of blocks, at ``row`` and ``unit``."""
        for node in sp.preorder_traversal(expr):
            if not isinstance(node, sp.Add | sp.Mul | sp.Symbol | sp.Number) and not (
                isinstance(node, sp.Pow) and node.exp == -1
            ):
                raise NoWordError(f"C packs no {type(node).__name__} of weights: {node}")
        return Elements(self).print(expr)

    # The header.

    def header(self) -> Iterator[str]:
        """Structures, functions and sizes for a caller."""
        for name, fields in self.interface.structures.items():
            yield "typedef struct {"
            for field in fields:
                said = f" {comment(field.meaning)}" if field.meaning else ""
                yield f"    {field.declared};{said}"
            yield f"}} {self.name}_{name}_f32;"
            yield ""
        yield f"void {self.name}_pack_f32(const {self.name}_weights_f32 *weights, float *packed);"
        yield "/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */"
        yield f"int {self.name}_f32(const {self.name}_call_f32 *call);"
        yield f"void {self.name}_help_f32(const {self.name}_call_f32 *call);"

    def macros(self) -> Iterator[str]:
        """How many numbers the caller provides."""
        names = ", ".join(map(free, self.sizes))
        upper = self.name.upper()
        rows = []
        for width, stage in zip(self.widths, self.body.stages, strict=True):
            terms = [str(len(stage.sums))]
            for v in self.vectors:
                count = sum(v in one.terms for one in stage.sums)
                if count:
                    terms.append(f"{count} * ({free(self._wide(v))})")
            rows.append(f"({' + '.join(terms)}) * LSTM_PADDED({free(width)})")
        rows += [f"LSTM_PADDED({free(width)})" for width in self.columns.values()]
        emitted = next(s.before for s in self.body.states if s.series == self.loop.emitted)
        one = [f"{1 + self._twice(s)} * LSTM_PADDED({free(self._wide(s))})" for s in self.arrays]
        one.append(f"LSTM_PADDED({free(self._wide(emitted))})")
        slab = f"24 * {len(self.body.stages[0].sums)} * LSTM_PADDED({free(self.widths[0])})"
        yield f"#define {upper}_PACKED_SIZE({names}) \\"
        yield f"    ({' + '.join(rows)})"
        yield f"#define {upper}_WORKSPACE_OF_ONE({names}) \\"
        yield f"    ({' + '.join(one)})"
        yield f"#define {upper}_WORKSPACE_SIZE(batch, {names}) \\"
        yield f"    ((batch) * {upper}_WORKSPACE_OF_ONE({names}) + {slab})"


class CellSymbols(CPrinter):
    """Symbols by the names that they have in C."""

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return free(expr.name)


class Elements(CPrinter):
    """Blocks of weights, one number of each."""

    def __init__(self, cell: CellPrinter) -> None:
        super().__init__({}, suffix="_f32")
        self.cell, self.blocks = cell, cell._blocks()

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        shape = self.cell.shapes.of(expr)
        if not shape:
            return f"weights->{free(expr.name)}"
        whole, place, count, transposed = self.blocks.get(expr, (expr, 0, 1, False))
        units = free(shape[-1])
        unit = "unit" if not place else f"{place} * {units} + unit"
        if len(shape) == 1:
            at = unit
        elif transposed:
            at = f"({unit}) * {free(shape[0])} + row"
        else:
            at = f"row * {count} * {units} + {unit}"
        name = f"weights->{free(str(whole))}"
        return f"({name} ? {name}[{at}] : 0.0f)"
