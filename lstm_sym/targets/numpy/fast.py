"""The product ``<formulation>_fast.py``: one timestep of a Program as calls of NumPy.

What is the same for every layer is in the engine; printed here are the steps, the blocks that
their sums are made of, and `prepare`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import sympy as sp

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.notation.names import ARGUMENTS
from lstm_sym.notation.quantities import Option
from lstm_sym.program import Program
from lstm_sym.targets.numpy import arguments, documentation
from lstm_sym.targets.numpy.bodies import Bodies
from lstm_sym.targets.numpy.names import ENGINE, MATRICES, refuse_taken
from lstm_sym.targets.numpy.python import (
    WIDTH,
    bracketed,
    head,
    imported,
    imports,
    imports_fitted,
    laid_out,
    literal,
    quiet,
    signature,
)
from lstm_sym.targets.numpy.statements import CALLABLE, INDENT
from lstm_sym.targets.numpy.steps import NUMPY
from lstm_sym.targets.paper.formulation import written_in


@lru_cache(maxsize=64)  # the gradients ask for it, too
def fast(formulation: Formulation, package: str = "lstm_numpy") -> "Fast":
    """The fast form; raises `NotLoweredError` or `NoOperationError`, with an equation's label."""
    return Fast(lower(formulation), package)


def beside(package: str, modules: Mapping[str, Sequence[str]]) -> list[str]:
    """The imports of names from modules beside a printed one."""
    names = [(module, name) for module, several in modules.items() for name in several]
    if package:
        return [f"from {package}.{module} import {name}" for module, name in names]
    # A folder of a user may be a package, or be where Python looks for modules.
    found = []
    for head_, dot in (("if __package__:", "."), ("else:", "")):
        lines = (f"    from {dot}{module} import {name}" for module, name in names)
        found += [head_, *(one for line in lines for one in imports_fitted(line))]
    return found


class Fast(Bodies):
    """One module, from a Program; beside its readable one in a package, or in any folder."""

    def __init__(self, program: Program, package: str) -> None:
        super().__init__(program)
        self.package = package
        scratch = {name for body in self.bodies for form in body.forms for name in form.scratch}
        called = {name for name in self.notation.functions if name in NUMPY | set(CALLABLE)}
        if any(body.has_matrices for body in self.bodies):
            called |= set(MATRICES)
        refuse_taken(self.stated, self.steps.numpy | self.steps.activations | scratch | called)

    def imports(self, further: Mapping[str, Sequence[str]] = {}) -> list[str]:
        """What the readable module takes from this one, and from further ones beside it.

        `prepare` belongs to its face.
        """
        engine = "from lstm_numpy.other_engine import ordinary"
        fast = {f"{self.stated.module}_fast": ("layer", "prepare as prepare")}
        taken = beside(self.package, {**fast, **further})
        if not self.package:
            return [engine, "", *taken]
        return [one for line in sorted([engine, *taken]) for one in imports_fitted(line)]

    def text(self) -> str:
        parts = [
            *self.functions, self._data(), self._weights(), self._layer(), self._prepare()
        ]  # fmt: skip
        body = [line for part in parts for line in ("", "", *part)]
        formulation, returned = self.stated, self.stated.sequence.returns
        called = sorted({*self._activations(), *(["BY_NAME"] if self._has_defaults() else [])})
        lines = [
            head(f"{formulation.title}, for speed.", written_in(formulation)),
            *(["import math"] if any("math." in line for line in body) else []),
            "from collections.abc import Callable, Mapping",
            "from typing import TYPE_CHECKING",
            "",
            "import numpy as np",
            *imports("numpy", sorted(self.steps.numpy)),
            "",
            *imports("lstm_numpy.activations", called),
            *imported("arguments", ARGUMENTS, body),
            "from lstm_numpy.arrays import Array",
            *imported("bfloat16", ("bfloat16",), body),
            *imported("block_diagonal", ("block_diagonal",), body),
            f"from lstm_numpy.engine import {', '.join(ENGINE)}",
            *imported("matrices", MATRICES, body),
            *imported("memory", ("choose", "split"), body),
            "from lstm_numpy.other_engine import ordinary, replaceable",
            "",
            "if TYPE_CHECKING:",
            *(f"    {line}" for line in beside(self.package, {formulation.module: (returned,)})),
            *body,
        ]
        return "\n".join(lines) + "\n"

    def _activations(self) -> set[str]:
        """Those that steps call, or that a number is written with."""
        words = {word for text in self.steps.numbers.values() for word in re.findall(r"\w+", text)}
        return self.steps.activations | (words & set(CALLABLE)) - NUMPY

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
        yield "@replaceable"
        yield from signature("layer", [*given, *(["*", *words] if words else [])], "Layer")
        yield f'{INDENT}"""Checked weights, packed."""'
        choices = [o.name for o in self._choices()]
        key = f"({', '.join(choices)}{',' * (len(choices) == 1)})"
        yield f"{INDENT}return Layer("
        yield f"{INDENT * 2}BODIES[{key}],"
        yield f"{INDENT * 2}sizes,"
        yield f"{INDENT * 2}sizes.dtype,"
        yield from bracketed(f"{INDENT * 2}weights(", self._given_to_weights(), "),")
        columns = {w: b for body in self.bodies for w, b in body.column_blocks.items()}
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
        named = [o.constant for o in cell.options if o.is_named]
        taken = ", ".join([*named, sequence.returns, sequence.name])
        yield from (INDENT + line for line in beside(self.package, {stated.module: (taken,)}))
        yield ""
        options = [*self._layer_options(), *cell.options]
        words = self._words()
        per_call = [o for o in sequence.options if o not in options]
        for line in arguments.checks(stated, ()):
            yield from laid_out(INDENT + line)
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
        for line in signature("call", call, sequence.returns, INDENT):
            yield INDENT + line
        yield f"{INDENT * 2}sizes = known.further()"
        yield from laid_out(f"{INDENT * 2}{arguments.checked(stated, sequence.given[0])}")
        for line in arguments.option_checks(stated, tuple(per_call)):
            yield INDENT * 2 + line
        yield f"{INDENT * 2}if packed is None or sizes.dtype != packed.dtype:"
        again = [*(f"{o.name}={o.name}" for o in per_call), *words]
        weights = [arguments.passed_on(stated, weight) for weight in cell.weights]
        passed = [x, *weights, *again]
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
