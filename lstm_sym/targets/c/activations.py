"""The activations in C: one function each, and the choice of one by its number."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.equations.activations import sigmoid
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.passes.approximate import expm1_series, tanh_steps
from lstm_sym.passes.expand import expand
from lstm_sym.passes.stable import rebuild, stable
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.c.text import wrapped


class Precision(NamedTuple):
    """What an exponential needs of a type of floats."""

    degree: int  # for |x| <= ln 2 / 2 the next term of the series is below half a unit
    high_bits: int  # so many digits of ln 2 and those of any exponent give an exact product


SINGLE, DOUBLE = Precision(degree=7, high_bits=16), Precision(degree=13, high_bits=42)
CALLABLE = [a for a in ACTIVATIONS if all(p.default is not None for p in a.parameters)]
#: The exponential of engine/words.c for a register at once; `exp` is that of the C library.
FAST = sp.Function("fast_exp")
LIBRARY_EXP = (
    "/* That of the C library is the shortest code. */\n"
    "LSTM_INLINE vec_f32 fast_exp_f32(vec_f32 x) { return exp_f32(x); }\n"
)
NAMES = {name: f"{name}_f32" for name in (str(FAST), *(a.name for a in ACTIVATIONS))}


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


def exponentials(precision: Precision) -> Iterator[str]:
    """ln 2 in two parts, and exp(x) - 1 near zero: what an exponential is computed from."""
    high = sp.floor(sp.log(2) * 2**precision.high_bits) / 2**precision.high_bits
    printer = CPrinter({})
    yield f"#define LN2_HIGH_f32 {printer.print(high)}"
    yield f"#define LN2_LOW_f32 {printer.print(sp.log(2) - high)}"
    yield "LSTM_INLINE vec_f32 expm1_series_f32(vec_f32 x)"
    yield "{"
    with sp.evaluate(False):
        series = _rounded(expm1_series(x, precision.degree))
    yield from wrapped(f"    return {printer.print(series)};")
    yield "}"


def _rounded(expr: sp.Basic) -> sp.Basic:
    """With each fraction as a float has it, by which x is multiplied: to divide takes longer."""
    if expr.is_number and not expr.is_Integer:
        return sp.Rational(float(expr))
    return rebuild(expr, _rounded)


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
    """The formula; that of the sigmoid as it is on paper, with an exponential that may be infinite:
    each of its values has all digits, however small it is."""
    if activation == sigmoid:
        return _fast(activation.formula)
    return expand(activation.formula, [sigmoid])


def _fast(expr: sp.Basic) -> sp.Basic:
    return FAST(*expr.args) if isinstance(expr, sp.exp) else rebuild(expr, _fast)


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
    """The expression with values, and without factors that become 1."""
    if expr in values:
        return values[expr]
    args = [_with(arg, values) for arg in expr.args]
    if isinstance(expr, sp.Pow) and args[0] == 1:
        return sp.S.One
    if isinstance(expr, sp.Mul):
        args = [arg for arg in args if arg != 1] or [sp.S.One]
        return args[0] if len(args) == 1 else expr.func(*args)
    return expr.func(*args) if args else expr
