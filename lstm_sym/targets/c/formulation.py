"""A body of a Program in C: what a caller calls, how weights are packed, what the header says."""

import re
from collections.abc import Iterator

import sympy as sp

from lstm_sym.passes.quantised import BFLOAT16, EIGHT, Bits
from lstm_sym.program import Body, Program, Stage
from lstm_sym.targets.c.cell import comment
from lstm_sym.targets.c.interface import initial
from lstm_sym.targets.c.names import free, padded, rows_of, total, units_of
from lstm_sym.targets.c.stages import Stages


def bodies(program: Program, bits: Bits | None = None) -> dict[tuple[object, ...], "CellPrinter"]:
    """Each body by the values of its options; raises `NotLoweredError` with an equation's label.

    ``bits``: what numbers of products are rounded to.
    """
    suffix = bits.suffix if bits else ""
    found = {}
    for body in program.bodies:
        name = name_of(program, body) + suffix
        printer = CellPrinter(program.formulation, program.loop, body, name)
        printer.bits = bits
        found[tuple(body.when.values())] = printer
    return found


def name_of(program: Program, body: Body) -> str:
    """What a body is called: the formulation, and the options that were chosen."""
    words = [program.formulation.module]
    for name, value in body.when.items():
        if isinstance(value, bool):
            words.append(name if value else f"no_{name}")
        else:
            words.append(re.sub(r"\W", "_", str(value).lower()))
    return "_".join(words)


class CellPrinter(Stages):
    """One body; raises `NotLoweredError`, with an equation's label, for what C has no place for."""

    bits: Bits | None = None

    # What a caller calls.

    def given(self) -> Iterator[str]:
        """The engine's view of a call."""
        loop = self.loop
        yield f"static given_f32 given_of_f32(const {self.name}_call_f32 *call)"
        yield "{"
        yield "    return (given_f32){"
        yield "        .batch = call->batch,"
        yield "        .timesteps = call->timesteps,"
        sizes = ", ".join(units_of(size, "call->") for size in self.every_size)
        rows = ", ".join(rows_of(size, "call->") for size in self.every_size)
        yield f"        .size = {{{sizes}}},"
        yield f"        .rows = {{{rows}}},"
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
        job = "job_f32 job = {.given = given_of_f32(call)};"
        yield f"int {self.name}_f32({call})"
        yield "{"
        yield f"    {job}"
        yield "    return run_f32(&job);"
        yield "}"
        yield ""
        yield f"void {self.name}_help_f32({call})"
        yield "{"
        yield "    const size_t place = enter_f32(call->share);"
        yield "    if (place) {"
        yield f"        {job}"
        yield "        help_f32(&job, place);"
        yield "    }"
        yield "}"
        for name, returned in (("begin", "int"), ("step", "void"), ("end", "void")):
            does = f"{name}_f32" if name == "begin" else f"{name}_of_stream_f32"
            yield ""
            yield f"{returned} {self.name}_{name}_f32({call})"
            yield "{"
            yield f"    {job}"
            yield f"    {'return ' if returned == 'int' else ''}{does}(&job);"
            yield "}"

    def sizes_in_c(self) -> Iterator[str]:
        """The macros' values as functions, for other languages."""
        words = ", ".join(f"size_t {free(size)}" for size in self.sizes)
        passed = ", ".join(map(free, self.sizes))
        # The sizes do not depend on the heads: zeros beside their blocks are packed, too.
        unread = "".join(f"(void){free(head)}; " for head in self.formulation.cell.heads.values())
        yield f"size_t {self.name}_packed_size({words})"
        yield f"{{ {unread}return {self.name.upper()}_PACKED_SIZE({passed}); }}"
        yield ""
        yield f"size_t {self.name}_workspace_size(size_t batch, {words})"
        yield f"{{ {unread}return {self.name.upper()}_WORKSPACE_SIZE(batch, {passed}); }}"

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
        yield from self.sized(list(self._packed()))
        yield "}"

    def _packed(self) -> Iterator[str]:
        """The loops over what is packed."""
        for whole, head in self.formulation.cell.heads.items():
            yield f"    if (!divides({free(head)}, {free(whole)}))"
            yield "        return; /* the call is refused */"
        for width, stage in zip(self.widths, self.body.stages, strict=True):
            if stage.sums:
                yield from self._pack_stage(width, stage)
        for symbol, width in self.columns.items():
            yield f"    for (size_t first = 0; first < {units_of(width)}; first += LANES_f32)"
            yield f"        PACKED_f32({units_of(width)}, {self.alone(symbol)});"

    def _pack_stage(self, width: str, stage: Stage) -> Iterator[str]:
        """The weights of one stage; of sums that have several rows, line after line."""
        units, lines = units_of(width), rows_of(width)
        if lines != "1":
            yield f"    for (size_t line = 0; line < {lines}; line++)"
        yield f"    for (size_t first = 0; first < {units}; first += LANES_f32) {{"
        biases = (self.alone(one.bias) if one.bias != 0 else "0.0f" for one in stage.sums)
        yield from (f"        PACKED_f32({units}, {bias});" for bias in biases)
        for v in (v for v in self.vectors if any(v in one.terms for one in stage.sums)):
            rows = units_of(self._wide(v))
            terms = [self.alone(one.terms[v]) for one in stage.sums if v in one.terms]
            if self.bits:
                yield from self._pack_fewer(self.bits, v, rows, units, terms)
                continue
            yield f"        for (size_t row = 0; row < {rows}; row++) {{ {comment(str(v))}"
            for term in terms:
                yield f"            PACKED_f32({units}, {term});"
            yield "        }"
        yield "    }"

    def _pack_fewer(
        self, bits: Bits, vector: sp.Symbol, rows: str, units: str, terms: list[str]
    ) -> Iterator[str]:
        """The rows of a vector whose products are of fewer bits, as the engine packs them."""
        yield f"        {comment(str(vector))}"
        place = str(self.vectors.index(vector))
        for number, term in enumerate(terms):
            words = ", ".join((place, rows, units, str(len(terms)), str(number), term))
            yield f"        PACKED_{bits.name.upper()}_f32({words});"
        yield f"        packed += rows_of_f32({place}, {rows}) * {len(terms)} * LANES_f32;"

    def _rows(self, vector: sp.Symbol) -> str:
        """How many rows of a panel a vector's numbers take, as `rows_of_f32` says it."""
        wide, is_input = units_of(self._wide(vector)), vector == self.loop.entry
        if self.bits is EIGHT:
            return f"1 + (({wide}) + 1) / 2" if is_input else f"2 + (({wide}) + 3) / 4"
        if self.bits is BFLOAT16:
            return f"({wide} + 31) / 32 * {32 if is_input else 16}"
        return wide

    def _row_of(self, vector: sp.Symbol) -> str:
        """How many numbers of the workspace a vector's row takes, as `row_of_vector_f32`."""
        wide, is_input = units_of(self._wide(vector)), vector == self.loop.entry
        if self.bits is BFLOAT16:
            return f"({wide} + 31) / 32 * 32"
        return f"1 + LSTM_PADDED({wide}) / {2 if is_input else 4}"

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
        yield "/* One timestep after the other, with the states in the workspace: `begin` puts the"
        yield "   initial ones there, each `step` reads one timestep's input and writes its output,"
        yield "   `end` writes the states out and leaves them there. */"
        yield f"int {self.name}_begin_f32(const {self.name}_call_f32 *call);"
        yield f"void {self.name}_step_f32(const {self.name}_call_f32 *call);"
        yield f"void {self.name}_end_f32(const {self.name}_call_f32 *call);"

    def macros(self) -> Iterator[str]:
        """How many numbers the caller provides."""
        names = ", ".join(map(free, self.sizes))
        upper = self.name.upper()
        rows = []
        for width, stage in zip(self.widths, self.body.stages, strict=True):
            terms = [v for v in self.vectors for one in stage.sums if v in one.terms]
            if stage.sums:
                ones = [()] * len(stage.sums)
                of_panel = total([*ones, *((f"({self._rows(v)})",) for v in terms)])
                rows.append((f"({of_panel})", *padded(width)))
        rows += [padded(width) for width in self.columns.values()]
        emitted = next(s.before for s in self.body.states if s.series == self.loop.emitted)
        arrays = [s for s in self.arrays for _ in range(1 + self._twice(s))]
        one = [padded(self._wide(s)) for s in [*arrays, emitted]]
        whole: list[tuple[str, ...]] = [("(batch)", f"{upper}_WORKSPACE_OF_ONE({names})")]
        slab = ("LSTM_SLAB_ROWS", *padded(self.widths[0]))
        whole += [slab] * len(self.body.stages[0].sums)
        if self.bits:
            of_vectors = {v: (f"({self._row_of(v)})",) for v in self.vectors}
            one += of_vectors.values()
            whole.append(("LSTM_SLAB_ROWS", *of_vectors[self.loop.entry]))
        if self.bits is BFLOAT16:  # a tile of AMX that is not full reads the rows behind, too
            whole += [*of_vectors.values()] * 7
        yield f"#define {upper}_PACKED_SIZE({names}) \\"
        yield f"    ({total(rows)})"
        yield f"#define {upper}_WORKSPACE_OF_ONE({names}) \\"
        yield f"    ({total(one)})"
        yield f"#define {upper}_WORKSPACE_SIZE(batch, {names}) \\"
        yield f"    ({total(whole)})"
