"""The stages of one timestep in C: for a register of units, from the sums of products."""

from collections.abc import Iterator
from itertools import product

import sympy as sp

from lstm_sym.passes.by_shape import number_by_number
from lstm_sym.program import Stage
from lstm_sym.targets.c.activations import CALLABLE, constant
from lstm_sym.targets.c.body import CellBody
from lstm_sym.targets.c.cell import comment, show_sum, unread
from lstm_sym.targets.c.names import free


class Stages(CellBody):
    """Prints the functions that the engine calls when the sums are there."""

    def stages(self) -> Iterator[str]:
        """One function a stage, then the choice among them."""
        for place, stage in enumerate(self.body.stages):
            yield from self._stage(place, stage)
            yield ""
        yield from self._finish()

    def _parameters(self) -> str:
        return "".join(f", const int {free(name)}" for name in self.n.functions)

    def _stage(self, place: int, stage: Stage) -> Iterator[str]:
        yield f"/* Stage {place} of timestep t, for a register of units. */"
        given = f"const job_f32 *job{self._parameters()}, size_t t, size_t example, size_t panel"
        yield f"LSTM_INLINE void stage_{place}_f32({given}, const vec_f32 z[])"
        yield "{"
        yield from unread(map(free, self.n.functions), list(self._lines(place, stage)))
        yield "}"

    def _lines(self, place: int, stage: Stage) -> Iterator[str]:
        """What a stage computes."""
        where = "job, {}, t, example, panel"
        read = {s for e in stage.equations for s in number_by_number(e.right)}
        known = {one.symbol for one in stage.sums} | {e.left for e in stage.equations}
        if not stage.sums:
            yield "    (void)z;"
        for k, one in enumerate(stage.sums):
            said = comment(show_sum(one))
            yield f"    const vec_f32 {free(str(one.symbol))} = z[{k}]; {said}"
        for symbol in (*self.arrays, *self.in_state):
            if symbol in read and symbol not in known:
                yield f"    const vec_f32 {free(str(symbol))} = {self._reading(symbol, place)};"
        for k, symbol in enumerate(self.columns):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = column_f32(job, {k}, panel);"
        for k, symbol in enumerate(self._numbers()):
            if symbol in read:
                yield f"    const vec_f32 {free(str(symbol))} = all_f32(job->given.number[{k}]);"
        for equation in stage.equations:
            yield f"    {self._line(equation)} {comment(equation.label)}"
        yield from self._in_place_of_sums(place)
        for symbol in self.carried:
            if symbol in known:
                at = where.format(self.array(symbol))
                yield f"    store_f32(place_f32({at}), {free(str(symbol))});"
        for state in self.body.states:
            if self.stage_of[state.now] != place:
                continue
            now, at = free(str(state.now)), where.format(self.array(state.before))
            if state.series == self.loop.emitted:
                kept = f"keep_f32({at}, {now})"
                yield f"    emit_f32(job, t, example, panel, {kept});"
            else:
                yield f"    keep_f32({at}, {now});"

    def _reading(self, symbol: sp.Symbol, place: int) -> str:
        """The numbers of a register of units, or the one that the units of a row share."""
        here, name = self.widths[place], f"job, {self.array(symbol)}, t, example"
        if self._wide(symbol) == here:
            return f"read_f32({name}, panel)"
        return f"shared_by_units_f32({name}, {self.size(here)}, panel)"

    def _in_place_of_sums(self, place: int) -> Iterator[str]:
        """Lines that keep values where the sums are that nothing else needs."""
        yield from ()

    def forms(self) -> dict[str, list[str]]:
        """The functions that each form of a stage is given; one form has the defaults inlined."""
        functions = self.n.functions
        forms = {"any": [f"job->given.function[{k}]" for k in range(len(functions))]}
        if functions:
            by_name = {a.name: constant(a) for a in CALLABLE}
            forms = {"default": [by_name[f.default] for f in functions.values()], **forms}
        return forms

    def are(self, functions: list[str]) -> str:
        """The condition that a call's functions are these."""
        return " && ".join(f"job->given.function[{k}] == {one}" for k, one in enumerate(functions))

    def each_form(self, stages: int) -> Iterator[tuple[int, str, str]]:
        """Every stage in every form, with the functions that it is given as arguments in C."""
        for place, (form, passed) in product(range(stages), self.forms().items()):
            yield place, form, "".join(f", {one}" for one in passed)

    def _finish(self) -> Iterator[str]:
        """The stages for the sums of some examples or, with ``across``, of some panels."""
        for place, form, words in self.each_form(len(self.body.stages)):
            yield f"LSTM_APART void finish_{place}_{form}_f32(const job_f32 *job, size_t t,"
            yield "    size_t example, size_t panel, int count, int across, sums_f32 sums[])"
            yield "{"
            yield "    for (int r = 0; r < count; r++)"
            yield f"        stage_{place}_f32(job{words}, t,"
            yield "            across ? example : example + r,"
            yield "            across ? panel + r : panel, sums[r]);"
            yield "}"
            yield ""
        yield "LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,"
        yield "    size_t example, size_t panel, int count, int across, sums_f32 sums[])"
        yield "{"
        passed_on = "(job, t, example, panel, count, across, sums)"
        yield from self.choice("finish", len(self.body.stages), passed_on)
        yield "}"

    def choice(self, name: str, stages: int, passed_on: str) -> Iterator[str]:
        """The call of the function of a stage, in the form that is for the call's functions."""
        forms = self.forms()
        for place in range(stages):
            yield f"    if (stage == {place}) {{"
            if "default" in forms:
                yield f"        if ({self.are(forms['default'])})"
                yield f"            {name}_{place}_default_f32{passed_on};"
                yield "        else"
                yield f"            {name}_{place}_any_f32{passed_on};"
            else:
                yield f"        {name}_{place}_any_f32{passed_on};"
            yield "    }"
