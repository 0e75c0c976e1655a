"""Packing the gates' sums: nothing is lost, and what cannot be packed is refused."""

from dataclasses import replace

import pytest
import sympy as sp

from lstm_sym.equations.keras import U, W, b, formulation, h_tm1, lstm_cell, phi, sigma, x_t
from lstm_sym.notation import dot
from lstm_sym.passes.pack import pack


def test_the_packed_cell_is_the_cell() -> None:
    packed = pack(lstm_cell)
    assert set(packed.symbols) == set(formulation.layout.gates)
    assert packed.unpacked() == tuple(e for e in lstm_cell.equations if not e.when)


def test_no_product_remains() -> None:
    assert not any(e.right.has(dot) for e in pack(lstm_cell).equations)


def test_a_gate_with_other_products_is_refused() -> None:
    with sp.evaluate(False):
        right = sigma(dot(x_t, W.o) + b.o)
        changed = [
            replace(e, right=right) if e.label == "output-gate" else e for e in lstm_cell.equations
        ]
    with pytest.raises(ValueError, match="differ and cannot be packed"):
        pack(replace(lstm_cell, equations=tuple(changed)))


def test_blocks_of_two_gates_in_one_sum_are_not_taken_for_one() -> None:
    with sp.evaluate(False):
        mixed = phi(dot(x_t, W.c) + dot(h_tm1, U.i) + b.c)
        changed = [
            replace(e, right=mixed) if e.label == "candidate" else e for e in lstm_cell.equations
        ]
    assert "c" not in pack(replace(lstm_cell, equations=tuple(changed))).symbols
