"""Hoisting: nothing is lost, and nothing that waits for a state leaves the loop."""

import pytest
import sympy as sp

from lstm_sym.equations.keras import formulation, h_tm1, lstm_cell, x_t
from lstm_sym.passes.arithmetic import plus
from lstm_sym.passes.hoist import hoist
from lstm_sym.passes.pack import pack

STATES = [series.before for series in formulation.notation.series_of]
SUMS = pack(lstm_cell).sums


def test_both_parts_are_the_whole() -> None:
    split = hoist(SUMS, STATES)
    for gate, total in SUMS.items():
        with sp.evaluate(False):
            parts = plus(*split.outside[gate], *split.inside[gate])
        assert sp.expand(parts.doit() - total.doit()) == 0


def test_the_input_goes_out_and_the_state_stays() -> None:
    split = hoist(SUMS, STATES)
    for gate in SUMS:
        assert x_t in sp.Tuple(*split.outside[gate]).free_symbols
        assert not sp.Tuple(*split.outside[gate]).free_symbols & set(STATES)
        assert all(h_tm1 in term.free_symbols for term in split.inside[gate])


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        hoist({"i": x_t}, STATES)
