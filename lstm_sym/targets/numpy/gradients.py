"""The product ``<formulation>_gradients.py``: what the loss's gradient is at all that is given.

What is the same for every layer is in the engine's file ``backward.py``; printed here are the
timesteps backwards, what the gradient of packed weights is for each array, and the face.
"""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.notation.names import ARGUMENTS
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.numpy import arguments, documentation
from lstm_sym.targets.numpy.backwards import OWN, BackwardsPrinter
from lstm_sym.targets.numpy.fast import beside, fast
from lstm_sym.targets.numpy.formulation import statements_of
from lstm_sym.targets.numpy.keeping import Keeping
from lstm_sym.targets.numpy.names import OF_MATRICES, names_of, refuse_taken
from lstm_sym.targets.numpy.python import (
    bracketed,
    docstring,
    head,
    imported,
    imports,
    imports_fitted,
    laid_out,
    quiet,
    quoted,
    shape,
    signature,
)
from lstm_sym.targets.numpy.statements import INDENT
from lstm_sym.targets.numpy.unpacking import Unpacking
from lstm_sym.targets.paper.formulation import written_in

ENGINE = ("After", "Back", "Chunk", "Gradients", "Products", "Reverse", "Slope")
#: What the face has beside the options of the layer.
WORDS = {
    "at_kink": (
        "str | None",
        "str or None",
        "the framework whose derivative is taken where an activation has none, a name in "
        "lstm_numpy.kinks.CONVENTIONS; None: that of the branch of the formula that holds there",
    ),
    "truncation": (
        "int | None",
        "int or None",
        "timesteps of a piece; no gradient passes from one piece to another; None: no pieces",
    ),
    "checkpoints": (
        "int | None",
        "int or None",
        "number of segments that the timesteps are divided into: states are kept for one at a time "
        "and computed again for the others, which changes no bit; None: all are kept",
    ),
}
TAKEN = {
    *OWN,
    *ENGINE,
    *WORDS,
    "REVERSES",
    "Layer",
    "found",
    "gradients",
    "initial",
    "products",
    "states",
    "as_given",
    "in_rows",
    "of",
}


def gradients(formulation: Formulation, package: str = "lstm_numpy") -> "GradientsModule":
    """The module; raises `NotLoweredError` or `NoOperationError`, with an equation's label."""
    return GradientsModule(formulation, package)


def function_of(formulation: Formulation) -> str:
    """The name of the function that is printed."""
    return f"{formulation.sequence.name}_gradients"


def returnedby(formulation: Formulation) -> str:
    """The name of what it returns."""
    return f"{formulation.sequence.returns.removesuffix('Result')}Gradients"


class GradientsModule:
    """One module, from a Program; beside the fast form, which computes forwards."""

    def __init__(self, formulation: Formulation, package: str) -> None:
        self.stated, self.package = formulation, package
        self.program = lower(formulation)
        self.fast = fast(formulation, package)
        self.notation, self.loop = formulation.notation, self.program.loop
        refuse_taken(formulation, TAKEN)
        for name in names_of(formulation) & {function_of(formulation), returnedby(formulation)}:
            label = formulation.equations[0].label
            raise NotLoweredError(f"{label}: the gradients have the name {name} themselves")
        self.printers = []
        for body, buffered in zip(self.program.bodies, self.fast.bodies, strict=True):
            values = [str(v).lower() for v in body.when.values()] if self._several else []
            name, keeping = "_".join(["backwards", *values]), Keeping(self.fast, buffered)
            self.printers.append(BackwardsPrinter(self.program, body, name, keeping))
        self.unpacking = Unpacking(self.fast, self.printers)

    @property
    def _several(self) -> bool:
        return len(self.program.bodies) > 1

    @property
    def face(self) -> dict[str, list[str]]:
        """What the readable module takes from this one."""
        names = sorted((function_of(self.stated), returnedby(self.stated)))
        return {f"{self.stated.module}_gradients": [f"{name} as {name}" for name in names]}

    def text(self) -> str:
        with sp.evaluate(False):  # once: each change of it empties SymPy's caches
            functions = [list(printer.lines()) for printer in self.printers]
        steps = [lines for printer in self.printers for lines in printer.keeping.functions()]
        parts = [
            list(self._result()), *steps, *functions, list(self._data()),
            list(self.unpacking.lines()), list(self._face()),
        ]  # fmt: skip
        body = [line for part in parts for line in ("", "", *part)]
        code, fast = list(statements_of(body)), f"{self.stated.module}_fast"
        called = {"dot", "multiply"} | (self.fast.steps.numpy if steps else set())
        lines = [
            head(f"{self.stated.title}: gradients.", written_in(self.stated)),
            *(["import math"] if any("math." in line for line in code) else []),
            "from collections.abc import Mapping",
            "from typing import NamedTuple",
            "",
            "import numpy as np",
            *imports("numpy", sorted(n for n in called if any(f" {n}(" in c for c in code))),
            "",
            *imported("arguments", ARGUMENTS, code),
            *self._engine(fast, code),
            *body,
        ]
        return "\n".join(lines) + "\n"

    def _engine(self, fast: str, code: list[str]) -> list[str]:
        """The imports of the engine and of the fast form."""
        further = "checked, joined" if any("joined(" in line for line in code) else "checked"
        engine = sorted((*ENGINE, *(["KeepingStep"] if "KeepingStep" in "".join(code) else [])))
        lines = [
            "from lstm_numpy.arrays import Array",
            f"from lstm_numpy.backward import {', '.join(engine)}, {further}",
            *imported("block_diagonal", ("diagonal_blocks",), code),
            "from lstm_numpy.engine import Function, Layer",
        ]
        called = [name for name in OF_MATRICES if any(f"{name}(" in line for line in code)]
        lines += [f"from lstm_numpy.matrices import {', '.join(called)}"] * bool(called)
        taken = beside(self.package, {fast: ("layer, weights",)})
        if not self.package:
            return [*(one for line in lines for one in imports_fitted(line)), "", *taken]
        return [one for line in sorted([*lines, *taken]) for one in imports_fitted(line)]

    # What is returned.

    def _fields(self) -> Iterator[tuple[str, str, str]]:
        """Name, type and meaning of each gradient, in order."""
        n = self.notation
        for symbol in (*self.stated.sequence.given, *self._ordered_weights()):
            absent = " | None" if arguments.optional(n, symbol) else ""
            meaning = f"of the {quoted(n[symbol].meaning)}, shape {shape(n[symbol].shape)}"
            yield str(symbol), f"Array{absent}", meaning + ("; None without it" if absent else "")
        if self._given_states:
            kinds = ", ".join(["Array"] * len(self._given_states))
            shapes = [shape(n[s].shape) for s in self._given_states]
            said = f"each {shapes[0]}" if len(set(shapes)) == 1 else ", ".join(shapes)
            yield "initial_state", f"tuple[{kinds}]", f"of the initial states: {said}"

    def _ordered_weights(self) -> list[sp.Symbol]:
        return sorted(self.stated.cell.weights, key=lambda s: arguments.optional(self.notation, s))

    @property
    def _given_states(self) -> tuple[sp.Symbol, ...]:
        options = self.stated.sequence.options
        return next((o.gives for o in options if o.name == "initial_state"), ())

    def _result(self) -> Iterator[str]:
        yield f"class {returnedby(self.stated)}(NamedTuple):"
        yield f'    """What `{function_of(self.stated)}` returns: the gradients of the loss."""'
        for name, kind, meaning in self._fields():
            yield ""
            yield f"    {name}: {kind}"
            yield f'    """{meaning}"""'

    # Data for the engine.

    def _data(self) -> Iterator[str]:
        yield "REVERSES = {"
        for printer, body in zip(self.printers, self.fast.bodies, strict=True):
            yield f"    {self.fast._key(body)}: Reverse("
            orders = []
            for place, order in enumerate(printer.plan.orders):
                known = [one.symbol for one in self.fast._sums(body, place)]
                indices = [known.index(one.symbol) for one in order]
                orders.append(_tuple(map(str, indices)))
            reads = [
                _tuple(f'"{v}"' for v in printer._vectors(place))
                for place in range(len(printer.plan.orders))
            ]
            yield f"        orders={_tuple(orders)},"
            yield f"        reads={_tuple(reads)},"
            yield f"        backwards={printer.name},"
            yield from printer.keeping.data()
            if printer.called:
                called = (f'"{name}"' for name in printer.called)
                yield f"        called={_tuple(called)},"
            yield "    ),"
        yield "}"

    # The face.

    def _results(self) -> list[tuple[sp.Symbol, str]]:
        """The results and the states whose last value they are; empty for the output."""
        pairs = zip(self.stated.sequence.results, self.loop.results, strict=True)
        return [(symbol, str(series.before) if series else "") for symbol, series in pairs]

    def _face(self) -> Iterator[str]:
        stated, n = self.stated, self.notation
        sequence, cell = stated.sequence, stated.cell
        given = list(arguments.parameters(stated, sequence.given))
        words = [f"{symbol}: Array | None = None" for symbol, _ in self._results()]
        rest = [w for w in arguments.keywords(stated, sequence.options) if w != "*"]
        further = [f"{name}: {kind} = None" for name, (kind, _, _) in WORDS.items()]
        yield quiet("divide")
        yield from signature(
            function_of(stated), [*given, "*", *words, *rest, *further], returnedby(stated)
        )
        yield from self._documentation()
        named = [o.constant for o in cell.options if o.is_named]
        if named:
            lines = beside(self.package, {stated.module: (", ".join(named),)})
            yield from (INDENT + line for line in lines)
            yield ""
        optional = [w for w in cell.weights if arguments.optional(n, w)]
        for first, _ in n.layout.rows:
            yield f"{INDENT}as_given = {first}"
        for line in arguments.checks(stated, sequence.given):
            if line == "sizes = Sizes()":  # by now an array of two rows is two arrays
                yield from (f"{INDENT}in_rows = {f} is not as_given" for f, _ in n.layout.rows)
                yield from (f"{INDENT}has_{weight} = {weight} is not None" for weight in optional)
            yield from laid_out(INDENT + line)
        options = (*sequence.options, *cell.options)
        for line in arguments.option_checks(stated, options):
            yield INDENT + line
        for symbol, state in self._results():
            yield f"{INDENT}if {symbol} is not None:"
            for line in self._checked(symbol, state):
                yield from laid_out(INDENT * 2 + line)
        yield from (INDENT + line for line in arguments.some(stated))
        yield f'{INDENT}checked("{sequence.given[0]}", sizes.dtype)'
        words = self.fast._words()
        passed = ["sizes", *map(str, cell.weights), *words]
        yield from bracketed(f"{INDENT}packed = layer(", passed, ")")
        if self._given_states:
            firsts = _tuple(map(str, self._given_states))
            yield f"{INDENT}initial = None if initial_state is None else {firsts}"
        states = [f'"{state}": {symbol}' for symbol, state in self._results() if state]
        yield from bracketed(f"{INDENT}states = {{", states, "}")
        output = next(str(symbol) for symbol, state in self._results() if not state)
        initial = "initial" if self._given_states else "None"
        arriving = [str(sequence.given[0]), initial, self.loop.mask or "None", output, "states"]
        yield f"{INDENT}if isinstance(packed, Layer):"
        yield from self._in_numpy(arriving)
        yield f"{INDENT}else:  # another engine"
        words = [f"{name}={name}" for name in WORDS]
        yield from bracketed(f"{INDENT * 2}found, of = packed(", [*arriving, *words], ")")
        for k, weight in enumerate(cell.weights):
            absent = f" if has_{weight} else None" if weight in optional else ""
            yield f"{INDENT}d_{weight} = of[{k}]{absent}"
        yield from self._rows()
        values = ["found.sequences"]
        values += [f"d_{w}" for w in self._ordered_weights()]
        if self._given_states:
            count = len(self._given_states)
            names = [str(state.series.first) for state in self.program.bodies[0].states]
            entries = [f"found.states[{names.index(str(s))}]" for s in self._given_states]
            values.append(_tuple(entries) if count else "()")
        yield from bracketed(f"{INDENT}return {returnedby(stated)}(", values, ")")

    def _in_numpy(self, arriving: list[str]) -> Iterator[str]:
        """The gradients of packed weights, and of the arrays that a caller gave."""
        cell, n = self.stated.cell, self.notation
        choices = [o.name for o in self.fast._choices()]
        key = f"({', '.join(choices)}{',' * (len(choices) == 1)})"
        yield f"{INDENT * 2}gradients = Gradients("
        yield f"{INDENT * 3}packed,"
        yield f"{INDENT * 3}REVERSES[{key}],"
        yield from bracketed(f"{INDENT * 3}weights(", self.fast._given_to_weights(), "),")
        fixed = self._fixed()
        if fixed:
            yield from bracketed(f"{INDENT * 3}fixed={{", fixed, "},")
        if n.functions:
            entries = [f'"{name}": {name}' for name in n.functions]
            yield from bracketed(f"{INDENT * 3}functions={{", entries, "},")
        yield from (f"{INDENT * 3}{name}={name}," for name in WORDS)
        yield f"{INDENT * 2})"
        yield from bracketed(f"{INDENT * 2}found = gradients(", arriving, ")")
        options = [option.name for option in self.unpacking.options]
        blocks = ["found.products", "found.beside", *map(str, cell.weights), *options]
        yield from bracketed(f"{INDENT * 2}of = unpacked(", blocks, ")")

    def _rows(self) -> Iterator[str]:
        """An array that was given with two rows has a gradient with two rows."""
        places = {str(weight): k for k, weight in enumerate(self.stated.cell.weights)}
        for first, second in self.notation.layout.rows:
            yield f"{INDENT}if in_rows:"
            pair = f"[of[{places[first]}], of[{places[second]}]]"
            yield f"{INDENT * 2}d_{first}, d_{second} = np.stack({pair}), None"

    def _checked(self, symbol: sp.Symbol, state: str) -> Iterator[str]:
        sizes = arguments.sizes_of(self.stated, symbol)
        if "timesteps?" in self.notation[symbol].shape and self.loop.last_only:
            once = " ".join(s for s in self.notation[symbol].shape if s != "timesteps?")
            yield f'wanted = "{sizes}" if {self.loop.last_only} else "{once}"'
            yield f'{symbol} = sizes.floating("{symbol}", {symbol}, wanted)'
        else:
            yield f'{symbol} = sizes.floating("{symbol}", {symbol}, "{sizes}")'

    def _fixed(self) -> list[str]:
        """Weights of one number a unit, and numbers, that a function reads."""
        used: dict[str, str] = {}
        stacks = self.notation.stacks.items()
        for printer in self.printers:
            names = {*printer.used_weights, *(s for s in printer.used if not printer.n[s].shape)}
            for symbol in self.notation.quantities:
                if symbol not in names:
                    continue
                value = str(symbol)
                for whole, stack in stacks:
                    blocks = list(stack.blocks.values())
                    if symbol in blocks and len(blocks) > 1:
                        value = f"np.split({whole}, {len(blocks)}, axis=-1)[{blocks.index(symbol)}]"
                    elif symbol in blocks:
                        value = str(whole)
                used[str(symbol)] = f'"{symbol}": {value}'
        return list(used.values())

    def _documentation(self) -> list[str]:
        stated = self.stated
        said = f"gradient of the loss with respect to what `{stated.sequence.name}` returns "
        said += "under this name; None: zeros"
        described = (documentation.described(stated, symbol)[0] for symbol, _ in self._results())
        results = [(one.replace(": array", ": array or None"), said) for one in described]
        further = [(f"{name} : {kind}", meaning) for name, (_, kind, meaning) in WORDS.items()]
        parameters = [
            *documentation.given(stated, stated.sequence.given),
            *results,
            *documentation.options(stated, (*stated.sequence.options, *stated.cell.options)),
            *documentation.functions(stated),
            *further,
        ]
        returned = [(f"{name} : {kind}", meaning) for name, kind, meaning in self._fields()]
        sections = [
            ("Parameters", parameters),
            ("Returns", [(returnedby(stated), ""), *returned]),
            (
                "Raises",
                [
                    ("TypeError", "the common type of all arrays is neither float32 nor float64, "
                     "a mask is not of booleans"),
                    ("ValueError", "a shape does not fit, an option is unknown, an activation's "
                     "derivative is not known"),
                ],
            ),
            ("Notes", [("", self._notes())]),
        ]  # fmt: skip
        call = documentation.example(stated, function_of(stated), stated.sequence.given)
        output = next(symbol for symbol, state in self._results() if not state)
        sizes = documentation.sizes(stated, output)
        call[-1:] = [f"...     {output}=np.ones({sizes}),", "... )"]
        x = stated.sequence.given[0]
        examples = [f">>> found = {call[0]}", *call[1:], f">>> found.{x}.shape"]
        examples.append(str(documentation.sizes(stated, x)))
        summary = f"Gradients of the loss through {stated.title_within}."
        return docstring(summary, sections, examples)

    def _notes(self) -> str:
        states = ", ".join(str(state.now) for state in self.program.bodies[0].states)
        sums = max(len(body.stages[0].sums) for body in self.program.bodies)
        return (
            "Derived from the equations, backwards through time. Results have NumPy's common type "
            "of all arrays that are given. Of the forward pass are kept, for each timestep and "
            f"example, {states} and {sums} sums of products, each as many numbers as it has units; "
            "with a mask the states once more, with checkpoints those of one segment. Sources: "
            f"{'; '.join(self.stated.sources)}."
        )


def _tuple(items: object) -> str:
    listed = list(items)  # type: ignore[call-overload]
    return f"({', '.join(listed)}{',' * (len(listed) == 1)})"
