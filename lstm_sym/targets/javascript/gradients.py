"""The product ``javascript/gradients.js``: a timestep of each cell backwards, for the live cell."""

from collections.abc import Iterator
from functools import cache

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.lowering.lower import choices, lower
from lstm_sym.notation import Formulation
from lstm_sym.notation.activations import x
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import transposed
from lstm_sym.passes.adjoint import Backwards, adjoint
from lstm_sym.passes.by_value import slope
from lstm_sym.passes.stable import stable
from lstm_sym.passes.timestep import equation_of
from lstm_sym.program import Body, NotLoweredError
from lstm_sym.targets.javascript.printer import JavaScriptPrinter
from lstm_sym.targets.javascript.source import (
    CALLABLE,
    FORMULATIONS,
    LEFT_OUT,
    NAMES,
    SUPPORT,
    wrapped,
)
from lstm_sym.targets.printer import ATOM


class BackwardsPrinter(JavaScriptPrinter):
    """Prints the number of unit u; a derivative reads the number and the value, where that is."""

    def __init__(self, back: Backwards, functions: dict[str, str], vectors: set[str]) -> None:
        super().__init__(functions, vectors)
        self.values = {e.right: e.left for stage in back.stages for e in stage.equations}

    def level(self, expr: sp.Basic) -> int:
        return ATOM if type(expr).__name__ == "prime" else super().level(expr)

    def _print_prime(self, expr: sp.Function) -> str:
        (call,) = expr.args
        value = self.values.get(call, call)
        return f"{type(call).__name__}_slope({self.print(call.args[0])}, {self.print(value)})"

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        if isinstance(matrix, transposed):
            return f"across({vector}, {matrix.args[0]}, u)"
        return f"dot({vector}, {matrix}[u])"


def text() -> str:
    """The script."""
    script = (SUPPORT / "gradients.js").read_text()
    script = script.replace("@SLOPES@", "\n".join(slopes()))
    timesteps = (line for stated in FORMULATIONS for line in served(stated)[0])
    return script.replace("@TIMESTEPS@", "\n".join(timesteps))


def slopes() -> Iterator[str]:
    """The derivative of each activation: of x, and of the value y that is known."""
    printer = JavaScriptPrinter(NAMES)
    for one in CALLABLE:
        parameters = [f"{p.name} = {printer.print(p.default)}" for p in one.parameters]
        value = printer.print(stable(slope(one, ACTIVATIONS), x))
        yield f"const {one.name}_slope = ({', '.join(['x', 'y', *parameters])}) => {value};"
    pairs = [f"[activations.{one.name}, {one.name}_slope]" for one in CALLABLE]
    yield from wrapped("const slopes = new Map([", pairs, "]);")


def left_out() -> Iterator[str]:
    """The formulations whose gradients the script has not, and why."""
    for stated in FORMULATIONS:
        if why := served(stated)[1]:
            yield f"{stated.name} has no gradients in JavaScript: {why}"


@cache
def served(stated: Formulation) -> tuple[list[str], str]:
    """The functions of a formulation, or why there are none, with an equation's label."""
    try:
        return list(formulation(stated)), ""
    except NotLoweredError as error:
        return [], str(error)


def formulation(stated: Formulation) -> Iterator[str]:
    """A function for all values of the options that choose between equations."""
    program = lower(stated)
    for when, body in zip(choices(stated.cell), program.bodies, strict=True):
        if not any(when.get(name) == value for name, value in LEFT_OUT.items()):
            back = adjoint(body, program.loop)
            yield from timestep(
                stated, " ".join([stated.name, *map(str, when.values())]), body, back
            )


def timestep(stated: Formulation, key: str, body: Body, back: Backwards) -> Iterator[str]:
    """What the input and the states before get of what arrives at those after."""
    n, entry = stated.notation, stated.cell.given[0]
    befores = [state.before for state in body.states]
    handed = [back.by_symbol[symbol].symbol for symbol in (entry, *befores)]
    equations = list(used([*forwards(back), *(a.equation() for a in back.adjoints)], set(handed)))
    read = {s for e in equations for s in e.right.free_symbols}
    blocks = {w: list(n.stacks[w].blocks.values()) for w in stated.cell.weights if w in n.stacks}
    given = [s for s in (entry, *befores, *back.seeds.values()) if s in read or s == entry]
    given += [f"{w}: [{', '.join(map(str, own))}]" for w, own in blocks.items() if read & {*own}]
    calls = {f for e in equations for f in e.right.atoms(sp.core.function.AppliedUndef)}
    chosen = [name for name in n.functions if name in {type(call).__name__ for call in calls}]
    given += [word for name in chosen for word in (name, f"{name}_slope")]
    yield from wrapped(f'"{key}": ({{ ', map(str, given), " }, each) => {")
    vectors = {str(s) for s in back.notation.quantities if back.notation[s].shape}
    printer = BackwardsPrinter(back, NAMES | {f: f for f in n.functions}, vectors)
    width = n[entry].shape[-1]
    for equation in equations:
        value = printer.print(equation.right)
        if isinstance(equation.right, sp.Symbol):
            value = str(equation.right)
        elif back.notation[equation.left].shape[-1] == width:
            value = f"{entry}.map((_, u) => {value})"
        else:
            value = f"each((u) => {value})"
        yield f"  const {equation.left} = {value}; // {equation.label}"
    yield from wrapped("  return [", map(str, handed), "];")
    yield "},"


def forwards(back: Backwards) -> list[Equation]:
    """What the timestep computed: sums of products, then the equations."""
    found: list[Equation] = []
    with sp.evaluate(False):
        for stage in back.stages:
            found += [equation_of(one, back.notation) for one in stage.sums]
            found += stage.equations
    return found


def used(equations: list[Equation], wanted: set[sp.Symbol]) -> Iterator[Equation]:
    """Those that what is wanted depends on, in their order."""
    kept = []
    for equation in reversed(equations):
        if equation.left in wanted:
            wanted |= equation.right.free_symbols
            kept.append(equation)
    return reversed(kept)
