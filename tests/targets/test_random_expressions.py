"""Printed code, run on numbers, against SymPy's own evaluation of the same tree."""

import math

import hypothesis.strategies as st
import numpy as np
import sympy as sp
from hypothesis import given, settings

from lstm_sym.notation.words import in_sympy, where
from lstm_sym.targets.numpy.printer import NumpyPrinter

from . import drawn

SYMBOLS = drawn.SYMBOLS
VALUES = {"x": 0.75, "y": -1.5, "z": 2.25}


def grown(inner: st.SearchStrategy) -> st.SearchStrategy:
    pair = st.tuples(inner, inner)
    return st.one_of(drawn.grown(inner), pair.map(lambda p: where(SYMBOLS[0] > SYMBOLS[1], *p)))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_printing_keeps_the_meaning(data) -> None:
    with sp.evaluate(False):
        expr = data.draw(st.recursive(drawn.ATOMS, grown, max_leaves=8))
    code = NumpyPrinter({}).print(expr)
    ours = eval(code, {"np": np, "math": math}, {k: np.float64(v) for k, v in VALUES.items()})
    exact = in_sympy(expr).subs({s: sp.Rational(VALUES[s.name]) for s in SYMBOLS})
    np.testing.assert_allclose(float(ours), float(sp.N(exact, 30)), rtol=1e-9, atol=1e-9)
