"""Functions as sums, products and one division: all that a vector register computes.

tanh(x) is 2 r / (1 + r**2) with r = tanh(x / 2), and r is fitted by x / 2 P(x**2) / Q(x**2), so
that the largest relative error of tanh(x) up to LIMIT is smallest; there it is 1. Over one fraction
bar that is x P Q / (Q**2 + (x P / 2)**2), of degrees 13 and 12. Where tanh is near 1,
an error of P or Q hardly moves it: the largest errors are those of the last few roundings, below 4
units in the last place where products and sums round once. tests/c sweeps every float.
"""

from collections.abc import Sequence

import sympy as sp
from sympy import Integer, Rational

from lstm_sym.notation.words import clip

HALF = Rational(1, 2)
LIMIT = Rational("9.06443977355957")


def floats(*values: str) -> tuple[sp.Rational, ...]:
    """Single-precision numbers, exactly."""
    return tuple(Rational(float.fromhex(value)) for value in values)


# The coefficients in powers of x**2, that of the constant first; the first of both is 1.
P = floats("0x1.e7d5dap-6", "0x1.df5566p-14")
Q = floats("0x1.cf4ac2p-4", "0x1.3c534ep-10", "0x1.4a110ap-20")


def tanh_steps(x: sp.Symbol) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """What is computed for tanh(x), one step after the other; the last is the value.

    Near zero P and Q are near 1: q is Q - 1, and 1 is added last, which saves roundings.
    """
    limited, square, p, q = sp.symbols("limited square p q", real=True)
    half, above, below, value = sp.symbols("half above below value", real=True)
    with sp.evaluate(False):
        return (
            (limited, clip(x, -LIMIT, LIMIT)),
            (square, limited * limited),
            (p, limited + limited * square * horner(P, square)),
            (q, square * horner(Q, square)),
            (half, HALF * p),
            (above, p + p * q),
            (below, Integer(1) + (q * (Integer(2) + q) + half * half)),
            (value, clip(above / below, Integer(-1), Integer(1))),
        )


def expm1_series(x: sp.Symbol, degree: int) -> sp.Expr:
    """exp(x) - 1 by Taylor's series."""
    with sp.evaluate(False):
        return x * horner([1 / sp.factorial(k + 1) for k in range(degree)], x)


def horner(coefficients: Sequence[sp.Expr], x: sp.Expr) -> sp.Expr:
    """The polynomial with these coefficients, that of the constant first, as nested products."""
    with sp.evaluate(False):
        total = coefficients[-1]
        for coefficient in reversed(coefficients[:-1]):
            total = coefficient + x * total
        return total
