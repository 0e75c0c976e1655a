"""Every gradient of every formulation, in every configuration, against the complex step."""

from importlib import import_module

import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import complex_step
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients

CASES = [
    pytest.param(formulation, configuration, id=f"{formulation.name}-{configuration}")
    for formulation in FORMULATIONS
    if not without_gradients(formulation)
    for configuration in complex_step.chosen(formulation)
]


def printed(formulation):
    return getattr(import_module(f"lstm_numpy.{formulation.module}"), function_of(formulation))


@pytest.mark.parametrize(("formulation", "configuration"), CASES)
def test_gradients_are_the_complex_step(formulation, configuration) -> None:
    found = list(complex_step.errors(formulation, configuration, printed(formulation)))
    assert found
    for name, off in found:
        assert off <= complex_step.BOUND, name
