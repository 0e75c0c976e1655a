"""Arithmetic on symbols modulo a prime: equal formulas are equal there, others are not."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lstm_sym.proofs.residues import of, symbol

A, B, C = map(symbol, "abc")


def test_equal_formulas_have_equal_values() -> None:
    assert (A + B) ** 2 == A**2 + 2 * A * B + B * B
    assert A / B - C / B == (A - C) / B
    assert 1 / (1 + A) == 1 - A / (1 + A)
    assert 0.1 * A == A / 10
    assert (np.array([A, B]) @ np.array([C, 1.5])) == A * C + Fraction(3, 2) * B
    assert list(A * np.array([B, 2.0])) == [A * B, 2 * A]
    assert list(1 / (A - np.array([B, C]))) == [1 / (A - B), 1 / (A - C)]
    assert symbol("f", A + B) == symbol("f", B + A)


@pytest.mark.parametrize(
    "off", [1e-30, Fraction(1, 10**40), A - B, symbol("f", A) - symbol("g", A)]
)
def test_other_formulas_have_other_values(off: object) -> None:
    assert A + off != A
    assert symbol("f", of(A + off)) != symbol("f", A)


def test_one_of_a_value_and_its_negative_has_the_minus() -> None:
    assert A.has_minus is not (-A).has_minus


@pytest.mark.parametrize("wrong", ["x", None, sp.Symbol("x"), 1j])
def test_what_is_no_number_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="is not a number"):
        A + wrong


def test_a_root_is_no_whole_power_and_a_symbol_no_condition() -> None:
    with pytest.raises(TypeError, match="not a whole number"):
        A**0.5
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(A)
