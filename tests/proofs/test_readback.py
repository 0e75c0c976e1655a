"""The printed code, run on symbols, gives the equations back; a planted fault is seen."""

import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.products import numpy_formulation
from lstm_sym.proofs.readback import Readback

KERAS = next(f for f in FORMULATIONS if f.name == "keras")


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_the_printed_code_gives_the_equations_back(formulation) -> None:
    readback = Readback(formulation, numpy_formulation.module(formulation))
    assert list(readback.differences()) == []
    assert readback.compared >= 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("f_t * c_tm1 + i_t * g_t  # cell-state", "f_t * c_tm1 + i_t * i_t  # cell-state"),
        ("x_t @ W_o + h_tm1 @ U_o + b_o", "x_t @ W_o + h_tm1 @ U_i + b_o"),
        ("y_t = np.where(m_t, h_t, y_tm1)", "y_t = np.where(m_t, h_t, h_tm1)"),
        ("sequences[:, timesteps - t]", "sequences[:, t - 1]"),
        ("W_i, W_f, W_c, W_o = ", "W_i, W_c, W_f, W_o = "),
    ],
)
def test_a_fault_of_the_code_is_seen(old: str, new: str) -> None:
    text = numpy_formulation.module(KERAS)
    assert old in text
    assert list(Readback(KERAS, text.replace(old, new)).differences()) != []
