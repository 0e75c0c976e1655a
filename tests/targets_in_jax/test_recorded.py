"""What is printed in JAX, against the recorded arrays of real frameworks and of papers."""

import jax
import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import error, grid_error, results
from tests.targets_in_jax import printed

CASES = [
    pytest.param(f, c, id=f"{f.name}-{c}") for f in printed.SERVED for c in printed.recorded(f)
]
GRIDS = [pytest.param(grid, id=str(grid)) for grid in cases.grids()]


def is_double(*arrays: object) -> bool:
    return any(getattr(array, "dtype", None) == np.float64 for array in arrays)


@pytest.mark.parametrize(("formulation", "case"), CASES)
def test_a_recorded_case_is_computed(formulation, case) -> None:
    # Operation by operation, which compiles nothing; that it gives the same is tested beside.
    with jax.enable_x64(is_double(*case.given.values())), jax.disable_jit():
        found = results(case, lambda given, one: printed.run_by(formulation, given, one))
        assert error(case, found) <= 1


def test_cases_of_every_formulation_and_of_both_types_were_computed() -> None:
    stated = [case.values for case in CASES]
    assert {f.name for f, _ in stated} == {f.name for f in printed.SERVED}
    assert {is_double(*case.given.values()) for _, case in stated} == {True, False}
    assert len(printed.SERVED) == len(FORMULATIONS) - len(printed.LEFT_OUT)


@pytest.mark.parametrize("grid", GRIDS)
def test_an_activation_is_computed(grid) -> None:
    with jax.enable_x64(is_double(grid.x)), jax.disable_jit():
        function = getattr(printed.loaded("activations"), grid.name)
        x = jax.numpy.asarray(grid.x)
        assert grid_error(grid, function(x, **grid.parameters)) <= 1
