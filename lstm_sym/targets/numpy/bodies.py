"""The bodies of a Program for the engine: their steps, what it must know of them, their weights."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import sympy as sp

from lstm_sym.notation.quantities import Option
from lstm_sym.program import Program, Sum
from lstm_sym.targets.numpy import arguments
from lstm_sym.targets.numpy.forms import BufferedBody, Form
from lstm_sym.targets.numpy.names import names_of
from lstm_sym.targets.numpy.python import WIDTH, bracketed, literal, signature
from lstm_sym.targets.numpy.statements import INDENT, Statements
from lstm_sym.targets.numpy.steps import Steps
from lstm_sym.targets.printer import ATOM


class Bodies:
    """Prints the part of a module that says what its bodies are."""

    def __init__(self, program: Program) -> None:
        self.program, self.stated = program, program.formulation
        self.notation, self.loop = self.stated.notation, program.loop
        self.bodies = [BufferedBody(self.stated, self.loop, body) for body in program.bodies]
        printer = Statements(self.stated).printer
        self.show, self.bracket = printer.print, printer.bracket
        self.steps = Steps(self.notation, names_of(self.stated))
        self.functions = [list(lines) for lines in self._functions()]

    # Steps, and what the engine needs to know of them.

    def _functions(self) -> Iterator[Iterator[str]]:
        for body in self.bodies:
            for form in body.forms:
                for place, name in enumerate(self._names(body, form)):
                    yield self.steps.lines(body, form, place, name)

    def _names(self, body: BufferedBody, form: Form) -> list[str]:
        """The names of a form's functions, from what it holds for."""
        words = ["step"]
        if len({one.defaults for one in body.forms}) > 1 or not form.defaults:
            words.append("defaults" if form.defaults else "any")
        if len({one.plain for one in body.forms}) > 1:
            words.append("plain" if form.plain else "full")
        if len(self.bodies) > 1:
            words += [f"{value}".lower() for value in body.body.when.values()]
        stages = range(len(form.stages))
        return ["_".join([*words, *([str(place + 1)] if place else [])]) for place in stages]

    def _data(self) -> Iterator[str]:
        yield "BODIES = {"
        for body in self.bodies:
            yield f"    {self._key(body)}: Body("
            yield f'        entry="{self.loop.entry}",'
            yield f"        shown={self._is_shown(body)},"
            every = range(len(body.body.stages))
            stages = [line for place in every for line in self._stage(body, place)]
            alone = f"{INDENT * 2}stages=({stages[0].strip()}),"
            if len(stages) == 1 and len(alone) <= WIDTH:
                yield alone
            else:
                yield from (f"{INDENT * 2}stages=(", *stages, f"{INDENT * 2}),")
            states = []
            for state in body.body.states:
                words = [f'"{state.before}"', f'"{state.now}"', f'"{body.wide(state.before)}"']
                words += [repr(float(state.start))] if state.start else []
                states.append(f"State({', '.join(words)})")
            yield from bracketed(f"{INDENT * 2}states=(", states, "),", is_tuple=True)
            yield f"        beside={_names(s.before for s in body.beside)},"
            yield f'        emitted="{self.loop.emitted.before}",'
            results = ("" if s is None else s.before for s in self.loop.results)
            yield f"        results={_names(results)},"
            yield "        forms={"
            for form in body.forms:
                yield f"            ({form.defaults}, {form.plain}): Form("
                steps = self._names(body, form)
                yield from bracketed(f"{INDENT * 4}steps=(", steps, "),", is_tuple=True)
                negated = sorted(body.names[s] for s in form.negated)
                if negated:
                    yield f"                negated=frozenset({_names(negated)}),"
                if form.apart:
                    yield f"                apart=frozenset({_names(sorted(form.apart))}),"
                if form.scratch:
                    entries = [f'"{name}": "{size}"' for name, size in form.scratch.items()]
                    yield from bracketed(f"{INDENT * 4}scratch={{", entries, "},")
                yield "            ),"
            yield "        },"
            yield "    ),"
        yield "}"

    def _stage(self, body: BufferedBody, place: int) -> Iterator[str]:
        """What one stage sums up, as data."""
        sums = self._sums(body, place)
        size = body.width if not place else body.wide(sums[0].symbol)
        vectors = {
            "" if v is None else str(v): "" if v is None else body.wide(v)
            for v in self._vectors(body, place)
        }
        names = _names(body.names[one.symbol] for one in sums)
        stage = [names, f'"{size}"', _dictionary(vectors)]
        for line in bracketed(f"{INDENT * 3}Stage(", stage, "),"):
            if len(line) <= WIDTH:
                yield line
            else:
                entries = [f'"{v}": "{w}"' for v, w in vectors.items()]
                yield from bracketed(f"{INDENT * 4}{{", entries, "},")

    def _key(self, body: BufferedBody) -> str:
        values = list(map(literal, body.body.when.values())) if len(self.bodies) > 1 else []
        return f"({', '.join(values)}{',' * (len(values) == 1)})"

    def _is_shown(self, body: BufferedBody) -> bool:
        """Whether something needs the input otherwise than products of the first stage."""
        later = {vector for stage in body.body.stages[1:] for vector in stage.vectors}
        equations = [e for stage in body.body.stages for e in stage.equations]
        return self.loop.entry in later.union(*(e.right.free_symbols for e in equations))

    def _sums(self, body: BufferedBody, place: int) -> list[Sum]:
        sums = body.body.stages[place].sums
        if place:
            return list(sums)
        return sorted(sums, key=lambda one: body.order.index(body.names[one.symbol]))

    def _vectors(self, body: BufferedBody, place: int) -> list[sp.Symbol | None]:
        """What a stage's weights are multiplied with, in order; None is the 1 of the bias."""
        stage = body.body.stages[place]
        if not place or stage.begins(self.stated.cell.given):
            return [self.loop.entry, None, *(state.before for state in body.read)]
        return [*stage.vectors, *([None] if any(one.bias != 0 for one in stage.sums) else [])]

    # The weights.

    def _weights(self) -> Iterator[str]:
        given = [*(f"{symbol}: Array" for symbol in self.stated.cell.weights)]
        given += [f"{symbol}: float" for symbol in self._bias_numbers()]
        given += [f"{o.name}: {type(o.default).__name__}" for o in self._choices_of_weights]
        yield from signature("weights", given, "list[Mapping[str, Blocks]]")
        yield f'{INDENT}"""Stage by stage what each vector meets: a block for each sum."""'
        used = self._used_blocks()
        for line in arguments.blocks(self.stated, used):
            yield INDENT + line
        if self._choices_of_weights:
            for body in self.bodies[:-1]:
                yield f"{INDENT}if {self._condition(body)}:"
                yield from self._stages_of(body, INDENT * 2)
        yield from self._stages_of(self.bodies[-1])

    def _given_to_weights(self) -> list[str]:
        """What `weights` is called with."""
        chosen = [o.name for o in self._choices_of_weights]
        return [*map(str, self.stated.cell.weights), *map(str, self._bias_numbers()), *chosen]

    @cached_property
    def _choices_of_weights(self) -> list[Option]:
        """The choices that decide which weights meet a vector."""
        alike = len({tuple(self._stages_of(body)) for body in self.bodies}) == 1
        return [] if alike else self._choices()

    def _stages_of(self, body: BufferedBody, indent: str = INDENT) -> Iterator[str]:
        yield f"{indent}return ["
        for place in range(len(body.body.stages)):
            yield f"{indent}    {{"
            for vector in self._vectors(body, place):
                row = list(self._row(body, place, vector))
                name = "" if vector is None else vector
                yield from bracketed(f'{indent}        "{name}": (', row, "),", is_tuple=True)
            yield f"{indent}    }},"
        yield f"{indent}]"

    def _used_blocks(self) -> set[sp.Symbol]:
        """The blocks in products."""
        sums = [one for body in self.bodies for one in body.sums]
        terms = [t for one in sums for t in (*one.terms.values(), one.bias)]
        return {symbol for term in terms for symbol in term.free_symbols}

    def _row(self, body: BufferedBody, place: int, vector: sp.Symbol | None) -> Iterator[str]:
        for one in self._sums(body, place):
            block = one.bias if vector is None else one.terms.get(vector, sp.Integer(0))
            yield "None" if block == 0 else self._flat(body, vector, block)

    def _flat(self, body: BufferedBody, vector: sp.Symbol | None, block: sp.Expr) -> str:
        """A block as one matrix or, of a bias, as one row, if it has several heads."""
        rank, shown = len(body.shapes.of(block)), self.show(block)
        if vector is None:
            return f"{self.bracket(block, ATOM)}.T.reshape(-1)" if rank == 2 else shown
        if rank == 2:
            return shown
        return f"{'apart' if ' ' in body.wide(vector) else 'flat'}({shown})"

    def _bias_numbers(self) -> list[sp.Symbol]:
        """The numbers that the caller may change and that are added to a bias."""
        biases = [one.bias for body in self.bodies for one in body.sums]
        found = {s for bias in biases for s in bias.free_symbols}
        return [s for s in self.notation.quantities if s in found and not self.notation[s].shape]

    def _choices(self) -> list[Option]:
        """The options that choose between bodies."""
        return [o for o in self.stated.cell.options if not o.gives]

    def _condition(self, body: BufferedBody) -> str:
        values = body.body.when.items()
        tests = [
            (name if value else f"not {name}") if isinstance(value, bool)
            else f"{name} == {literal(value)}"
            for name, value in values
        ]  # fmt: skip
        return " and ".join(tests)


def _names(symbols: object) -> str:
    names = [f'"{symbol}"' for symbol in symbols]  # type: ignore[attr-defined]
    return f"({', '.join(names)}{',' * (len(names) == 1)})"


def _dictionary(entries: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'"{key}": "{value}"' for key, value in entries.items()) + "}"
