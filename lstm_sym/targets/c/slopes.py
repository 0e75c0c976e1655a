"""The derivatives of the activations in C, and the choice of one by its number."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.passes.by_value import slope
from lstm_sym.passes.stable import stable
from lstm_sym.targets.c.activations import CALLABLE, NAMES, constant, with_values
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.c.text import wrapped

#: The default functions, which are found without a call; their derivatives read the value alone.
BY_VALUE = ("tanh", "sigmoid")


def functions() -> Iterator[str]:
    """One function each: of x, and of the value y that is known."""
    printer = CPrinter(NAMES, suffix="_f32")
    for activation in CALLABLE:
        with sp.evaluate(False):
            computed = stable(with_values(slope(activation, ACTIVATIONS), activation), x)
        yield f"LSTM_INLINE vec_f32 {name_of(activation)}(vec_f32 x, vec_f32 y)"
        yield "{"
        yield from (f"    (void){name};" for name in ("x", "y") if name not in names_in(computed))
        yield from wrapped(f"    return {printer.argument(computed)};")
        yield "}"
        yield ""


def names_in(expr: sp.Expr) -> set[str]:
    return {symbol.name for symbol in expr.free_symbols}


def name_of(activation: Activation) -> str:
    return f"{activation.name}_slope_f32"


def choice() -> Iterator[str]:
    """The derivatives by number; the two of the default functions are found without a call."""
    yield "LSTM_APART vec_f32 slope_of_other_f32(int activation, vec_f32 x, vec_f32 y)"
    yield "{"
    yield "    switch (activation) {"
    for activation in CALLABLE:
        yield f"    case {constant(activation)}: return {name_of(activation)}(x, y);"
    yield "    }"
    yield "    return x;"
    yield "}"
    yield ""
    yield "LSTM_INLINE vec_f32 slope_f32(int activation, vec_f32 x, vec_f32 y)"
    yield "{"
    for name in BY_VALUE:
        yield f"    if (activation == LSTM_{name.upper()})"
        yield f"        return {name}_slope_f32(x, y);"
    yield "    return slope_of_other_f32(activation, x, y);"
    yield "}"


def is_by_value() -> Iterator[str]:
    """Whether a derivative is one of those that read the value alone."""
    yield "LSTM_INLINE int by_value(int activation)"
    yield "{"
    yield f"    return {' || '.join(f'activation == LSTM_{name.upper()}' for name in BY_VALUE)};"
    yield "}"
