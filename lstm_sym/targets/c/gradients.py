"""The gradients of a body in C as a caller calls them: from arrays to the gradients of arrays.

The engine has the weights of the sums side by side; blocks of a user's arrays are read into them,
and the gradients of arrays are read out of theirs.
"""

from collections.abc import Iterable, Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.program import Body, Loop
from lstm_sym.targets.c.body import Elements
from lstm_sym.targets.c.cell import comment
from lstm_sym.targets.c.interface import initial, of_gradients
from lstm_sym.targets.c.names import free, rows_of, units_of
from lstm_sym.targets.c.stages_back import StagesBack


class GradientsPrinter(StagesBack):
    """Prints header and source; raises `NotLoweredError` with an equation's label."""

    def __init__(self, formulation: Formulation, loop: Loop, body: Body, name: str) -> None:
        super().__init__(formulation, loop, body, name)
        self.call = f"{self.name}_gradients_call_f32"
        self.fields = of_gradients(formulation, loop, body, self.interface)

    # What a caller calls.

    def given(self) -> Iterator[str]:
        """The engine's view of a call."""
        loop, states = self.loop, self.body.states
        results = dict(zip(loop.results, self.formulation.sequence.results, strict=True))
        kinds = loop.masked_outputs
        fixed = f"LSTM_MASKED_{str(kinds.get(None, 'zero')).upper()}"
        values = {
            "batch": "call->batch",
            "timesteps": "call->timesteps",
            "size": _braced(units_of(size, "call->") for size in self.every_size),
            "rows": _braced(rows_of(size, "call->") for size in self.every_size),
            "sequences": f"call->{free(str(loop.sequence))}",
            "initial": _braced(f"call->{initial(s.before)}" for s in states),
            "mask": "call->mask" if loop.mask else "NULL",
            "number": _braced([*(f"call->{free(str(s))}" for s in self._numbers()), "0.0f"]),
            "function": _braced([*(f"call->{free(f)}" for f in self.n.functions), "0"]),
            "masked_output": "call->masked_output" if kinds and None not in kinds else fixed,
            "go_backwards": f"call->{free(loop.backwards)}" if loop.backwards else "0",
            "every": f"call->{free(loop.last_only)}" if loop.last_only else "1",
            "d_output": f"call->d_{free(str(results[None]))}",
            "d_last": _braced(
                f"call->d_{free(str(results[s.series]))}" if s.series in results else "NULL"
                for s in states
            ),
            "d_sequences": f"call->d_{free(str(loop.sequence))}",
            "d_initial": _braced(f"call->d_{initial(s.before)}" for s in states),
            "truncation": "call->truncation",
            "checkpoints": "call->checkpoints",
            "workspace": "call->workspace",
        }
        yield f"static given_f32 given_of_f32(const {self.call} *call)"
        yield "{"
        yield "    return (given_f32){"
        yield from (f"        .{name} = {value}," for name, value in values.items())
        yield "    };"
        yield "}"

    def public(self) -> Iterator[str]:
        """What the header declares, from the weights to the gradients of their arrays."""
        yield from self.given()
        yield ""
        yield from self._read_weights()
        yield ""
        yield from self._write_gradients()
        yield ""
        yield f"size_t {self.name}_gradients_workspace_f32(const {self.call} *weights)"
        yield "{"
        yield "    given_f32 given = given_of_f32(weights);"
        yield "    given.workspace = NULL;"
        yield "    return job_of_f32(&given).size;"
        yield "}"
        yield ""
        yield f"int {self.name}_gradients_f32(const {self.call} *weights)"
        yield "{"
        yield "    const given_f32 given = given_of_f32(weights);"
        yield "    const int fault = fault_f32(&given);"
        yield "    if (fault == LSTM_FINE) {"
        yield "        job_f32 job = job_of_f32(&given);"
        yield "        read_weights_f32(weights, &job);"
        yield "        gradients_f32(&job);"
        yield "        write_gradients_f32(weights, &job);"
        yield "    }"
        yield "    return fault;"
        yield "}"

    def _read_weights(self) -> Iterator[str]:
        yield "/* The sums' weights side by side, as rows of whole registers. */"
        yield f"static void read_weights_f32(const {self.call} *weights, const job_f32 *job)"
        yield "{"
        yield from self.sized(list(self._read()))
        yield "}"

    def _read(self) -> Iterator[str]:
        """The loops over what is read."""
        for k, (width, stage) in enumerate(zip(self.widths, self.body.stages, strict=True)):
            for v, vector in enumerate(self.vectors):
                if any(vector in one.terms for one in stage.sums):
                    rows = units_of(self._wide(vector))
                    yield f"    for (size_t row = 0; row < {rows}; row++) {{ {comment(str(vector))}"
                    yield f"        float *to = job->weights[{k}][{v}] + row * job->columns[{k}];"
                    for one in stage.sums:
                        value = self.alone(one.terms[vector]) if vector in one.terms else "0.0f"
                        yield from self._row(width, value)
                    yield "    }"
            if stage.sums:
                yield "    {"
                yield f"        float *to = job->bias[{k}];"
                for one in stage.sums:
                    value = self.alone(one.bias) if one.bias != 0 else "0.0f"
                    yield from self._row(width, value)
                yield "    }"
        for k, (symbol, width) in enumerate(self.columns.items()):
            yield "    {"
            yield f"        float *to = job->column[{k}];"
            yield from self._row(width, self.alone(symbol))
            yield "    }"

    def _row(self, width: str, value: str) -> Iterator[str]:
        units, wide = units_of(width), f"line_size_f32(job, {self.size(width)})"
        if " " in width:
            yield f"        for (size_t line = 0; line < {rows_of(width)}; line++) {{"
        yield f"        for (size_t unit = 0; unit < {units}; unit++)"
        yield f"            to[unit] = {value};"
        yield f"        for (size_t unit = {units}; unit < {wide}; unit++)"
        yield "            to[unit] = 0.0f;"
        yield f"        to += {wide};"
        if " " in width:
            yield "        }"

    def _write_gradients(self) -> Iterator[str]:
        yield "/* The gradients of the arrays of weights, from those of the sums' weights. */"
        yield f"static void write_gradients_f32(const {self.call} *weights, const job_f32 *job)"
        yield "{"
        yield from self.sized(list(self._write()))
        yield "}"

    def _write(self) -> Iterator[str]:
        """The loops over what is written."""
        elements, stacks = Elements(self), self.formulation.notation.stacks
        fields = {field.argument: field for field in self.fields if field.kind == "gradient"}
        for whole in self.formulation.cell.weights:
            if str(whole) not in fields:
                continue
            blocks = stacks[whole].blocks.values() if whole in stacks else (whole,)
            name = f"weights->{fields[str(whole)].name}"
            yield f"    if ({name}) {{"
            for block in blocks:
                *lines, units = self.shapes.of(block)
                _, at = elements.place(block)
                if len(lines) == 2 or elements.is_by_line(block):
                    yield f"        for (size_t line = 0; line < {units_of(lines.pop(0))}; line++)"
                rows = units_of(lines[0]) if lines else "1"
                yield f"        for (size_t row = 0; row < {rows}; row++)"
                yield f"            for (size_t unit = 0; unit < {units_of(units)}; unit++)"
                shown = " + ".join(self._gradient(block)) or "0.0f"
                yield f"                {name}[{at}] = {shown};"
            yield "    }"

    def _gradient(self, block: sp.Symbol) -> Iterator[str]:
        """The terms of a block's gradient at ``row`` and ``unit``."""
        one = next((a for a in self.back.weights if a.of == block), None)
        for term in one.terms if one is not None else ():
            if self._slot(term):
                of_sum, place = self.of[term.source], self._place(term)
                sums = [s.symbol for s in self.back.stages[place].sums]
                unit = "unit"
                if term.blocks is not None:  # the unit of the sum that a unit of its head is
                    head = free(self.shapes.of(term.blocks)[-1])
                    unit = f"row / {head} * {head} + unit"
                if " " in self.widths[place]:
                    unit = f"line * line_size_f32(job, {self.size(self.widths[place])}) + unit"
                at = f"{sums.index(of_sum)} * job->padded[SIZE_OF_STAGE[{place}]] + {unit}"
                scale = term.scale
                if term.kind == "outer":
                    v = self.vectors.index(term.factor)
                    array = f"job->d_weights[{place}][{v}][row * job->columns[{place}] + {at}]"
                else:
                    array, scale = f"job->d_bias[{place}][{at}]", term.factor
                yield array if scale == 1 else f"{self.show.print(scale)} * {array}"
        if block in self.columns:
            yield f"job->d_column[{list(self.columns).index(block)}][unit]"

    # The header.

    def header(self) -> Iterator[str]:
        """The structure and the functions for a caller."""
        yield "typedef struct {"
        for field in self.fields:
            said = f" {comment(field.meaning)}" if field.meaning else ""
            yield f"    {field.declared};{said}"
        yield f"}} {self.call};"
        yield ""
        yield "/* How many numbers the workspace of a call has; its pointers are not read. */"
        yield f"size_t {self.name}_gradients_workspace_f32(const {self.call} *call);"
        yield "/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */"
        yield f"int {self.name}_gradients_f32(const {self.call} *call);"


def _braced(values: Iterable[str]) -> str:
    return f"{{{', '.join(values)}}}"
