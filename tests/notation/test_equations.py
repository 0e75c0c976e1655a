import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Notation, ShapeError

n = Notation(KERAS)
x_t = n.symbol("x_t", "x_t", "batch units", "input")
h_tm1 = n.symbol("h_tm1", "h_{t-1}", "batch units", "state before")
h_t = n.symbol("h_t", "h_t", "batch units", "state")
g_t = n.symbol("g_t", "g_t", "batch units", "candidate")


def cell(*equations: Equation) -> Cell:
    return Cell("cell", "C", n, (x_t, h_tm1), (), equations, (h_t,))


def test_a_symbol_is_defined_before_it_is_used() -> None:
    with pytest.raises(ValueError, match=r"^state: \['g_t'\] not defined before"):
        cell(Equation("state", h_t, g_t + x_t), Equation("candidate", g_t, x_t))


def test_a_label_is_used_once() -> None:
    with pytest.raises(ValueError, match="label state is used twice"):
        cell(Equation("state", g_t, x_t), Equation("state", h_t, g_t))


def test_a_result_is_defined() -> None:
    with pytest.raises(ValueError, match="which no equation defines"):
        cell(Equation("candidate", g_t, x_t))


def test_a_cell_is_called_with_the_shapes_that_it_takes() -> None:
    stated = cell(Equation("state", h_t, x_t + h_tm1))
    with pytest.raises(TypeError, match="cell takes"):
        stated(x_t)
    with pytest.raises(ShapeError, match="cell takes shapes"):
        stated.signature(("batch", "units"), ("units",))


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_every_symbol_is_used_or_belongs_to_a_series_that_is(formulation) -> None:
    used = {symbol for e in formulation.equations for symbol in (*e.defined, *e.right.free_symbols)}
    used |= {s for stack in formulation.notation.stacks.values() for s in (stack.whole,)}
    for series in formulation.notation.series_of:
        times = {series.first, series.before, series.now, series.last}
        used |= times if times & used else set()
    used |= {q.symbol for q in formulation.notation.quantities.values() if q.name == "timesteps"}
    assert set(formulation.notation.quantities) == used


MASKED = [f for f in FORMULATIONS if "mask" in f.notation.options]


@pytest.mark.parametrize("formulation", MASKED, ids=lambda f: f.name)
def test_without_a_mask_a_masked_step_is_a_step(formulation) -> None:
    equations = {e.label: e for e in formulation.sequence.equations}
    masked, step = equations["masked-step"], equations["step"]
    _, value, otherwise = masked.right.args
    assert (masked.left, value) == (step.left, step.right)
    assert tuple(otherwise) == formulation.cell.given[1:]
