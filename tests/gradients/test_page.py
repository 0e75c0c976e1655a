"""The LaTeX of the equations backwards, computed: what comes out is the complex-step derivative."""

import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs import campaign, complex_step, page_back

SHOWN = [f for f in FORMULATIONS if f"{f.name}_gradients" in campaign.manifest()["gradients"]]


@pytest.mark.parametrize("formulation", SHOWN, ids=lambda f: f.name)
def test_the_page_computes_the_derivative(formulation: Formulation) -> None:
    found = list(page_back.errors(campaign.manifest(), formulation))
    assert {name for name, off in found if not off <= complex_step.BOUND} == set()
    given, _ = complex_step.drawn(formulation, page_back.configuration(formulation))
    assert len(found) == 2 * len([name for name, a in given.items() if getattr(a, "ndim", 0)])
