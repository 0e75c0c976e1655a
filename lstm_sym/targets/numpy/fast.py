"""The product ``<formulation>_fast.py``: one timestep of a Program as calls of NumPy.

What is the same for every layer stands in the engine; printed here are the steps, the blocks that
their sums are made of, and `prepare`.
"""

from collections.abc import Iterator, Mapping, Sequence

import sympy as sp

from lstm_sym.lowering.lower import lower
from lstm_sym.lowering.program import NotLoweredError, Program, Sum
from lstm_sym.notation import Formulation
from lstm_sym.notation.symbols import Option
from lstm_sym.passes.operations import NoOperationError
from lstm_sym.products import arguments, documentation
from lstm_sym.products.paper import written_in
from lstm_sym.products.python import WIDTH, bracketed, head, imported, literal, quiet, signature
from lstm_sym.products.statements import INDENT, Statements
from lstm_sym.targets.numpy.forms import Form, Timestep
from lstm_sym.targets.numpy.steps import Steps

#: What a printed module may call of the checks.
CHECKS = ("Activation", "Sizes", "choice", "elementwise", "number", "several")
ENGINE = ("Blocks", "Body", "Form", "Function", "Layer", "Stage", "State", "Step", "ordinary")


def fast(formulation: Formulation) -> "Fast":
    """The fast form; raises `NotLoweredError` or `NoOperationError`, with an equation's label."""
    return Fast(lower(formulation))


def serves(formulation: Formulation) -> str:
    """Why a formulation has no fast form, with the equation's label; empty where it has one."""
    try:
        fast(formulation)
    except (NotLoweredError, NoOperationError) as error:
        return str(error)
    return ""


class Fast:
    """One module, from a Program."""

    def __init__(self, program: Program) -> None:
        self.program, self.stated = program, program.formulation
        self.notation, self.loop = self.stated.notation, program.loop
        self.bodies = [Timestep(self.stated, self.loop, body) for body in program.bodies]
        self.show = Statements(self.stated).printer.print
        self.steps = Steps(self.notation)

    def imports(self) -> list[str]:
        """What the readable module takes from this one; `prepare` belongs to its face."""
        name = f"lstm_numpy.{self.stated.module}_fast"
        return sorted(
            [
                "from lstm_numpy.engine import ordinary",
                f"from {name} import layer",
                f"from {name} import prepare as prepare",
            ]
        )

    def text(self) -> str:
        steps = [list(lines) for lines in self._steps()]
        parts = [*steps, self._data(), self._weights(), self._layer(), self._prepare()]
        body = [line for part in parts for line in ("", "", *part)]
        formulation = self.stated
        called = sorted(self.steps.activations | ({"BY_NAME"} if self._has_defaults() else set()))
        lines = [
            head(f"{formulation.title}, for speed.", written_in(formulation)),
            "from collections.abc import Callable, Mapping",
            "from typing import TYPE_CHECKING",
            "",
            "import numpy as np",
            *bracketed("from numpy import ", sorted(self.steps.numpy), ""),
            "",
            *bracketed("from lstm_numpy.activations import ", called, "")[: len(called)],
            *imported("arguments", CHECKS, body),
            "from lstm_numpy.arrays import Array",
            f"from lstm_numpy.engine import {', '.join(ENGINE)}",
            *imported("memory", ("split",), body),
            "",
            "if TYPE_CHECKING:",
            f"    from lstm_numpy.{formulation.module} import {formulation.sequence.returns}",
            *body,
        ]
        return "\n".join(lines) + "\n"

    # Steps, and what the engine needs to know of them.

    def _steps(self) -> Iterator[Iterator[str]]:
        for body in self.bodies:
            for form in body.forms:
                for place, name in enumerate(self._names(body, form)):
                    yield self.steps.lines(body, form, place, name)

    def _names(self, body: Timestep, form: Form) -> list[str]:
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
            yield "        stages=("
            for place in range(len(body.body.stages)):
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
            yield "        ),"
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

    def _key(self, body: Timestep) -> str:
        values = list(map(literal, body.body.when.values())) if len(self.bodies) > 1 else []
        return f"({', '.join(values)}{',' * (len(values) == 1)})"

    def _is_shown(self, body: Timestep) -> bool:
        """Whether equations need the input otherwise than in products of the first stage."""
        equations = [e for stage in body.body.stages for e in stage.equations]
        return any(self.loop.entry in e.right.free_symbols for e in equations)

    def _sums(self, body: Timestep, place: int) -> list[Sum]:
        sums = body.body.stages[place].sums
        if place:
            return list(sums)
        return sorted(sums, key=lambda one: body.order.index(body.names[one.symbol]))

    def _vectors(self, body: Timestep, place: int) -> list[sp.Symbol | None]:
        """What a stage's weights are multiplied with, in order; None is the 1 of the bias."""
        stage = body.body.stages[place]
        if not place:
            return [self.loop.entry, None, *(state.before for state in body.read)]
        return [*stage.vectors, *([None] if any(one.bias != 0 for one in stage.sums) else [])]

    # The weights.

    def _weights(self) -> Iterator[str]:
        given = [*(f"{symbol}: Array" for symbol in self.stated.cell.weights)]
        given += [f"{symbol}: float" for symbol in self._bias_numbers()]
        given += [f"{o.name}: {type(o.default).__name__}" for o in self._choices()]
        yield from signature("weights", given, "list[Mapping[str, Blocks]]")
        yield f'{INDENT}"""Stage by stage what each vector meets: a block for each sum."""'
        used = self._used_blocks()
        for line in arguments.blocks(self.stated, used):
            yield INDENT + line
        for body in self.bodies:
            indent = INDENT
            if len(self.bodies) > 1 and body is not self.bodies[-1]:
                yield f"{INDENT}if {self._condition(body)}:"
                indent += INDENT
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

    def _row(self, body: Timestep, place: int, vector: sp.Symbol | None) -> Iterator[str]:
        for one in self._sums(body, place):
            block = one.bias if vector is None else one.terms.get(vector, sp.Integer(0))
            yield "None" if block == 0 else self.show(block)

    def _bias_numbers(self) -> list[sp.Symbol]:
        """The numbers that the caller may change and that are added to a bias."""
        biases = [one.bias for body in self.bodies for one in body.sums]
        found = {s for bias in biases for s in bias.free_symbols}
        return [s for s in self.notation.quantities if s in found and not self.notation[s].shape]

    def _choices(self) -> list[Option]:
        """The options that choose between bodies."""
        return [o for o in self.stated.cell.options if not o.gives]

    def _condition(self, body: Timestep) -> str:
        values = body.body.when.items()
        tests = [
            (name if value else f"not {name}") if isinstance(value, bool)
            else f"{name} == {literal(value)}"
            for name, value in values
        ]  # fmt: skip
        return " and ".join(tests)

    # The layer, and what packs it once for many calls.

    def _layer_options(self) -> list[Option]:
        """The options that are known before a call."""
        per_call = {"initial_state", self.loop.mask}
        return [o for o in self.stated.sequence.options if o.name not in per_call]

    def _words(self) -> list[str]:
        """The options and functions of `layer`, as arguments of a call."""
        options = [*self._layer_options(), *self.stated.cell.options]
        names = (*(o.name for o in options), *self.notation.functions)
        return [f"{name}={name}" for name in names]

    def _layer(self) -> Iterator[str]:
        weights = list(map(str, self.stated.cell.weights))
        given = ["sizes: Sizes", *(f"{name}: Array" for name in weights)]
        functions = self.notation.functions.values()
        options = [*self._layer_options(), *self.stated.cell.options]
        words = [f"{o.name}: {type(o.default).__name__}" for o in options]
        words += [f"{f.name}: Function" for f in functions]
        yield from signature("layer", [*given, *(["*", *words] if words else [])], "Layer")
        yield f'{INDENT}"""Checked weights, packed."""'
        choices = [o.name for o in self._choices()]
        key = f"({', '.join(choices)}{',' * (len(choices) == 1)})"
        passed = [*weights, *map(str, self._bias_numbers()), *choices]
        yield f"{INDENT}return Layer("
        yield f"{INDENT * 2}BODIES[{key}],"
        yield f"{INDENT * 2}sizes,"
        yield f"{INDENT * 2}sizes.dtype,"
        yield from bracketed(f"{INDENT * 2}weights(", passed, "),")
        columns = {w: b for body in self.bodies for w, b in body.column_blocks().items()}
        if columns:
            entries = [f'"{whole}": {self._column(whole)}' for whole in columns]
            yield from bracketed(f"{INDENT * 2}columns={{", entries, "},")
        if self.steps.numbers:
            numbers = [f'"{name}": {text}' for name, text in sorted(self.steps.numbers.items())]
            yield from bracketed(f"{INDENT * 2}numbers={{", numbers, "},")
        if functions:
            chosen = [f'"{f.name}": {f.name}' for f in functions]
            yield from bracketed(f"{INDENT * 2}functions={{", chosen, "},")
            known = [f"{f.name} is BY_NAME[{literal(f.default)}]" for f in functions]
            yield from _all(f"{INDENT * 2}defaults=", known if self._has_defaults() else ["False"])
        if any(form.plain for body in self.bodies for form in body.forms):
            tests = [f"{bound} == np.inf" for bound in sorted(map(str, self._bounds()))]
            tests += [f"not {whole}.any()" for whole in self._absent()]
            yield from _all(f"{INDENT * 2}plain=", tests)
        if self.loop.backwards:
            yield f"{INDENT * 2}backwards={self.loop.backwards},"
        if self.loop.last_only:
            yield f"{INDENT * 2}every={self.loop.last_only},"
        if self.loop.masked_outputs:
            yield f"{INDENT * 2}masked_output={self._masked_output()},"
        yield f"{INDENT})"

    def _has_defaults(self) -> bool:
        """Whether the caller may choose functions, and the default ones have a form."""
        forms = [form for body in self.bodies for form in body.forms]
        return bool(self.notation.functions) and any(form.defaults for form in forms)

    def _column(self, whole: str) -> str:
        """The blocks of an array of one number a unit."""
        stacks = {str(w): len(s.blocks) for w, s in self.notation.stacks.items()}
        return f"split({whole}, {stacks[whole]})" if whole in stacks else f"[{whole}]"

    def _bounds(self) -> set[sp.Symbol]:
        return {bound for body in self.bodies for bound in body.bounds}

    def _absent(self) -> list[str]:
        zeros = {str(s) for body in self.bodies for s in body.zeros}
        stacks = self.notation.stacks.items()
        whole_of = {str(b): str(whole) for whole, s in stacks for b in s.blocks.values()}
        return list(dict.fromkeys(whole_of.get(name, name) for name in sorted(zeros)))

    def _masked_output(self) -> str:
        kinds = self.loop.masked_outputs
        if None in kinds:
            return literal(kinds[None])
        if all(value == kind for value, kind in kinds.items()):
            return "masked_output"
        return f"{kinds!r}[masked_output]"

    def _prepare(self) -> Iterator[str]:
        stated = self.stated
        cell, sequence = stated.cell, stated.sequence
        given = [
            *arguments.parameters(stated, ()),
            *arguments.keywords(stated, tuple(self._layer_options())),
        ]
        yield from signature("prepare", given, f'Callable[..., "{sequence.returns}"]')
        yield from self._prepare_text()
        named = [arguments.constant(o) for o in cell.options if arguments.is_named(o)]
        taken = ", ".join([*named, sequence.returns, sequence.name])
        yield f"{INDENT}from lstm_numpy.{stated.module} import {taken}"
        yield ""
        options = [*self._layer_options(), *cell.options]
        words = self._words()
        per_call = [o for o in sequence.options if o not in options]
        for line in arguments.checks(stated, ()):
            yield INDENT + line
        for line in arguments.option_checks(stated, tuple(options)):
            yield INDENT + line
        yield f"{INDENT}known, packed = sizes, None"
        yield f"{INDENT}if ordinary(sizes.dtype):"
        passed = ["sizes", *map(str, cell.weights), *words]
        yield from bracketed(f"{INDENT * 2}packed = layer(", passed, ")")
        yield ""
        yield f"{INDENT}{quiet()}"
        x = str(sequence.given[0])
        call = [f"{x}: Array"]
        call += ["*", *(f"{o.name}: {arguments.annotation(stated, o)} = None" for o in per_call)]
        for line in signature("call", call, sequence.returns):
            yield INDENT + line
        yield f"{INDENT * 2}sizes = known.further()"
        yield f"{INDENT * 2}{arguments.checked(stated, sequence.given[0])}"
        for line in arguments.option_checks(stated, tuple(per_call)):
            yield INDENT * 2 + line
        yield f"{INDENT * 2}if packed is None or sizes.dtype != packed.dtype:"
        again = [*(f"{o.name}={o.name}" for o in per_call), *words]
        passed = [x, *map(str, cell.weights), *again]
        yield from bracketed(f"{INDENT * 3}return {sequence.name}(", passed, ")")
        yield from (INDENT + line for line in self.call("packed"))
        yield ""
        yield f"{INDENT}return call"

    def call(self, packed: str) -> Iterator[str]:
        """The lines that call a packed layer and return its results."""
        sequence = self.stated.sequence
        state = next((o for o in sequence.options if o.name == "initial_state"), None)
        words = [str(sequence.given[0])]
        if state is not None:
            firsts = ", ".join(map(str, state.gives))
            comma = "," * (len(state.gives) == 1)
            yield f"{INDENT}initial = None if initial_state is None else ({firsts}{comma})"
            words.append("initial")
        words += [f"mask={self.loop.mask}" if state is None else self.loop.mask] * bool(
            self.loop.mask
        )
        yield f"{INDENT}return {sequence.returns}(*{packed}({', '.join(words)}))"

    def hook(self) -> Iterator[str]:
        """The lines of the readable function that hand ordinary floats to the packed layer."""
        cell, words = self.stated.cell, self._words()
        yield f"{INDENT}if ordinary(sizes.dtype):"
        passed = ["sizes", *map(str, cell.weights), *words]
        yield from bracketed(f"{INDENT * 2}packed = layer(", passed, ")")
        yield from (INDENT + line for line in self.call("packed"))

    def _prepare_text(self) -> list[str]:
        return documentation.prepare(self.stated, self._layer_options())


def _all(before: str, tests: Sequence[str]) -> list[str]:
    """An argument that is true where all tests are."""
    short = f"{before}{' and '.join(tests)},"
    if len(short) <= WIDTH:
        return [short]
    indent = before[: len(before) - len(before.lstrip())]
    if len(indent) + 4 + len(" and ".join(tests)) <= WIDTH:
        return [f"{before}(", f"{indent}    {' and '.join(tests)}", f"{indent}),"]
    first, *rest = tests
    further = [f"{indent}    and {test}" for test in rest]
    return [f"{before}(", f"{indent}    {first}", *further, f"{indent}),"]


def _names(symbols: object) -> str:
    names = [f'"{symbol}"' for symbol in symbols]  # type: ignore[attr-defined]
    return f"({', '.join(names)}{',' * (len(names) == 1)})"


def _dictionary(entries: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'"{key}": "{value}"' for key, value in entries.items()) + "}"
