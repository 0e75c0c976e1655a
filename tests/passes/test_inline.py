import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS
from lstm_sym.passes.inline import inline


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_no_call_remains_and_no_label_is_lost(formulation) -> None:
    cell, each = formulation.cell, formulation.sequence.each
    inlined = inline(cell, each)
    call = cell(*cell.given)
    assert any(equation.right.has(call) for equation in each)
    assert not any(equation.right.has(call) for equation in inlined)
    labels = {equation.label for equation in inlined}
    assert {e.label for e in each} | {e.label for e in cell.steps} == labels


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_the_call_becomes_the_results_of_the_cell(formulation) -> None:
    cell, each = formulation.cell, formulation.sequence.each
    called = {e.label: e for e in each if e.right.has(cell(*cell.given))}
    for equation in inline(cell, each):
        if equation.label in called and equation.left != equation.right:
            stated = called[equation.label].right.subs(cell(*cell.given), sp.Tuple(*cell.results))
            assert equation.right == stated
