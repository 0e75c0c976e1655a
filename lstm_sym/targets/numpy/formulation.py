"""The product ``lstm_numpy/<formulation>.py``: the cell and the sequence as functions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.names import ARGUMENTS
from lstm_sym.notation.words import at, over_time
from lstm_sym.passes.inline import inline
from lstm_sym.targets.numpy import documentation
from lstm_sym.targets.numpy.arguments import (
    blocks,
    checks,
    constants,
    keywords,
    option_checks,
    parameters,
)
from lstm_sym.targets.numpy.fast import Fast
from lstm_sym.targets.numpy.printer import index
from lstm_sym.targets.numpy.python import fitted, head, imported, quiet, quoted, shape, signature
from lstm_sym.targets.numpy.statements import INDENT, Statements, sequences_as_a_whole
from lstm_sym.targets.paper.formulation import written_in


def module(
    formulation: Formulation,
    quick: Fast | None = None,
    beside: Mapping[str, Sequence[str]] = {},
    last: Iterable[str] = (),
) -> str:
    """The text of the module, which hands ordinary floats to the fast form if there is one.

    ``beside`` are names that it takes from further modules, ``last`` the lines of a further
    function.
    """
    over_time = [*sequence(formulation, quick), *(line for line in ("", "", *last) if last)]
    whole = [*result(formulation), "", "", *cell(formulation), "", "", *over_time]
    body = [line for one in whole for line in fitted(one)]
    code = list(statements_of(body))
    declared = {f.name for f in formulation.notation.quantities.values()}
    declared |= set(formulation.notation.functions)
    lines = [
        head(f"{formulation.title}.", written_in(formulation)),
        *(["import math"] if any("math." in line for line in code) else []),
        *(["from collections.abc import Callable", "from functools import partial"] * bool(last)),
        "from typing import NamedTuple",
        "",
        "import numpy as np",
        "",
        *imported("activations", (a.name for a in ACTIVATIONS if a.name not in declared), code),
        *imported("arguments", ARGUMENTS, code),
        "from lstm_numpy.arrays import Array",
        *imported("bfloat16", ("bfloat16",), code),
        *imported("block_diagonal", ("block_diagonal",), code),
        *imported("convolution", ("convolve",), code),
        *(quick.imports(beside) if quick else ()),
        *(line for text in constants(formulation) for line in ("", text)),
        "",
        "",
        *body,
    ]
    return "\n".join(lines) + "\n"


def statements_of(body: Iterable[str]) -> Iterator[str]:
    """The lines outside docstrings."""
    inside = False
    for line in body:
        inside ^= line.count('"""') == 1
        if not inside:
            yield line


def result(formulation: Formulation) -> Iterator[str]:
    """The named tuple that the sequence returns."""
    stated = formulation.sequence
    yield f"class {stated.returns}(NamedTuple):"
    yield f'    """What `{stated.name}` returns."""'
    for symbol in stated.results:
        quantity = formulation.notation[symbol]
        yield ""
        yield f"    {symbol}: Array"
        yield f'    """{quoted(quantity.meaning)}, shape {shape(quantity.shape)}"""'


def cell(formulation: Formulation) -> Iterator[str]:
    """The function of one timestep, line for line the equations."""
    stated = formulation.cell
    statements = Statements(formulation)
    arguments = [*parameters(formulation, stated.given), *keywords(formulation, ())]
    arrays = ", ".join(["Array"] * len(stated.results))
    returns = f"tuple[{arrays}]" if len(stated.results) > 1 else arrays
    yield quiet(*divides(formulation))
    yield from signature(stated.name, arguments, returns)
    yield from documentation.cell(formulation)
    yield from indented(checks(formulation, stated.given))
    yield from indented(option_checks(formulation, stated.options))
    yield ""
    yield from indented(blocks(formulation))
    if formulation.notation.stacks:
        yield ""
    yield from indented(statements.block(stated.steps))
    yield f"    return {', '.join(map(str, stated.results))}"


def sequence(formulation: Formulation, quick: Fast | None = None) -> Iterator[str]:
    """The function of all timesteps: the start, the loop, what is returned."""
    stated = formulation.sequence
    statements = Statements(formulation)
    arguments = [
        *parameters(formulation, stated.given),
        *keywords(formulation, stated.options),
    ]
    yield quiet(*divides(formulation))
    yield from signature(stated.name, arguments, stated.returns)
    yield from documentation.sequence(formulation)
    yield from indented(checks(formulation, stated.given))
    yield from indented(option_checks(formulation, (*stated.options, *stated.cell.options)))
    if formulation.notation.series_of:
        yield '    timesteps = sizes["timesteps"]'
    yield from quick.hook() if quick else ()
    yield ""
    yield from indented(blocks(formulation))
    if formulation.notation.stacks:
        yield ""
    yield from indented(over_all_timesteps(formulation, statements))
    yield f"    return {stated.returns}({', '.join(map(str, stated.results))})"


def divides(formulation: Formulation) -> tuple[str, ...]:
    """What NumPy calls the fault of a division by 0 or a logarithm of 0, if one may occur."""
    nodes = {n for e in formulation.cell.equations for n in sp.preorder_traversal(e.right)}
    may = any(
        isinstance(n, sp.log) or (n.is_Pow and n.exp.is_negative and n.free_symbols) for n in nodes
    )
    return ("divide",) if may else ()


def over_all_timesteps(formulation: Formulation, statements: Statements) -> Iterator[str]:
    """The equations of the sequence: a loop, unless no timestep waits for another."""
    body = in_order if formulation.notation.series_of else at_once
    yield from body(formulation, statements)


def in_order(formulation: Formulation, statements: Statements) -> Iterator[str]:
    """The equations of the sequence: before the loop, in it and after it."""
    stated = formulation.sequence
    wholes = sequences_as_a_whole(stated.finish)
    called = inline(stated.cell, stated.each)
    yield from statements.block(stated.start)
    yield from carried(formulation, statements, called, ("first", "now"))
    allocated = [Equation("", wholes[0].left, sp.Integer(0), common(wholes))] if wholes else []
    yield from statements.block(
        allocated, lambda e: f"{e.left} = {statements.zeros(e.left, 'empty')}"
    )
    yield ""
    yield "for t in range(1, timesteps + 1):"
    yield from indented(carried(formulation, statements, called, ("now", "before")))
    yield from indented(statements.block(called))
    yield from indented(statements.block(wholes, statements.entry))
    yield from statements.block(e for e in stated.finish if e not in wholes)


# An index of a timestep, and what it means for all of them: in order, turned back, the last one.
WHOLE = {"t - 1": "", "timesteps - t": "[:, ::-1]", "timesteps - 1": '[:, sizes.last("timesteps")]'}


def at_once(formulation: Formulation, statements: Statements) -> Iterator[str]:
    """Without a state no timestep waits for another: each line computes all of them."""
    stated = formulation.sequence

    def line(equation: Equation) -> str:
        right = equation.right
        if isinstance(right, at):
            sequence, time = right.args
            whole = WHOLE[index(time)]
            if len(formulation.notation[sequence].shape) == 2:  # one number for all units
                whole += "[..., np.newaxis]"
            return f"{equation.left} = {sequence}{whole}  # {equation.label}"
        if isinstance(right, over_time):
            right = right.args[0]
        return statements.line(replace(equation, right=right))

    yield from statements.block(inline(stated.cell, stated.each), line)
    yield from statements.block(stated.finish, line)


def carried(
    formulation: Formulation,
    statements: Statements,
    called: tuple[Equation, ...],
    times: tuple[str, str],
) -> Iterator[str]:
    """What passes from one timestep to the next: h_tm1 is the h_t of the timestep before."""
    passed: dict[frozenset, list[tuple[sp.Symbol, sp.Symbol]]] = {}
    begun = {symbol for equation in formulation.sequence.start for symbol in equation.defined}
    begun |= {symbol for option in formulation.sequence.options for symbol in option.gives}
    used = {symbol for equation in called for symbol in equation.right.free_symbols}
    for series in formulation.notation.series_of:
        if times == ("now", "before") and series.before not in used:
            continue
        if times == ("first", "now") and series.first not in begun:
            continue
        defining = [e for e in formulation.sequence.each if series.now in e.defined]
        when = frozenset(common(defining).items())
        cell = formulation.sequence.cell
        if series.now in cell.results and series.before not in cell.given:  # a mask alone reads it
            reading = [e for e in called if series.before in e.right.free_symbols]
            when |= frozenset(common(reading).items()) if reading else frozenset()
        earlier, later = (getattr(series, time) for time in times)
        passed.setdefault(when, []).append((later, earlier))
    pairs = [
        Equation("", sp.Tuple(*(a for a, _ in both)), sp.Tuple(*(b for _, b in both)), dict(when))
        for when, both in passed.items()
    ]
    show = statements.printer.print
    yield from statements.block(pairs, lambda e: f"{show(e.left)} = {show(e.right)}")


def common(equations: Iterable[Equation]) -> When:
    """The options under which all of the equations hold."""
    first, *rest = (e.when for e in equations)
    return {k: v for k, v in first.items() if all(other.get(k) == v for other in rest)}


def indented(lines: Iterable[str]) -> Iterator[str]:
    return (INDENT + line if line else "" for line in lines)
