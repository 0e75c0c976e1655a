"""The cell's elementwise equations in C, and what a masked timestep does and emits."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import where
from lstm_sym.passes.arithmetic import summands
from lstm_sym.passes.pack import pack
from lstm_sym.printers.c import CPrinter
from lstm_sym.printers.numpy import index

FLAG = "m_t"


def numbers(formulation: Formulation) -> Iterator[str]:
    """The enumeration of what is emitted at a masked timestep, for the header."""
    yield "enum lstm_masked_output {"
    for name, meaning in formulation.notation.options["masked_output"].choices.items():
        yield f"    LSTM_MASKED_{str(name).upper()}, {comment(meaning)}"
    yield "};"


def comment(text: str) -> str:
    """A text as a comment of C, which its own end would end."""
    return f"/* {' '.join(text.split()).replace('*/', '* /')} */"


def printer(formulation: Formulation) -> CPrinter:
    functions = {name: f"activate_f32({name}," for name in formulation.notation.functions}
    return CPrinter(functions, flags=(FLAG,), suffix="_f32")


def cell(formulation: Formulation) -> Iterator[str]:
    """One timestep of one register of units, from the gates' sums."""
    show = printer(formulation)
    packed = pack(formulation.cell)
    *_, c_tm1 = formulation.cell.given
    chosen = ", ".join(f"const int {name}" for name in formulation.notation.functions)
    results = ", ".join(f"vec_f32 *{symbol}_result" for symbol in formulation.cell.results)
    yield f"LSTM_INLINE void cell_f32({chosen}, vec_f32 z[],"
    yield f"                          vec_f32 {c_tm1}, {results})"
    yield "{"
    for place, gate in enumerate(formulation.layout.gates):
        total = show_sum(packed.sums[gate])
        yield f"    const vec_f32 {packed.symbols[gate]} = z[{place}]; // {total}"
    for equation in packed.equations:
        yield f"    const vec_f32 {statement(show, equation)}"
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


def show_sum(total: sp.Basic) -> str:
    """The sum that a packed product computes, as a comment."""
    terms = [" ".join(map(str, term.args)) if term.args else str(term) for term in summands(total)]
    return " + ".join(terms)


def _later(time: sp.Basic) -> sp.Basic:
    t = sp.Symbol("t", real=True)
    return time.xreplace({t: t + 1})
