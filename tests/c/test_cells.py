"""Every formulation compiled: the same numbers as its readable NumPy form, in every option."""

import importlib

import numpy as np
import pytest

import lstm_c
from lstm_c.cells import CELLS
from lstm_c.compiled import compiled
from lstm_numpy.engine import OTHER
from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs.agreement import beyond, nudged, ways
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.drawn import drawn
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.c import cells
from lstm_sym.targets.numpy import formulation as readable_form

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
SERVED = [one for one in FORMULATIONS if one.module in CELLS]


class InC:
    """The functions of a printed module, compiled."""

    def __init__(self, formulation) -> None:
        printed = importlib.import_module(f"lstm_numpy.{formulation.module}")
        for name in (formulation.sequence.name, "prepare"):
            setattr(self, name, compiled(getattr(printed, name)))


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_the_compiled_form_computes_what_the_readable_one_does(formulation) -> None:
    readable = Printed(formulation, readable_form.module(formulation))
    module, compared = InC(formulation), 0
    with np.errstate(all="ignore"):
        for case in drawn(formulation, readable):
            words = arguments(formulation, case.given, case.options, {})
            near = readable.run(nudged(case.given), case).values()
            for what, ours in ways(formulation, module, words):
                compared += 1
                for mine, theirs, other in zip(ours, case.expected.values(), near, strict=True):
                    assert beyond(mine, theirs, other) <= 1, (what, case.name)
    assert compared
    assert OTHER.get() is None
