"""Every case that there is: the arrays of frameworks, and papers written out in plain floats."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lstm_sym import generate
from lstm_sym.proofs import cases_frameworks, cases_keras
from lstm_sym.proofs.case import Arrays, Case, Grid
from lstm_sym.verify import BOUNDS, papers

TESTS = generate.PRODUCTS.parent / "tests"
PARAMETERS = Path(__file__).with_name("parameters.json")
REFERENCE, PAPERS = TESTS / "reference", TESTS / "papers"


@cache
def cases() -> tuple[Case, ...]:
    """Every case whose formulation is known here."""
    found = [
        case for about, arrays in files("arrays") for case in cases_keras.layers(about, arrays)
    ]
    for about, arrays in files("further"):
        found += cases_frameworks.read(about, arrays)
    bound = BOUNDS["ordinary", "float64"]
    found += [
        Case(p.formulation, "paper", p.name, bound, p.given, p.options, {}, p.expected)
        for p in papers.cases(PAPERS)
    ]
    for case in found:
        for array in (*case.given.values(), *case.before.values()):
            if isinstance(array, np.ndarray):
                # A mutant that writes into what it is given must not spoil it for the next one.
                array.setflags(write=False)
    return tuple(found)


@cache
def grids() -> tuple[Grid, ...]:
    """Every activation on its grid."""
    found = [g for about, arrays in files("arrays") for g in cases_keras.activations(about, arrays)]
    return (*found, *cases_keras.with_parameters(PARAMETERS))


@cache
def files(folder: str) -> tuple[tuple[dict[str, Any], Arrays], ...]:
    """Manifest and arrays of each framework."""
    loaded = []
    for path in sorted((REFERENCE / folder).glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
            loaded.append((about, dict(arrays)))
    return tuple(loaded)


def of(formulation: str) -> list[Case]:
    """The cases of one formulation."""
    return [case for case in cases() if case.formulation == formulation]


@cache
def distinct(formulation: str) -> tuple[Case, ...]:
    """The cases of a formulation, each once: of several frameworks' the one with the finest bound.

    The same case has the same inputs in every framework; only its options may mean another thing.
    """
    found: dict[tuple[object, ...], Case] = {}
    for case in of(formulation):
        options = tuple(sorted((k, str(v)) for k, v in case.options.items()))
        functions = tuple(sorted(case.functions.items()))
        what = (case.name.removesuffix("-float64"), options, functions)
        if what not in found or case.bound < found[what].bound:
            found[what] = case
    return tuple(found.values())
