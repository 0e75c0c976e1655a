"""Every case that there is: the arrays of frameworks, and papers written out in plain floats."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from lstm_sym.checkout import ARRAYS
from lstm_sym.recorded import papers
from lstm_sym.recorded.case import Case, Grid
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import Recording, grids_with_parameters, recordings

PARAMETERS = Path(__file__).with_name("activations.json")


@cache
def cases() -> tuple[Case, ...]:
    """Every case whose formulation is known here."""
    found = [*_recorded(), *papers.cases(ARRAYS.with_name("papers"))]
    for case in found:
        for array in (*case.given.values(), *case.before.values()):
            if isinstance(array, np.ndarray):
                # A mutant that writes into what it is given must not spoil it for the next one.
                array.setflags(write=False)
    return tuple(found)


def _recorded() -> Iterator[Case]:
    for file in _files():
        for record in file.records():
            known = reader(record)
            stated = known.stated(record) if known else None
            if known and stated:
                yield from known.cases(stated)


@cache
def grids() -> tuple[Grid, ...]:
    """Every activation on its grid."""
    recorded = [grid for file in _files() for _, grid in file.grids()]
    return (*recorded, *grids_with_parameters(PARAMETERS))


@cache
def _files() -> tuple[Recording, ...]:
    return tuple(recordings(ARRAYS))


def cases_of(formulation: str) -> list[Case]:
    """The cases of one formulation."""
    return [case for case in cases() if case.formulation == formulation]


@cache
def distinct(formulation: str) -> tuple[Case, ...]:
    """The cases of a formulation, each once: of several frameworks' the one with the finest bound.

    The same case has the same inputs in every framework; only its options may mean another thing.
    """
    found: dict[tuple[object, ...], Case] = {}
    for case in cases_of(formulation):
        options = tuple(sorted((k, str(v)) for k, v in case.options.items()))
        functions = tuple(sorted(case.functions.items()))
        what = (case.name.removesuffix("-float64"), options, functions)
        if what not in found or case.bound < found[what].bound:
            found[what] = case
    return tuple(found.values())
