"""Heads that do not see each other: as many rows a block as columns, in every form that runs."""

import numpy as np
import pytest

from lstm_c import slstm as compiled
from lstm_numpy import slstm
from lstm_numpy.block_diagonal import block_diagonal, diagonal_blocks

SAID = "recurrent_kernel has head = {}, expected a divisor of units = 6, which comes from {}"
SAID += ": give it as many columns a gate as a head has units"


def given(head, dtype=np.float64):
    """Arguments of sLSTM with six units in heads of some size."""
    random = np.random.default_rng(head)
    shapes = (2, 3, 2), (2, 24), (6, 4 * head), (24,)
    return [random.normal(size=shape).astype(dtype) for shape in shapes]


FORMS = {
    "the fast form": lambda *arrays: slstm.slstm(*arrays),
    "the readable form": lambda *arrays: slstm.slstm(*(a.astype("g") for a in arrays)),
    "one timestep": lambda x, *arrays: slstm.slstm_cell(x[:, 0], *[np.ones((2, 6))] * 4, *arrays),
    "prepare": lambda _x, *arrays: slstm.prepare(*arrays),
    "the gradients": lambda *arrays: slstm.slstm_gradients(*arrays, output=np.ones((2, 3, 6))),
    "C": lambda *arrays: compiled.slstm(*arrays),
    "C, prepared": lambda _x, *arrays: compiled.prepare(*arrays),
    "the gradients in C": lambda *a: compiled.slstm_gradients(*a, output=np.ones((2, 3, 6))),
}


@pytest.mark.parametrize("head", [4, 5, 12, 0])
@pytest.mark.parametrize("form", FORMS)
def test_a_head_that_does_not_divide_the_units_is_refused_by_name(form, head):
    arrays = given(head)
    source = "h_tm1" if form == "one timestep" else "kernel"
    with pytest.raises(ValueError, match=f"^{SAID.format(head, source)}$"):
        FORMS[form](*arrays)


@pytest.mark.parametrize("head", [1, 2, 3, 6])
def test_heads_do_not_see_each_other(head):
    """What another head's state is changes nothing in the first one."""
    x, kernel, recurrent_kernel, bias = given(head)
    states = [np.ones((2, 6)) for _ in range(4)]
    first = slstm.slstm_cell(x[:, 0], *states, kernel, recurrent_kernel, bias)[0]
    states[0][:, head:] = 7.0
    again = slstm.slstm_cell(x[:, 0], *states, kernel, recurrent_kernel, bias)[0]
    np.testing.assert_array_equal(again[:, :head], first[:, :head])
    for one in range(head, 6):
        assert (again[:, one] != first[:, one]).all()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_number_reaches_every_head_in_every_form(value):
    """The zeros between heads are multiplied with: as the page says."""
    x, *weights = given(3)
    state = tuple(np.zeros((2, 6)) for _ in range(4))
    state[0][0, 0] = value
    for form in (slstm.slstm, compiled.slstm):
        found = form(x, *weights, initial_state=state).output
        assert np.isnan(found[0]).all()
        assert np.isfinite(found[1]).all()
    exact = [a.astype("g") for a in (x, *weights)]
    found = slstm.slstm(*exact, initial_state=tuple(a.astype("g") for a in state)).output
    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1]).all()


def test_blocks_are_put_on_the_diagonal_and_taken_from_it():
    rows = np.arange(1.0, 13).reshape(6, 2)
    whole = block_diagonal(rows)
    np.testing.assert_array_equal(diagonal_blocks(whole, 2), rows)
    assert np.count_nonzero(whole) == rows.size


@pytest.mark.parametrize("shape", [(6, 0), (6, 4), (2, 4)], ids=str)
def test_rows_that_are_no_whole_blocks_are_refused(shape):
    with pytest.raises(ValueError, match=f"{shape[0]} rows and {shape[1]} columns"):
        block_diagonal(np.ones(shape))
