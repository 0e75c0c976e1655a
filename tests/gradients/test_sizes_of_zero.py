"""Any size may be zero, backwards, too: of nothing there are gradients that have no numbers."""

from importlib import import_module

import numpy as np
import pytest

from lstm_numpy import mlstm
from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation.words import mean
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.configurations import one_at_a_time
from lstm_sym.proofs.drawn import of_sizes
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.formulation import module as text
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients

LENGTHS = [(0, 3, 5, 7), (2, 0, 5, 7), (2, 3, 0, 7), (2, 3, 5, 0), (2, 3, 0, 0)]
# The mean of no units is no number.
MEANS = {one.name for one in FORMULATIONS if any(e.right.has(mean) for e in one.cell.equations)}
BACKWARDS = [one for one in FORMULATIONS if not without_gradients(one)]


@pytest.mark.parametrize(("heads", "head"), [(0, 3), (2, 0), (0, 0)])
def test_matrices_without_entries_are_refused_by_name(heads, head) -> None:
    shapes = (2, 3, 2), (heads, 2, 3 * head), (heads, 3 * head), *2 * ((heads, 2, 1), (heads, 1))
    arrays = [np.ones(shape) for shape in shapes]
    assert mlstm.mlstm(*arrays).output.shape == (2, 3, heads, head)
    lacks = "head" if heads else "heads"
    with pytest.raises(ValueError, match=f"^kernel has no {lacks}, expected at least one$"):
        mlstm.mlstm_gradients(*arrays)


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
@pytest.mark.parametrize("formulation", BACKWARDS, ids=lambda one: one.name)
def test_gradients_have_the_shapes_of_what_they_are_of(formulation, lengths) -> None:
    if formulation.name in MEANS and not lengths[-1]:
        pytest.skip("it takes a mean of its units")
    if formulation.name == "mlstm" and 0 in lengths[2:]:
        pytest.skip("it divides keys by the root of their size, and has one head at least")
    module = import_module(f"lstm_numpy.{formulation.module}")
    printed = Printed(formulation, text(formulation))
    for configuration in one_at_a_time(formulation):
        case = of_sizes(formulation, printed, configuration, lengths)
        words = arguments(formulation, case.given, case.options, {})
        results = getattr(module, formulation.sequence.name)(**words)._asdict()
        arriving = {name: np.ones_like(array) for name, array in results.items()}
        found = getattr(module, function_of(formulation))(**words, **arriving)._asdict()
        for name in {*found} & {*case.given}:
            assert np.shape(found[name]) == np.shape(case.given[name]), (name, configuration)
