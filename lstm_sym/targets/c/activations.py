"""The activations in C: one function each, and the choice of one by its number."""

from collections.abc import Iterable, Iterator

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.equations.activations import sigmoid
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.passes.approximate import expm1_series, half_tanh, tanh_steps
from lstm_sym.passes.expand import expand
from lstm_sym.passes.stable import stable
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.c.text import wrapped

SERIES_DEGREE = 13  # for |x| <= ln 2 / 2 the next term is below half a unit of double precision
CALLABLE = [a for a in ACTIVATIONS if all(p.default is not None for p in a.parameters)]
NAMES = {a.name: f"{a.name}_f32" for a in ACTIVATIONS}


def numbers() -> Iterator[str]:
    """The enumeration, for the header."""
    yield "enum lstm_activation { /* 0 is none: a field that was forgotten is refused */"
    yield from (f"    {constant(a)} = {place}," for place, a in enumerate(CALLABLE, 1))
    yield f"    LSTM_ACTIVATIONS = {len(CALLABLE)} /* how many there are */"
    yield "};"


def constant(activation: Activation) -> str:
    return f"LSTM_{activation.name.upper()}"


def tanh() -> Iterator[str]:
    """tanh in single precision."""
    printer = CPrinter({}, suffix="_f32")
    yield "LSTM_INLINE vec_f32 tanh_f32(vec_f32 x)"
    yield "{"
    for symbol, expr in tanh_steps(x):
        yield from wrapped(f"    const vec_f32 {symbol} = {printer.print(expr)};")
    yield f"    return {symbol};"
    yield "}"


def series() -> Iterator[str]:
    """exp(x) - 1 near zero, for the tanh in double precision."""
    yield "LSTM_INLINE vec_f64 expm1_series_f64(vec_f64 x)"
    yield "{"
    text = CPrinter({}).print(expm1_series(x, SERIES_DEGREE))
    yield from wrapped(f"    return {text};")
    yield "}"


def functions(names: Iterable[str] | None = None) -> Iterator[str]:
    """Every activation that needs no more than x; parameters have Keras's defaults.

    With ``names``, those and what they are computed with.
    """
    printer = CPrinter(NAMES, suffix="_f32")
    for activation in in_order(names):
        with sp.evaluate(False):
            value = stable(with_values(computed(activation), activation), x)
        yield f"LSTM_INLINE vec_f32 {activation.name}_f32(vec_f32 x)"
        yield "{"
        yield f"    // {activation.name}"
        yield from wrapped(f"    return {printer.print(value)};")
        yield "}"
        yield ""


def computed(activation: Activation) -> sp.Expr:
    """The formula; a sigmoid is written through tanh where it is alone, not where another function
    multiplies its error."""
    if activation == sigmoid:
        return half_tanh(activation.formula)
    return expand(activation.formula, [sigmoid])


def in_order(names: Iterable[str] | None = None) -> list[Activation]:
    """All but tanh, or those of some names, each behind those that its formula names."""
    by_name = {a.name: a for a in CALLABLE if a.name != "tanh"}
    found: dict[str, Activation] = {}

    def add(name: str) -> None:
        if name in by_name:
            for call in by_name[name].formula.atoms(AppliedUndef):
                add(type(call).__name__)
            found.setdefault(name, by_name[name])

    for name in by_name if names is None else names:
        add(name)
    return list(found.values())


def choice() -> Iterator[str]:
    """The functions by number; the two that are the default are found without a call."""
    yield "LSTM_APART vec_f32 activate_other_f32(int activation, vec_f32 x)"
    yield "{"
    yield "    switch (activation) {"
    for activation in CALLABLE:
        yield f"    case {constant(activation)}: return {activation.name}_f32(x);"
    yield "    }"
    yield "    return x;"
    yield "}"
    yield ""
    yield "LSTM_INLINE vec_f32 activate_f32(int activation, vec_f32 x)"
    yield "{"
    for name in ("tanh", "sigmoid"):
        yield f"    if (activation == LSTM_{name.upper()})"
        yield f"        return {name}_f32(x);"
    yield "    return activate_other_f32(activation, x);"
    yield "}"


def with_values(expr: sp.Basic, activation: Activation) -> sp.Basic:
    """The expression with the defaults of the activation's parameters."""
    return _with(expr, {p.symbol: p.default for p in activation.parameters})


def _with(expr: sp.Basic, values: dict[sp.Symbol, sp.Rational | None]) -> sp.Basic:
    if expr in values:
        return values[expr]
    return expr.func(*(_with(arg, values) for arg in expr.args)) if expr.args else expr
