"""The product ``<formulation>_jax.py``: all timesteps as one function on ``jax.lax.scan``."""

import re
from collections.abc import Iterator
from functools import cached_property

from lstm_sym.notation.quantities import Option
from lstm_sym.program import Program
from lstm_sym.targets.jax import activations, documentation, included
from lstm_sym.targets.jax.bodies import targets
from lstm_sym.targets.jax.loop import LoopPrinter
from lstm_sym.targets.numpy import arguments
from lstm_sym.targets.numpy.formulation import indented, result
from lstm_sym.targets.numpy.python import WIDTH, bracketed, fitted, head, signature
from lstm_sym.targets.numpy.statements import INDENT
from lstm_sym.targets.paper.formulation import written_in

#: Names of a printed module that no symbol may have; those of its functions' variables give way.
TAKEN = {*included.NAMES, "Any", "Array", "Callable", "NamedTuple", "STATIC", "jax", "jnp", "math"}
FUNCTION = "Callable[[Array], Array]"


class Module:
    """One module, from a Program; raises `NotLoweredError` or `NoWordError` for what has none."""

    def __init__(self, program: Program) -> None:
        self.program, self.stated = program, program.formulation
        self.n, self.sequence = self.stated.notation, self.stated.sequence
        self.names = TAKEN | {"sizes", "timesteps"} | set(self.declared())
        self.loop = LoopPrinter(program, self.free)

    def declared(self) -> Iterator[str]:
        """Every name that the formulation has in code."""
        for body in self.program.bodies:
            yield from (q.name for q in body.notation.quantities.values())
        yield from (*self.n.options, *self.n.functions, self.sequence.name, self.sequence.returns)
        yield from (o.constant for o in self.stated.cell.options if o.is_named)

    def free(self, word: str) -> str:
        """The word, or one like it that nothing else is named."""
        while word in self.names:
            word += "_"
        return word

    @cached_property
    def called(self) -> list[str]:
        """The activations that equations and defaults name."""
        equations = [e for one in self.loop.bodies for e in one.equations()]
        names = {name for e in equations for name in activations.called(e.right)}
        names -= set(self.n.functions)
        names |= {f.default for f in self.n.functions.values()}
        return [a.name for a in activations.printed(names)]

    def text(self) -> str:
        """The module's text."""
        functions = [[*activations.function(name)] for name in self.called]
        body = [line for one in ([*result(self.stated)], *functions) for line in (*one, "", "")]
        body += [part for line in self._function() for part in fitted(line)]
        body += [line for part in included.used(body) for line in ("", "", *part)]
        every = "\n".join(body)
        typing = [word for word in ("Any", "NamedTuple") if re.search(rf"\b{word}\b", every)]
        lines = [
            head(f"{self.stated.title}, in JAX.", written_in(self.stated)),
            *(["import math"] if "math." in every else []),
            *(["from collections.abc import Callable"] if "Callable[" in every else []),
            f"from typing import {', '.join(typing)}",
            "",
            "import jax",
            "import jax.numpy as jnp",
            "from jax import Array",
            *(line for text in arguments.constants(self.stated) for line in ("", text)),
            *self._static(),
            "",
            "",
            *body,
        ]
        return "\n".join(lines) + "\n"

    def _options(self) -> tuple[Option, ...]:
        return (*self.sequence.options, *self.stated.cell.options)

    def static(self) -> list[str]:
        """The words of the function that are not arrays, which ``jax.jit`` must be told."""
        return [*(o.name for o in self._options() if not o.gives), *self.n.functions]

    def _static(self) -> Iterator[str]:
        if self.static():
            yield ""
            yield "#: The words of the function that are not arrays: jax.jit takes them so."
            items = [f'"{name}"' for name in self.static()]
            yield from bracketed("STATIC = (", items, ")", is_tuple=True)

    def _function(self) -> Iterator[str]:
        parameters = [*arguments.parameters(self.stated, self.sequence.given), *self._keywords()]
        yield from signature(self.sequence.name, parameters, self.sequence.returns)
        yield from documentation.sequence(self.stated, self.static())
        yield from indented(self._checks())
        yield ""
        if self.n.stacks:
            yield from indented(self._blocks())
            yield ""
        yield from indented(self.loop.lines())

    def _keywords(self) -> Iterator[str]:
        """The options, then the functions, whose defaults are functions here and not names."""
        functions = self.n.functions.values()
        words = list(arguments.keywords(self.stated, self.sequence.options))
        for word in words[: len(words) - len(functions)]:
            yield word.replace(" = np.inf", ' = float("inf")')
        for function in functions:
            yield f"{function.name}: {FUNCTION} = {activations.name_of(function.default)}"

    def _checks(self) -> Iterator[str]:
        yield from arguments.checks(self.stated, self.sequence.given)
        yield from arguments.option_checks(self.stated, self._options())
        numbers = [s for o in self._options() if o.default is not None for s in o.gives]
        names = [str(s) for s in (*self.sequence.given, *self.stated.cell.weights, *numbers)]
        while names:
            number = next(n for n in range(len(names), 0, -1) if n == 1 or fits(names[:n]))
            yield common(names[:number])
            del names[:number]

    def _blocks(self) -> Iterator[str]:
        used = {symbol for one in self.loop.bodies for symbol in one.used()}
        for line in arguments.blocks(self.stated, used):
            start, separator, rest = line.partition(" = split(")
            yield f"{start} = jnp.split({rest[:-1]}, axis=-1)" if separator else line


def common(names: list[str]) -> str:
    """Arrays and numbers in the common type of all arrays."""
    return f"{targets(names)} = sizes.common({', '.join(names)})"


def fits(names: list[str]) -> bool:
    return len(common(names)) <= WIDTH - len(INDENT)
