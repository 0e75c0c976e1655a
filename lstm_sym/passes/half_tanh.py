"""Rewrites sigmoid through tanh: 1 / (1 + exp(-u)) is 1/2 + 1/2 tanh(u / 2).

It is one tanh where the stable form takes two exponentials. The error stays below a unit in the
last place of 1; far below zero, where the value is smaller than that, no digit of it is left. For a
gate that is as good as zero; lstm_numpy's function sigmoid keeps the stable form.
"""

import sympy as sp
from sympy import Rational, evaluate, exp

from lstm_sym.passes.stable import arguments, rebuild

HALF = Rational(1, 2)


def half_tanh(expr: sp.Basic) -> sp.Basic:
    """The expression with every sigmoid in it written through tanh."""
    with evaluate(False):
        return _rewritten(expr)


def _rewritten(expr: sp.Basic) -> sp.Basic:
    for u in arguments(expr):
        if expr == 1 / (1 + exp(-u)):
            return HALF + HALF * sp.tanh(HALF * _rewritten(u))
    return rebuild(expr, _rewritten)
