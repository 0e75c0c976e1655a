"""The loop of a Program on ``jax.lax.scan``: what is before it, one timestep in it, the results."""

from collections.abc import Callable, Iterator

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Series
from lstm_sym.notation.words import at
from lstm_sym.program import NotLoweredError, Program, State
from lstm_sym.targets.jax.bodies import JaxStatements, TimestepPrinter, in_tuple, targets
from lstm_sym.targets.numpy.formulation import indented
from lstm_sym.targets.numpy.python import literal
from lstm_sym.targets.numpy.statements import INDENT, test


class LoopPrinter:
    """Prints the loop; ``free`` makes a name of its own of a word."""

    def __init__(self, program: Program, free: Callable[[str], str]) -> None:
        self.stated, self.loop, self.free = program.formulation, program.loop, free
        self.sequence, self.n = self.stated.sequence, self.stated.notation
        self.statements = JaxStatements(self.stated, self.n)
        self.bodies = [
            TimestepPrinter(self.stated, self.loop, body, free) for body in program.bodies
        ]
        self.states = self._states()
        self.output = self._output()

    def lines(self) -> Iterator[str]:
        """All of it, from the first states to the results."""
        yield from self._start()
        yield from self._direction()
        yield ""
        yield from self._bodies()
        yield ""
        yield from self._step()
        yield ""
        yield from self._scan()
        yield from self._results()

    def _states(self) -> list[State]:
        """The states that every body has, in the same place; results and output among them."""
        found: list[State] = []
        for states in zip(*(one.body.states for one in self.bodies), strict=False):
            if len(set(states)) > 1:
                break
            found.append(states[0])
        needed = [self.loop.emitted, *(series for series in self.loop.results if series)]
        for series in needed:
            if series not in [state.series for state in found]:
                label = self.sequence.finish[-1].label
                raise NotLoweredError(f"{label}: {series.now} is not in one place in every body")
        return found

    def _output(self) -> Series | None:
        """What is emitted where there is a mask."""
        nows = {state.now for state in self.loop.states}
        for e in self._masked():
            series = next((s for s in self.n.series_of if s.now == e.left), None)
            if series is not None and series.now not in nows:
                return series
        return None

    def _masked(self) -> list[Equation]:
        """The equations of a timestep that only a mask brings."""
        mask = self.loop.mask
        return [e for e in self.sequence.each if mask and e.when.get(mask) is True]

    def _start(self) -> Iterator[str]:
        """The states before the first timestep, and the output that a masked one may repeat."""
        y, start = self.output, self.sequence.start
        begun = {e.left: e.label for e in start}
        # The loop carries what is emitted, which is no state of every cell.
        alone = [s.series.first for s in self.states if s.before not in self.sequence.cell.given]
        apart = {*alone, *([y.first] if y else [])}
        yield from self.statements.block(e for e in start if e.left not in apart)
        for first in alone:
            label = begun.get(first, self.loop.emitted.now)
            yield f"{first} = {self.statements.zeros(first)}  # {label}"
        given = [s for o in self.sequence.options if o.name == "initial_state" for s in o.gives]
        if given:
            yield f"{targets(given)} = sizes.common({', '.join(map(str, given))})"
        if y is not None:
            known = [e for e in self.sequence.start if e.left == y.first]
            zeros = f"{y.first} = jnp.zeros_like({self.loop.emitted.first})"
            yield self.statements.line(known[0]) if known else zeros

    def _direction(self) -> Iterator[str]:
        """Sequence and mask in the order in which they are processed."""
        if self.loop.backwards:
            yield f"if {self.loop.backwards}:"
            for e in self.sequence.each:
                if isinstance(e.right, at) and e.when.get(self.loop.backwards) is True:
                    whole = e.right.args[0]
                    turned = f"{whole}[:, ::-1]"
                    if whole != self.loop.sequence:
                        turned = f"None if {whole} is None else {turned}"
                    yield f"{INDENT}{whole} = {turned}  # {e.label}"

    def _bodies(self) -> Iterator[str]:
        """A timestep without the mask; one for each choice between equations."""
        if len(self.bodies) == 1:
            yield from self.bodies[0].lines()
            return
        for place, one in enumerate(self.bodies):
            when = one.body.when
            tests = [test(self.n.options[name], value) for name, value in when.items()]
            comment = ", ".join(f"{name}={literal(value)}" for name, value in when.items())
            word = "elif" if place else "if"
            is_last = place == len(self.bodies) - 1
            yield f"else:  # {comment}" if is_last else f"{word} {' and '.join(tests)}:"
            yield from indented(one.lines())
            yield from [""] * (not is_last)

    def _step(self) -> Iterator[str]:
        """One timestep as the loop calls it: the states, and what is emitted."""
        words = ("before", "entry", "now", "states", "timestep")
        before, entry, now, states, timestep = map(self.free, words)
        label = next(e.label for e in self.sequence.each if e.right == self._call())
        h = self.loop.emitted
        emitted = f"{h.now} = {now}[{[s.series for s in self.states].index(h)}]"
        yield f"def {self.free('step')}({before}: Any, {entry}: Any) -> tuple[Any, Array]:"
        y = self.output
        if y is None:
            yield f"{INDENT}{now} = {timestep}({before}, {entry})  # {label}"
            yield f"{INDENT}{emitted}"
            yield f"{INDENT}return {now}, {h.now}"
            return
        equations = self._masked()
        m_t = next(e.left for e in equations if isinstance(e.right, at))
        masked = next(e.label for e in equations if e.left not in (m_t, y.now))
        is_read = any(y.before in e.right.free_symbols for e in equations)
        kept = f"({states}, {y.before if is_read else '_'})"
        yield f"{INDENT}{kept}, ({entry}, {m_t}) = {before}, {entry}"
        yield f"{INDENT}{now} = {timestep}({states}, {entry})  # {label}"
        yield f"{INDENT}if {m_t} is not None:"
        yield f"{INDENT * 2}{now} = kept({m_t}, {now}, {states})  # {masked}"
        yield f"{INDENT}{emitted}"
        yield f"{INDENT}if {m_t} is None:"
        yield f"{INDENT * 2}{y.now} = {h.now}"
        shown = list(
            self.statements.block(
                (e for e in equations if e.left == y.now), known=(self.loop.mask,)
            )
        )
        if shown[0].startswith("if "):
            yield from indented([f"el{shown[0]}", *shown[1:]])
        else:
            yield from indented(["else:", *indented(shown)])
        yield f"{INDENT}return ({now}, {y.now}), {y.now}"

    def _call(self) -> sp.Basic:
        return self.sequence.cell(*self.sequence.cell.given)

    def _scan(self) -> Iterator[str]:
        """The loop, and the states at its end."""
        start, entries, outputs = (self.free(word) for word in ("start", "entries", "outputs"))
        read = {series.last for series in self.loop.results if series is not None}
        if self.output is None and self.loop.last_only:
            read.add(self.loop.emitted.last)
        lasts = [state.series.last for state in self.states]
        names = [str(last) if last in read else "_" for last in lasts]
        if any(len(one.body.states) > len(names) for one in self.bodies):
            names.append("*_")
        last = in_tuple(names)
        if self.output is not None:
            last = f"({last}, {self.output.last if self.loop.last_only else '_'})"
            start = f"({start}, {self.output.first})"
            m = f"None if {self.loop.mask} is None else {self.loop.mask}[:, :, jnp.newaxis]"
            yield f"{entries} = ({entries}, {m})"
        call = f"jax.lax.scan({self.free('step')}, {start}, time_first({entries}), timesteps)"
        yield 'timesteps = sizes["timesteps"]'
        yield f"{last}, {outputs} = {call}"

    def _results(self) -> Iterator[str]:
        every = f"jnp.swapaxes({self.free('outputs')}, 0, 1)"
        emitted = self.output or self.loop.emitted
        for symbol, series in zip(self.sequence.results, self.loop.results, strict=True):
            equations = [e for e in self.sequence.finish if e.left == symbol]
            if series is not None:
                yield f"{symbol} = {series.last}  # {equations[0].label}"
            elif not self.loop.last_only:
                yield f"{symbol} = {every}  # {', '.join(e.label for e in equations)}"
            else:
                for value, text in ((True, every), (False, str(emitted.last))):
                    labels = [e.label for e in equations if e.when[self.loop.last_only] is value]
                    yield f"if {self.loop.last_only}:" if value else "else:"
                    yield f"{INDENT}{symbol} = {text}  # {', '.join(labels)}"
        yield f"return {self.sequence.returns}({', '.join(map(str, self.sequence.results))})"
