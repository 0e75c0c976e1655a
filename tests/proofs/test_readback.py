"""The code, read back: exact, and a fault that only this proof can see is seen."""

import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.passes.quantised import quantised
from lstm_sym.proofs import fast, kills, prove, readback_activations
from lstm_sym.proofs.calls import ENGINE, Printed
from lstm_sym.proofs.campaign import fast_text, formulation, text, with_fast
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.readback import Readback
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import error, grid_error, results
from lstm_sym.targets.numpy import activations as numpy_activations
from lstm_sym.targets.numpy import formulation as numpy_formulation

STATE = "c_t = f_t * c_tm1 + i_t * g_t"
WRONG = "c_t = f_t * c_tm1 - i_t"
QUICK = [f.name for f in FORMULATIONS if f.name not in ("keras", "greff2015", "gru")]


def off(name: str, changed: str, fast_text: str = "") -> float:
    """The largest error on the reference arrays, in units of the bound."""
    printed = Printed(formulation(name), changed, fast=fast_text)
    return max(error(case, results(case, printed.run)) for case in cases.distinct(name))


@pytest.mark.parametrize("name", QUICK)
def test_the_printed_code_gives_the_equations_back(name: str) -> None:
    reading = Readback(formulation(name), text(name))
    assert list(reading.differences()) == []
    assert reading.compared >= 3


def test_a_term_below_every_bound_is_seen_here_alone() -> None:
    changed = text("keras").replace(STATE, f"{STATE} + 1e-15 * x_t[:, :1]")
    assert off("keras", changed) <= 1
    assert next(Readback(formulation("keras"), changed).differences())


def test_a_lost_equation_in_a_branch_that_no_framework_reaches_is_seen() -> None:
    changed = text("gru").replace("y_t = np.where(m_t, h_t, 0)", "y_t = h_t")
    assert changed != text("gru")
    assert off("gru", changed) <= 1
    assert next(Readback(formulation("gru"), changed).differences())


@pytest.mark.parametrize("way", fast.WAYS)
def test_every_way_of_the_engine_gives_the_equations_back(way: str) -> None:
    found = fast.FastReadback(
        formulation("keras"), with_fast("keras"), fast_text("keras"), fast.WAYS[way]
    )
    assert list(found.at_a_glance()) == []
    assert found.compared >= 8


@pytest.mark.parametrize("name", [f.name for f in FORMULATIONS if fast_text(f.name)])
def test_every_form_gives_the_equations_back(name: str) -> None:
    stated, printed = formulation(name), fast_text(name)
    for way in fast.forms(stated, printed).values():
        found = fast.FastReadback(stated, with_fast(name), printed, way)
        assert list(found.at_a_glance()) == []
        assert found.compared >= 2


def test_a_fault_between_two_slabs_of_inputs_is_seen() -> None:
    right = ENGINE.read_text()
    wrong = right.replace("[first : first + slab]", "[max(0, first - 1) :][:slab]")
    assert wrong != right
    mutant = Mutant("engine", "_inputs", "other timesteps", "", lambda: wrong)
    assert kills.of_engine(mutant, [(formulation("keras"), list(cases.distinct("keras")))]).killed


def test_a_fault_in_a_form_that_no_case_reaches_is_seen() -> None:
    right = fast_text("gru")
    wrong = right.replace("multiply(z_t, h_tm1, h_t)", "multiply(z_t, r_t, h_t)")
    wrong = right.replace("multiply(z_t, h_tm1,", "multiply(z_t, r_t,") if wrong == right else wrong
    assert wrong != right
    ways = fast.forms(formulation("gru"), wrong)
    assert next(fast.differences(formulation("gru"), with_fast("gru"), wrong, ways))


def test_the_activations_mean_their_formulas() -> None:
    assert list(readback_activations.differences(numpy_activations.module())) == []


def test_a_digit_below_every_bound_is_seen_here_alone() -> None:
    changed = numpy_activations.module().replace("0.044715", "0.0447150000000001")
    found = list(readback_activations.differences(changed))
    assert [one.split(" ")[0] for one in found] == ["gelu_tanh"]
    for grid in cases.grids():
        if grid.name == "gelu_tanh":
            x = grid.x.astype(np.float64)
            inner = np.sqrt(2 / np.pi) * (x + 0.0447150000000001 * x**3)
            assert grid_error(grid, 0.5 * x * (1 + np.tanh(inner))) <= 1


@pytest.mark.parametrize(
    "stated", [formulation("keras"), quantised(*prove.FEWER_BITS["keras_eight"])]
)
def test_a_fault_of_a_timestep_is_named_with_its_equation_and_its_line(stated) -> None:
    right = numpy_formulation.module(stated)
    wrong = right.replace(
        "f_t * c_tm1 + i_t * g_t  # cell-state", "f_t * c_tm1 - i_t  # cell-state", 1
    )
    lines = enumerate(wrong.splitlines(), start=1)
    line = next(number for number, line in lines if WRONG in line)
    said = f", from the equation cell-state on, line {line}"
    found = list(Readback(stated, wrong).of_cell())
    assert found[0] == f"lstm_cell, bias=True: h_t{said}"
    assert all(one.endswith(said) for one in found)
