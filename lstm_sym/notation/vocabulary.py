"""What an equation may consist of, and what to write in place of the rest of SymPy."""

from functools import lru_cache

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from lstm_sym.notation.words import (
    absolute,
    at,
    bfloat16,
    block_diagonal,
    clip,
    concat,
    convolve,
    dot,
    highest,
    in_sympy,
    largest,
    largest_in_columns,
    lowest,
    maximum,
    mean,
    minimum,
    outer,
    over_time,
    over_units,
    round,
    row,
    saturate,
    sign,
    vecmat,
    where,
    width,
)

HALF = sp.Rational(1, 2)
WORDS = (
    *(absolute, at, clip, concat, convolve, dot, maximum, minimum, over_time, sign, where),
    *(bfloat16, block_diagonal, highest, largest, largest_in_columns, lowest, mean, round),
    *(outer, over_units, row, saturate, vecmat, width),
    *(sp.exp, sp.log, sp.sign, sp.tanh),
)
CONSTANTS = (sp.pi, sp.E)
COMPARISONS = (">", "<", ">=", "<=")
LARGEST, SMALLEST = sp.Float(1e308), sp.Float(1e-307)
# By the name of SymPy's class: what to write for it.
REMEDIES = {
    "Abs": "absolute(x) of lstm_sym.notation",
    "Max": "maximum(x, y) of lstm_sym.notation",
    "Min": "minimum(x, y) of lstm_sym.notation",
    "Piecewise": "where(condition, value, otherwise) of lstm_sym.notation",
    "ITE": "where(condition, value, otherwise) of lstm_sym.notation",
    "Heaviside": "where(x > 0, 1, 0) of lstm_sym.notation",
    "And": "one where(...) of lstm_sym.notation within another",
    "Or": "one where(...) of lstm_sym.notation within another",
    "Not": "where(...) of lstm_sym.notation with its two values exchanged",
    "Infinity": "n.number(...) with the default float('inf')",
    "sinh": "(exp(x) - exp(-x)) / 2",
    "cosh": "(exp(x) + exp(-x)) / 2",
}
OTHERWISE = "an activation or a word of lstm_sym.notation"


def refused(expr: sp.Basic) -> str:
    """Why an expression is no right side, with what to write; empty where it is one."""
    if isinstance(expr, AppliedUndef | sp.Tuple):
        return _of_arguments(expr)
    if isinstance(expr, where):
        condition, *values = expr.args
        return _of_condition(condition) or next(filter(None, map(refused, values)), "")
    if isinstance(expr, sp.Float):
        digits = repr(float(expr))
        return f'{digits} is a float, whose digits are not exact: write Rational("{digits}")'
    if isinstance(expr, sp.Symbol) or expr in CONSTANTS:
        return ""
    if isinstance(expr, sp.Rational):
        return _of_number(expr)
    if isinstance(expr, Relational):
        return f"{expr} is a comparison: it can be the condition of where(...), no number"
    if isinstance(expr, sp.Pow):
        return _of_power(expr)
    if isinstance(expr, (sp.Add, sp.Mul, *WORDS)):
        return _of_arguments(expr) or _of_number(expr)
    name = type(expr).__name__
    return f"there is no word for {name}, in {expr}: write {REMEDIES.get(name, OTHERWISE)}"


def _of_arguments(expr: sp.Basic) -> str:
    return next(filter(None, map(refused, expr.args)), "")


def _of_power(expr: sp.Pow) -> str:
    base, exponent = expr.args
    if isinstance(exponent, sp.Float):
        return refused(exponent)
    if exponent.is_Integer or exponent in (HALF, -HALF):
        return refused(base) or _of_number(expr)
    return (
        f"the power {expr} has another exponent than whole numbers, 1/2 and -1/2: write "
        "exp(y * log(x)) for x to the power y"
    )


def _of_condition(expr: sp.Basic) -> str:
    if isinstance(expr, sp.Symbol):
        return ""  # a mask, which is true or false
    if isinstance(expr, Relational) and expr.rel_op in COMPARISONS:
        return _of_arguments(expr)
    return (
        f"the condition {expr} is none of {', '.join(COMPARISONS)} between two terms: write such a "
        "comparison, or one where(...) within another"
    )


@lru_cache(maxsize=4096)  # the equations are checked after every pass
def _of_number(expr: sp.Basic) -> str:
    """What is wrong with a number; nothing is with a term that has symbols."""
    if expr.free_symbols or not isinstance(expr, sp.Expr) or expr.atoms(AppliedUndef):
        return ""
    try:
        with sp.evaluate(True):
            value = sp.N(in_sympy(expr), 20)
    except (ArithmeticError, TypeError, ValueError):
        value = sp.nan
    if value == 0 or (value.is_Float and SMALLEST < abs(value) < LARGEST):
        return ""
    return f"{expr} is not a number that a float can hold"
