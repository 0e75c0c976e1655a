"""The equations over time as a `Loop`: states, direction, masks, what is returned."""

from collections.abc import Iterable, Iterator
from typing import Any

import sympy as sp

from lstm_sym.notation import Formulation, at, over_time, where
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Series
from lstm_sym.program import Loop, NotLoweredError, State

#: What a masked timestep emits: the output before it, the kept state, or zero.
PREVIOUS, KEPT, ZERO = "previous", "state", "zero"


def timeline(formulation: Formulation) -> Loop:
    """The loop; raises `NotLoweredError` for an equation that is no part of one."""
    return Timeline(formulation).loop()


class Timeline:
    """Reads the equations over time by their form: labels do not matter."""

    def __init__(self, formulation: Formulation) -> None:
        self.notation, self.sequence = formulation.notation, formulation.sequence
        if not self.notation.series_of:
            first = self.sequence.equations[0]
            raise refusal(first, "no timestep waits for another, so there is no loop")
        cell = self.sequence.cell
        self.call = cell(*cell.given)
        self.series = {symbol: series for series in self.notation.series_of for symbol in series}
        times = {symbol.name: symbol for symbol in self.notation.quantities}
        self.t, self.T = times["t"], times["timesteps"]
        self.mask: sp.Symbol | None = None
        self.entry: sp.Symbol | None = None
        self.masked_outputs: dict[object, str] = {}
        # What a masked timestep emits, and what any other one does.
        self.masked: list[tuple[Equation, sp.Basic]] = []
        self.backwards = self.mask_option = self.last_only = ""
        self.carried: tuple[Series, ...] = ()

    def loop(self) -> Loop:
        start = dict(self._start(e) for e in self.sequence.start)
        for equation in self.sequence.each:
            self._each(equation)
        emitted, results = self._finish(self.sequence.finish)
        if self.entry is None or not self.carried:
            raise refusal(self.sequence.each[0], "no equation gives the input and calls the cell")
        for equation, output in self.masked:
            if output != emitted.now:
                raise refusal(equation, f"with and without a mask the output is {emitted.now}")
        if self.mask_option and not self.masked:
            raise refusal(self.sequence.each[-1], "no equation says what a masked timestep emits")
        loop = Loop(
            states=tuple(State(s, start.get(s, sp.Integer(0))) for s in self.carried),
            sequence=self.sequence.given[0],
            entry=self.entry,
            emitted=emitted,
            results=results,
            backwards=self.backwards,
            last_only=self.last_only,
            mask=self.mask_option,
            masked_outputs=self.masked_outputs,
        )
        self._check(loop)
        return loop

    def _check(self, loop: Loop) -> None:
        """Raise unless the equations are those of the loop, each under its conditions."""
        stated = {_key(equation): equation for equation in self.sequence.equations}
        expected = set(map(_key, self._equations(loop)))
        for key, equation in stated.items():
            if key not in expected:
                raise refusal(equation, "no loop over the timesteps is known for it")
        for left, right, when in sorted(expected - set(stated), key=str):
            under = ", ".join(f"{name}={value}" for name, value in sorted(when, key=str))
            last = self.sequence.equations[-1]
            raise refusal(last, f"beside it no equation says {left} = {right} ({under})")

    def _equations(self, loop: Loop) -> Iterator[Equation]:
        """The equations that a loop stands for."""
        option = next((o for o in self.sequence.options if o.name == "initial_state"), None)
        given = option.gives if option else ()
        masked: When = {loop.mask: True} if loop.mask else {}
        unmasked: When = {loop.mask: False} if loop.mask else {}
        before, now = (sp.Tuple(*(getattr(s, k) for s in loop.states)) for k in ("before", "now"))
        for state in loop.states:
            begun: When = {"initial_state": False} if state.series.first in given else {}
            if state.before not in self.sequence.cell.given:  # an output that is no state
                if not loop.mask:
                    continue
                begun = masked
            yield Equation("", state.series.first, state.start, begun)
        sequences: list[tuple[sp.Symbol, Any, When]] = [(loop.sequence, loop.entry, {})]
        if loop.mask:
            (whole,) = self.notation.options[loop.mask].gives
            sequences.append((whole, self.mask, masked))
        for whole, entry, when in sequences:
            if loop.backwards:
                turned = at(whole, self.T + 1 - self.t)
                yield Equation("", entry, turned, {**when, loop.backwards: True})
                when = {**when, loop.backwards: False}
            yield Equation("", entry, at(whole, self.t), when)
        yield Equation("", now, self.call, unmasked)
        output = loop.emitted.now
        ys = [self.series[e.left] for e, _ in self.masked]
        if loop.mask:
            y = ys[0]
            yield Equation("", now, where(self.mask, self.call, before), masked)
            if PREVIOUS in loop.masked_outputs.values():
                yield Equation("", y.first, sp.Integer(0), masked)
            rights = {PREVIOUS: where(self.mask, output, y.before), KEPT: output}
            rights[ZERO] = where(self.mask, output, sp.Integer(0))
            for value, kind in loop.masked_outputs.items():
                chosen = {} if value is None else {"masked_output": value}
                yield Equation("", y.now, rights[kind], {**masked, **chosen})
        (whole,) = (
            r for r, s in zip(self.sequence.results, loop.results, strict=True) if s is None
        )
        kinds = [(loop.emitted, unmasked), *([(ys[0], masked)] if loop.mask else [])]
        for series, when in kinds:
            every: When = {**when, loop.last_only: True} if loop.last_only else when
            yield Equation("", whole, over_time(series.now), every)
            if loop.last_only:
                yield Equation("", whole, series.last, {**when, loop.last_only: False})
        for result, one in zip(self.sequence.results, loop.results, strict=True):
            if one is not None:
                yield Equation("", result, one.last)

    def _start(self, equation: Equation) -> tuple[Series, sp.Rational]:
        series = self.series.get(equation.left)
        if series is None or equation.left != series.first or not equation.right.is_Rational:
            raise refusal(
                equation, "it needs the whole sequence, so a loop over timesteps cannot compute it"
            )
        return series, equation.right

    def _each(self, equation: Equation) -> None:
        left, right = equation.left, equation.right
        if isinstance(right, at):
            self._entry(equation)
        elif right == self.call:
            self.carried = self._carried(equation)
        elif isinstance(right, where) and right.args[1] == self.call:
            before = sp.Tuple(*(s.before for s in self._carried(equation)))
            if right.args[0] != self.mask or right.args[2] != before:
                raise refusal(equation, "a masked timestep keeps the states")
            if len(equation.when) != 1:
                raise refusal(equation, "one option, the mask, decides it")
            (self.mask_option,) = equation.when
        else:
            kind, output = self._masked_output(left, right)
            if not kind:
                raise refusal(equation, "no loop over the timesteps is known for it")
            self.masked.append((equation, output))
            values = [value for name, value in equation.when.items() if name == "masked_output"]
            self.masked_outputs[values[0] if values else None] = kind

    def _entry(self, equation: Equation) -> None:
        sequence, time = equation.right.args
        moment = in_order(time)
        turned = moment == in_order(self.T + 1 - self.t)
        if not turned and moment != self.t:
            raise refusal(equation, "a loop goes from the first to the last timestep, or back")
        if turned:
            flags = [n for n, value in equation.when.items() if value is True and n != "mask"]
            if len(flags) != 1:
                raise refusal(equation, "one option turns the direction")
            (self.backwards,) = flags
        if sequence == self.sequence.given[0]:
            self.entry = equation.left
        else:
            self.mask = equation.left

    def _carried(self, equation: Equation) -> tuple[Series, ...]:
        """The states, whose new values are the cell's results, in order."""
        cell = self.sequence.cell
        found = tuple(self.series[symbol] for symbol in equation.defined)
        befores = {s.before for s in found}
        if tuple(s.now for s in found) != tuple(cell.results) or not befores >= {*cell.given[1:]}:
            raise refusal(equation, "the cell's results are the states, and what it emits")
        return found

    def _masked_output(self, left: sp.Basic, right: sp.Basic) -> tuple[str, sp.Basic]:
        """What a masked timestep emits, empty if unknown, and what any other one emits."""
        y = self.series.get(left)
        if y is None or left != y.now:
            return "", right
        if right in self.series:
            return KEPT, right
        if not isinstance(right, where) or right.args[0] != self.mask:
            return "", right
        return {y.before: PREVIOUS, sp.Integer(0): ZERO}.get(right.args[2], ""), right.args[1]

    def _finish(self, equations: Iterable[Equation]) -> tuple[Series, tuple[Series | None, ...]]:
        """The state that is emitted, and what each result is."""
        emitted: dict[Series, None] = {}
        found: dict[sp.Symbol, Series | None] = {}
        for e in equations:
            if isinstance(e.right, over_time):
                symbol, series = e.right.args[0], self.series.get(e.right.args[0])
                if series is None or symbol != series.now:
                    raise refusal(e, "the output is a state of every timestep")
                found[e.left] = None
            else:
                series = self.series.get(e.right)
                if series is None or e.right != series.last:
                    raise refusal(e, "a result is a state of the last timestep")
                flags = [n for n, value in e.when.items() if value is False and n != "mask"]
                if flags:
                    (self.last_only,) = flags
                found.setdefault(e.left, series)
            if found[e.left] is None and series in self.carried:
                emitted[series] = None
        if len(emitted) != 1:
            raise refusal(self.sequence.finish[0], "one state is emitted")
        for symbol in self.sequence.results:
            if found.get(symbol, self.sequence) not in (None, *self.carried):
                raise refusal(self.sequence.finish[0], f"no state of the loop gives {symbol}")
        results = tuple(found[symbol] for symbol in self.sequence.results)
        return next(iter(emitted)), results


def in_order(time: sp.Expr) -> sp.Expr:
    """A time, however it is written."""
    with sp.evaluate(True):
        return sp.expand(time.doit())


def _key(equation: Equation) -> tuple[sp.Basic, sp.Basic, frozenset[tuple[str, object]]]:
    """What an equation says, without its label; a time however it is written."""
    right = equation.right
    if isinstance(right, at):
        right = at(right.args[0], in_order(right.args[1]))
    return equation.left, right, frozenset(equation.when.items())


def refusal(equation: Equation, reason: str) -> NotLoweredError:
    return NotLoweredError(f"{equation.label}: {reason}")
