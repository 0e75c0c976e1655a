"""Every formulation compiled: the same numbers as its readable NumPy form, in every option."""

import importlib

import numpy as np
import pytest

import lstm_c
from lstm_c.compiled import compiled
from lstm_c.formulations import CELLS
from lstm_numpy.other_engine import OTHER
from lstm_sym.equations import FORMULATIONS, LAYERS
from lstm_sym.proofs.agreement import beyond, nudged, ways
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.drawn import drawn
from lstm_sym.recorded.calls import arguments, functions
from lstm_sym.recorded.case import error, results
from lstm_sym.recorded.cases import cases_of
from lstm_sym.targets.numpy import formulation as readable_form

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
SERVED = [one for one in (*FORMULATIONS, *LAYERS) if one.module in CELLS]


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


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_the_compiled_form_computes_what_was_recorded(formulation) -> None:
    module = InC(formulation)
    recorded = cases_of(formulation.name)
    for case in recorded:

        def run(given, case):
            words = arguments(formulation, given, case.options, functions(case, {}))
            returned = getattr(module, formulation.sequence.name)(**words)
            return dict(zip(case.expected, returned, strict=True))

        if any(" " in function for function in case.functions.values()):  # alpha or beta is given
            with pytest.raises(TypeError, match="has no number in C"):
                results(case, run)
        else:
            assert error(case, results(case, run)) <= 1, str(case)
    # Of the simple RNN there are the records of modules and operators alone.
    assert recorded or formulation.name == "simple_rnn"
