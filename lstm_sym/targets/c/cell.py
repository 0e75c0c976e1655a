"""The cell's elementwise equations in C, and what a masked timestep does and emits."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import where
from lstm_sym.program import Body, NotLoweredError, Sum
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.numpy.printer import index
from lstm_sym.targets.printer import NoWordError

FLAG = "m_t"
STATES = 2


def numbers(formulation: Formulation) -> Iterator[str]:
    """The enumeration of what is emitted at a masked timestep, for the header."""
    yield "enum lstm_masked_output {"
    for name, meaning in formulation.notation.options["masked_output"].choices.items():
        yield f"    LSTM_MASKED_{str(name).upper()}, {comment(meaning)}"
    yield "};"


def comment(text: str) -> str:
    """A text as a C comment; a ``*/`` in it is taken apart."""
    return f"/* {' '.join(text.split()).replace('*/', '* /')} */"


def printer(formulation: Formulation) -> CPrinter:
    functions = {name: f"activate_f32({name}," for name in formulation.notation.functions}
    return CPrinter(functions, flags=(FLAG,), suffix="_f32")


def served(formulation: Formulation) -> Body:
    """The body of a formulation that the C engine computes.

    Raises `NotLoweredError`, with an equation's label, for what the engine has no place for: it
    knows one stage, whose sums are each one block of every weight array, and two states, of which
    the products read the first.
    """
    program = lower(formulation)
    if len(program.bodies) > 1:
        names = ", ".join(program.bodies[0].when)
        raise NotLoweredError(f"{formulation.name}: C has no choice between equations ({names})")
    (body,) = program.bodies
    if len(body.stages) > 1:
        equation = body.stages[1].equations[0]
        raise NotLoweredError(f"{equation.label}: C has no product after the first equations")
    states = tuple(state.before for state in body.states)
    if states != formulation.cell.given[1:] or len(states) != STATES:
        said = ", ".join(map(str, states))
        label = formulation.sequence.each[0].label
        raise NotLoweredError(f"{label}: C has two states, not {said}")
    for one in body.stages[0].sums:
        block_of(formulation, one, states[0])
    for equation in body.stages[0].equations:
        weights = equation.right.free_symbols & _blocks(formulation)
        if weights:
            raise NotLoweredError(f"{equation.label}: C has no weight {weights.pop()} of a unit")
    return body


def block_of(formulation: Formulation, one: Sum, h: sp.Symbol) -> str:
    """The gate whose blocks a sum is made of."""
    cell, stacks = formulation.cell, formulation.notation.stacks
    W, U, b = (stacks[whole] for whole in cell.weights)
    for gate in W.blocks:
        terms = {cell.given[0]: W.blocks[gate], h: U.blocks.get(gate)}
        if one.terms == terms and one.bias == b.blocks.get(gate):
            return gate
    raise NotLoweredError(f"{one.label}: C has no sum {show_sum(one)}: it packs whole blocks")


def _blocks(formulation: Formulation) -> set[sp.Symbol]:
    stacks = formulation.notation.stacks.values()
    return {block for stack in stacks for block in stack.blocks.values()}


def cell(formulation: Formulation) -> Iterator[str]:
    """One timestep of one register of units, from the gates' sums."""
    show = printer(formulation)
    body = served(formulation)
    _, h_tm1, c_tm1 = formulation.cell.given
    chosen = ", ".join(f"const int {name}" for name in formulation.notation.functions)
    results = ", ".join(f"vec_f32 *{symbol}_result" for symbol in formulation.cell.results)
    yield f"LSTM_INLINE void cell_f32({chosen}, vec_f32 z[],"
    yield f"                          vec_f32 {h_tm1}, vec_f32 {c_tm1}, {results})"
    yield "{"
    (stage,) = body.stages
    used = {s for e in stage.equations for s in e.right.free_symbols}
    if h_tm1 not in used:
        yield f"    (void){h_tm1};"
    order = formulation.layout.gates
    gates = {order.index(block_of(formulation, one, h_tm1)): one for one in stage.sums}
    for place, one in sorted(gates.items()):
        yield f"    const vec_f32 {one.symbol} = z[{place}]; // {show_sum(one)}"
    for equation in stage.equations:
        try:
            yield f"    const vec_f32 {statement(show, equation)}"
        except NoWordError as error:
            raise NoWordError(f"{equation.label}: {error}") from None
    yield from (f"    *{symbol}_result = {symbol};" for symbol in formulation.cell.results)
    yield "}"


def masked_step(formulation: Formulation) -> Iterator[str]:
    """The states after a timestep that may be masked."""
    show = printer(formulation)
    equation = labelled(formulation, "masked-step")
    flag, _, before = equation.right.args
    names = ", ".join(f"vec_f32 {symbol}" for symbol in before)
    results = ", ".join(f"vec_f32 *{symbol}" for symbol in equation.left)
    yield f"LSTM_INLINE void masked_step_f32(int {flag}, {names}, {results})"
    yield "{"
    for symbol, earlier in zip(equation.left, before, strict=True):
        pointed = sp.Symbol(f"*{symbol}", real=True)
        right = show.print(where(flag, pointed, earlier))
        yield f"    *{symbol} = {right}; // {equation.label}"
    yield "}"


def masked_output(formulation: Formulation) -> Iterator[str]:
    """What is emitted at a timestep that may be masked."""
    show = printer(formulation)
    yield "LSTM_INLINE vec_f32 masked_output_f32(int masked_output, int m_t, vec_f32 h_t,"
    yield "                                      vec_f32 y_tm1)"
    yield "{"
    yield "    vec_f32 y_t = y_tm1;"
    yield "    switch (masked_output) {"
    for name in formulation.notation.options["masked_output"].choices:
        equation = labelled(formulation, f"output-{name}")
        yield f"    case LSTM_MASKED_{str(name).upper()}:"
        yield f"        {statement(show, equation)}"
        yield "        break;"
    yield "    }"
    yield "    return y_t;"
    yield "}"


def entry(formulation: Formulation, name: str, label: str) -> Iterator[str]:
    """Which timestep of a sequence is processed at step t, both counted from 0."""
    yield f"LSTM_INLINE size_t {name}_f32(int go_backwards, size_t t, size_t timesteps)"
    yield "{"
    for condition, which in (("if (go_backwards)\n        ", f"{label}-backwards"), ("", label)):
        time = labelled(formulation, which).right.args[1]
        at = index(_later(time))
        yield f"    {condition}return {at}; // {which}"
    yield "}"


def labelled(formulation: Formulation, label: str) -> Equation:
    return next(e for e in formulation.equations if e.label == label)


def statement(show: CPrinter, equation: Equation) -> str:
    return f"{equation.left} = {show.print(equation.right)}; // {equation.label}"


def show_sum(one: Sum) -> str:
    """The sum that a packed product computes, as a comment."""
    terms = [f"{vector.name} {weights.name}" for vector, weights in one.terms.items()]
    return " + ".join([*terms, *([str(one.bias)] if one.bias != 0 else [])])


def _later(time: sp.Basic) -> sp.Basic:
    t = sp.Symbol("t", real=True)
    return time.xreplace({t: t + 1})
