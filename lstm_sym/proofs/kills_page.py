"""Which check notices a mutant of the page: the page executed, the trace, the fingerprint."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.proofs import coverage, page_activations, trace
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.drawn import drawn
from lstm_sym.proofs.kills import Outcome, on_arrays, outcome
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.page import Formulas
from lstm_sym.proofs.page_activations import activation
from lstm_sym.proofs.page_values import Value
from lstm_sym.recorded.case import Case, Grid, grid_error
from lstm_sym.recorded.cases import cases
from lstm_sym.targets.numpy.formulation import module
from lstm_sym.targets.paper.formulation import written_in

Manifest = Mapping[str, Any]
# Entries that the page is computed from, and how many cases are asked about one of them.
PAGE = {"latex", "shape", "when", "part", "cell", "stacks"}
ASKED = 40


def run(manifest: Manifest, name: str) -> Any:
    """The page of a formulation, as a way of computing cases."""
    known: dict[str, Formulas] = {}

    def compute(given: Mapping[str, Any], case: Case) -> Any:
        chosen = str((case.functions, case.options))
        if chosen not in known:
            known[chosen] = Formulas(manifest, name, case.functions, case.options)
        return known[chosen].run(given)

    return compute


def of_equation(mutant: Mutant, formulation: Formulation, known: list[Case]) -> Outcome:
    """A mutant of an equation's LaTeX: the page, executed on the cases under which it holds.

    Where no framework's case does, the printed code on drawn numbers takes their place.
    """
    manifest = mutant.make()
    page = Formulas(manifest, formulation.name, known[0].functions, {})
    stated = next(e["when"] for e in page.page["equations"] if e["label"] == mutant.place)
    held = [case for case in known if page.holds(stated, case.options)]
    tried = on_arrays(mutant, run(manifest, formulation.name), held)
    if held:  # which is now the case that noticed it
        known.insert(0, known.pop(known.index(held[0])))
    if tried.killed:
        return _named(tried)
    whose = (formulation.name, written_in(formulation))  # a user's may have the project's names
    if whose not in DRAWN:
        DRAWN[whose] = list(drawn(formulation, Printed(formulation, module(formulation))))
    held = [case for case in DRAWN[whose] if page.holds(stated, case.options)]
    return _named(on_arrays(mutant, run(manifest, formulation.name), held))


# The drawn cases of each formulation, once they are needed.
DRAWN: dict[tuple[str, str], list[Case]] = {}


def _named(tried: Outcome) -> Outcome:
    check = tried.check.replace("arrays", "page", 1)
    return Outcome(tried.mutant, tried.kind, tried.place, tried.rule, check, tried.error)


def of_activation(mutant: Mutant, grids: tuple[Grid, ...]) -> Outcome:
    """A mutant of an activation's LaTeX: frameworks' numbers, or the slope of the formula."""
    manifest, largest = mutant.make(), 0.0
    derivative = mutant.kind.endswith("derivative")
    try:
        if derivative:
            off = page_activations.slope_error(manifest, mutant.place)
            return outcome(
                mutant, "page: slope" if off > 1 else "", off * page_activations.SLOPE_BOUND
            )
        for grid in grids:
            if grid.name != mutant.place:
                continue
            function = activation(manifest, grid.name, **grid.parameters)
            x = Value((), grid.x.astype(np.longdouble))
            off = grid_error(grid, function(x).data)
            largest = max(largest, off * grid.bound)
            if off > 1:
                return outcome(mutant, f"page: {grid}", largest)
    except Exception as broken:
        return outcome(mutant, f"page: {type(broken).__name__}")
    using = [case for case in cases() if mutant.place in " ".join(case.functions.values()).split()]
    for name in sorted({case.formulation for case in using}):
        held = [case for case in using if case.formulation == name]
        tried = on_arrays(mutant, run(manifest, name), held)
        if tried.killed:
            return _named(tried)
    return outcome(mutant, "", largest)


def of_entry(
    mutant: Mutant, sound: Manifest, files: Mapping[str, str], known: list[Case]
) -> Outcome:
    """A mutant of the manifest: the coverage, the trace, the page, else the fingerprint.

    The digest in the manifest is of all else in it, so that it is of no other content.
    """
    manifest = mutant.make()
    kind, *path = mutant.place.split(".")
    try:
        if kind == "formulations":
            for _ in coverage.notation(manifest, path[0]):
                return outcome(mutant, "coverage: notation")
        if "code" in path:
            for _ in trace.places(manifest, files):
                return outcome(mutant, "coverage: places in the code")
        if kind == "formulations" and PAGE & set(path):
            tried = on_arrays(mutant, run(manifest, path[0]), known[:ASKED])
            if tried.killed:
                return _named(tried)
    except Exception as broken:
        return outcome(mutant, f"page: {type(broken).__name__}")
    return outcome(mutant, "" if manifest == sound else "fingerprint of the manifest")
