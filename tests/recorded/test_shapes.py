"""Every recorded array has the shape that its symbol states, with one size a dimension."""

from collections.abc import Mapping

import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.cases import distinct


def shapes(formulation: Formulation) -> dict[str, tuple[str, ...]]:
    """The stated dimensions by the name in the code, of whole arrays and of states."""
    return {q.name: q.shape for q in formulation.notation.quantities.values()}


def sizes(stated: Mapping[str, tuple[str, ...]], case: Case) -> dict[str, set[int]]:
    """The sizes that the arrays of a case give to each dimension."""
    found: dict[str, set[int]] = {}
    arrays = {**case.given, **case.before, **case.expected}
    for name, array in arrays.items():
        if name not in stated or not np.ndim(array):
            continue
        whole = np.ndim(array) == len(stated[name])
        # A dimension with a question mark is there or not.
        here = [dim.rstrip("?") for dim in stated[name] if whole or not dim.endswith("?")]
        assert np.ndim(array) == len(here), (str(case), name)
        for dimension, size in zip(here, np.shape(array), strict=True):
            found.setdefault(dimension, set()).add(size)
    return found


def values(dimension: str, found: Mapping[str, set[int]]) -> set[int]:
    """What a dimension may be: ``2*units|units`` is twice the units, or as many."""
    allowed = set()
    for one in dimension.split("|"):
        factor, _, name = one.rpartition("*")
        if one.isdigit():
            allowed.add(int(one))
        else:
            alone = found.get(name) or {min(found[dimension]) // int(factor or 1)}
            allowed |= {int(factor or 1) * size for size in alone}
    return allowed


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_a_dimension_has_one_size_in_a_case(formulation: Formulation) -> None:
    stated = shapes(formulation)
    for case in distinct(formulation.name):
        found = sizes(stated, case)
        assert all(len(each) == 1 for each in found.values()), (str(case), found)
        for dimension, (size,) in found.items():
            assert size in values(dimension, found), (str(case), dimension, size)


def test_two_dimensions_in_the_other_order_are_noticed() -> None:
    formulation = next(f for f in FORMULATIONS if f.name == "keras")
    stated = shapes(formulation)
    stated["sequences"] = (stated["sequences"][1], stated["sequences"][0], stated["sequences"][2])
    assert all(
        any(len(each) > 1 for each in sizes(stated, case).values()) for case in distinct("keras")
    )
