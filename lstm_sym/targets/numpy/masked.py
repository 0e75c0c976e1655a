"""The product ``masked_gradients.py``: the equations of a mask, backwards."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.passes.arithmetic import ZERO
from lstm_sym.passes.masked import ARRIVING, THROUGH, Masked, masked
from lstm_sym.targets.numpy.python import head, signature
from lstm_sym.targets.numpy.statements import INDENT, Statements


def module(formulation: Formulation) -> str:
    """The text of the module; ``formulation`` has every form of a masked output."""
    lines = [
        head("Masked timesteps: gradients.", "lstm_sym/equations/sequences.py"),
        "import numpy as np",
        "",
        "from lstm_numpy.arrays import Array",
        *_functions(formulation, masked(formulation.sequence)),
    ]
    return "\n".join(lines) + "\n"


def _functions(formulation: Formulation, found: Masked) -> Iterator[str]:
    printer = Statements(formulation).printer

    def show(expr: sp.Expr) -> str:
        return "None" if expr == ZERO else printer.print(expr)

    def begun(name: str, given: tuple[object, ...], returned: str, said: str) -> Iterator[str]:
        yield from ("", "")
        arrays = [f"{symbol}: Array" for symbol in (found.mask, *given)]
        words = ["masked_output: str"] if name.startswith("output") else []
        yield from signature(name, [*arrays, *words], returned)
        yield f'{INDENT}"""{said}"""'

    said = "What the timestep gets of what arrives at a state; what does not count gets nothing."
    yield from begun("step_gradients", (ARRIVING,), "Array", said)
    yield f"{INDENT}return {show(found.step)}  # {found.label}"
    said = "What the state before gets, through the timestep or because it was kept."
    yield from begun("before_gradients", (THROUGH, ARRIVING), "Array", said)
    yield f"{INDENT}return {show(found.before)}  # {found.label}"
    said = "What state and output before get of what arrives at the output; None: nothing."
    yield from begun("output_gradients", (ARRIVING,), "tuple[Array, Array | None]", said)
    *first, last = found.outputs.items()
    for value, (label, now, before) in first:
        yield f'{INDENT}if masked_output == "{value}":'
        yield f"{INDENT * 2}return {show(now)}, {show(before)}  # {label}"
    label, now, before = last[1]
    yield f"{INDENT}return {show(now)}, {show(before)}  # {label}"
