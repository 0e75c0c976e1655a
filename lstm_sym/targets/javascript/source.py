"""The script ``javascript/lstm.js`` with the activations and the cells of one unit."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import sympy as sp

from lstm_sym.equations import (
    ACTIVATIONS,
    gers2000,
    gers2002,
    greff2015,
    hochreiter1997,
    keras,
    pytorch,
)
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.activations import x
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Option, Stack
from lstm_sym.notation.words import at, over_time
from lstm_sym.passes.stable import erfc, stable
from lstm_sym.targets.javascript.printer import JavaScriptPrinter

SUPPORT = Path(__file__).with_name("support")
WIDTH = 100
FORMULATIONS = (
    keras.formulation,
    *(hochreiter1997.formulation, gers2000.formulation, gers2002.formulation),
    *(greff2015.formulation, pytorch.plain),
)
# Values of options that are not here: full gate recurrence has three more arrays and states.
LEFT_OUT = {"variant": "FGR"}
NEWEST = (3, 0)  # the newest release whose activations are here: the script stays small
# JavaScript has no erfc, so gelu is not here either.
CALLABLE = [
    a
    for a in ACTIVATIONS
    if a.since
    and tuple(map(int, a.since.split("."))) <= NEWEST
    and not stable(a.formula, x).has(erfc)
]
NAMES = {a.name: a.name for a in CALLABLE}


def files() -> dict[str, str]:
    """The script and its module: path and text."""
    script = (SUPPORT / "lstm.js").read_text()
    script = script.replace("@FORMULATIONS@", "\n".join(map(text, FORMULATIONS)))
    script = script.replace("@ACTIVATIONS@", "\n".join(activations()))
    module = (SUPPORT / "lstm.mjs").read_text()
    return {"javascript/lstm.js": script, "javascript/lstm.mjs": module}


def activations() -> Iterator[str]:
    """Each as a function of one number, in the form that does not overflow; then all by name."""
    printer = JavaScriptPrinter(NAMES)
    for activation in in_order(CALLABLE):
        parameters = [f"{p.name} = {printer.print(p.default)}" for p in activation.parameters]
        value = printer.print(stable(activation.formula, x))
        if value != f"{activation.name}(x)":  # tanh is Math's own
            yield f"const {activation.name} = ({', '.join(['x', *parameters])}) => {value};"
    names = [n for a in CALLABLE for n in (a.name, *(f"{n}: {a.name}" for n in a.aliases))]
    yield from wrapped("const activations = { ", names, " };")


def in_order(activations: Iterable[Activation]) -> list[Activation]:
    """Those that other formulas name, first."""
    return sorted(activations, key=lambda a: bool(a.formula.atoms(sp.core.function.AppliedUndef)))


def text(stated: Formulation) -> str:
    return "\n".join(formulation(stated))


def formulation(stated: Formulation) -> Iterator[str]:
    """The options, the arrays, the cell and what is returned."""
    cell, n = stated.cell, stated.notation
    equations = steps(stated)
    arrays = [w for w in cell.weights if used(equations, n.stacks[w])]
    carried = states(stated, equations)
    given = [s for s in cell.given if s in carried or s not in {x.before for x in n.series_of}]
    yield f"{stated.name}: {{"
    options = [f'{f.name}: "{f.default}"' for f in n.functions.values()]
    choices = {o.name: chosen(o) for o in cell.options}
    options += [f"{name}: {json.dumps(values)}" for name, values in choices.items()]
    if options:
        yield f"  options: {{ {', '.join(options)} }},"
    kinds = ", ".join(f"{whole}: {stack(stated, whole)}" for whole in arrays)
    yield f"  weights: {{ {kinds} }},"
    yield f"  carried: {json.dumps([now.removesuffix('_t') for now in carried.values()])},"
    yield f"  returns: {{ {', '.join(returned(stated))} }},"
    blocks = {w: [str(block) for block in n.stacks[w].blocks.values()] for w in arrays}
    unpacked = [f"{whole}: [{', '.join(names)}]" for whole, names in blocks.items()]
    yield from wrapped(
        "  cell({ ", [*map(str, given), *unpacked, *n.functions, *choices], " }, u) {"
    )
    printer = JavaScriptPrinter(
        NAMES | {f: f for f in n.functions},
        vectors=map(str, given),
        columns=[name for names in blocks.values() for name in names],
    )
    for left, found in equations.items():
        yield from (f"    {line}" for line in statement(printer, left, found))
    yield from wrapped("    return { ", map(str, equations), " };")
    yield "  },"
    yield "},"


def used(equations: dict[sp.Symbol, list[Equation]], blocks: Stack) -> bool:
    """Whether any of the equations needs the array."""
    seen = {s for found in equations.values() for e in found for s in e.right.free_symbols}
    return not seen.isdisjoint(blocks.blocks.values())


def chosen(option: Option) -> list[str]:
    """The values of an option that are here."""
    return [str(value) for value in option.choices if value != LEFT_OUT.get(option.name)]


def stack(stated: Formulation, whole: sp.Symbol) -> str:
    """How an array holds its blocks, how many, and what it is where it is absent."""
    blocks = stated.notation.stacks[whole]
    kind = "rows" if blocks.transposed or len(stated.notation[whole].shape) == 1 else "columns"
    absent = next((f", {e.right}" for e in stated.cell.defaults if e.left == whole), "")
    return f"{kind}({len(blocks.blocks)}{absent})"


def states(stated: Formulation, equations: dict[sp.Symbol, list[Equation]]) -> dict[sp.Symbol, str]:
    """What passes from one timestep to the next; every state must begin with zeros."""
    seen = {s for found in equations.values() for e in found for s in e.right.free_symbols}
    carried = [s for s in stated.notation.series_of if s.before in seen]
    zero = [e.left for e in stated.sequence.start if e.right == 0]
    if not all(series.first in zero for series in carried):
        raise ValueError(f"{stated.name}: a state begins with something else than zeros")
    return {series.before: series.now.name for series in carried}


def steps(stated: Formulation) -> dict[sp.Symbol, list[Equation]]:
    """What the cell defines, each with the one or more equations that options choose among."""
    found: dict[sp.Symbol, list[Equation]] = {}
    for equation in stated.cell.steps:
        if not any(equation.when.get(n) == v for n, v in LEFT_OUT.items()):
            found.setdefault(equation.left, []).append(equation)
    return found


def statement(
    printer: JavaScriptPrinter, left: sp.Symbol, equations: list[Equation]
) -> Iterator[str]:
    """``const left = right; // label``, or a choice by the value of an option."""
    chosen = [e for e in equations if isinstance(one_value(e), str)]
    otherwise = [e for e in equations if e not in chosen]
    if not chosen:
        (equation,) = equations
        yield f"const {left} = {printer.print(equation.right)}; // {equation.label}"
        return
    yield f"const {left} ="
    for e in chosen:
        (option,) = e.when
        yield f'  {option} === "{e.when[option]}" ? {printer.print(e.right)} : // {e.label}'
    for e in otherwise:
        yield f"  {printer.print(e.right)}; // {e.label}"


def one_value(equation: Equation) -> object:
    """The value of the option under which an equation holds; none, or several, for the usual."""
    return next(iter(equation.when.values()), None)


def returned(stated: Formulation) -> Iterator[str]:
    """What the sequence returns by default: h_t of every timestep, or h_T of the end."""
    usual = {"mask": False, "return_sequences": True}
    inputs = [e for e in stated.sequence.each if isinstance(e.right, at)]
    if inputs[0].label != "input":
        raise ValueError(f"{stated.name}: the timesteps are not taken in their order")
    for e in stated.sequence.finish:
        if all(usual.get(name) == value for name, value in e.when.items()):
            yield f'{e.left}: "{e.right.args[0] if isinstance(e.right, over_time) else e.right}"'


def wrapped(start: str, names: Iterable[str], end: str) -> Iterator[str]:
    """Names with commas between them, in lines that are not too long."""
    indent = " " * (len(start) - len(start.lstrip()) + 2)
    line = start
    for place, name in enumerate(list(names)):
        text = name if not place else f" {name}"
        if len(line) + len(text) + 3 > WIDTH - 4:
            yield line.rstrip()
            line, text = indent, name
        line += f"{text},"
    yield line.removesuffix(",") + end
