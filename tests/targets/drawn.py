"""Expressions for Hypothesis to draw: the signs and words that every printer has to keep."""

import hypothesis.strategies as st
import sympy as sp

from lstm_sym.notation.words import absolute, clip, maximum, minimum

SYMBOLS = sp.symbols("x y z", real=True)
ATOMS = st.sampled_from([*SYMBOLS, sp.Integer(2), sp.Rational("0.2"), sp.Rational(1, 3)])


def grown(inner: st.SearchStrategy) -> st.SearchStrategy:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: p[0] / (1 + absolute(p[1]))),
        inner.map(lambda e: -e),
        inner.map(sp.tanh),
        inner.map(lambda e: e**2),
        inner.map(lambda e: clip(e, -1, 1)),
        pair.map(lambda p: maximum(*p)),
        pair.map(lambda p: minimum(*p)),
    )
