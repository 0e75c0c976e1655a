"""Tries each mutant against the checks, in order, and says which one noticed it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import holds
from lstm_sym.notation.equations import Equation
from lstm_sym.proofs import coverage
from lstm_sym.proofs import fast as fast_ways
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.readback import Readback
from lstm_sym.recorded.case import Case, Run, error, results
from lstm_sym.recorded.cases import cases_of
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy import source
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.printer import NoWordError

# An error that no tolerance would forgive: the cases after it are left out.
GROSS = 1e-1
# So many cases are asked for a mutant of the cell, which runs them step by step.
CELL_CASES = 12


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant."""

    mutant: str
    kind: str
    place: str
    rule: str
    check: str  # what noticed it; empty for a survivor
    error: float  # the largest error on the arrays, relative to the largest value above 1

    @property
    def killed(self) -> bool:
        return bool(self.check)


def outcome(mutant: Mutant, check: str, largest: float = float("inf")) -> Outcome:
    return Outcome(str(mutant), mutant.kind, mutant.place, mutant.rule, check, largest)


def of_formulation(mutant: Mutant, known: list[Case]) -> Outcome:
    """A mutant of the equations: the notation, the printer, Python or the arrays notice it.

    What they do not notice, the coverage of definitions or the reading back of the code may: they
    see what the generator does not take from the equations, or what means nothing on paper.
    """
    try:
        mutated: Formulation = mutant.make()
    except (ValueError, TypeError) as refused:
        return outcome(mutant, f"notation: {type(refused).__name__}")
    try:
        text = numpy_formulation.module(mutated)
    except (NoWordError, ValueError, KeyError) as refused:
        return outcome(mutant, f"printer: {type(refused).__name__}")
    tried = _on_arrays(mutant, mutated, text, known)
    if tried.killed:
        return tried
    for _ in coverage.definitions(mutated):
        return replace(tried, check="coverage: definitions")
    tried = _read_back(tried, mutated, text)
    if not tried.killed and unheard_of(mutated, mutant.place, known):
        return replace(tried, check="coverage: executed by no case")
    return tried


def unheard_of(mutated: Formulation, label: str, known: Iterable[Case]) -> bool:
    """Whether no known case executes an equation, nor a formulation that states it word for word.

    Where a formulation's own cases do not reach one of its equations, it must say what another
    formulation says, whose cases do.
    """
    stated = next((e for e in mutated.equations if e.label == label), None)
    if stated is None or any(holds(stated.when, case.options) for case in known):
        return False
    return words(mutated, stated) not in said_and_executed()


@cache
def said_and_executed() -> frozenset[tuple[str, str]]:
    """The equations that cases execute, as they read on paper."""
    return frozenset(
        words(formulation, e)
        for formulation in FORMULATIONS
        for e in formulation.equations
        if any(holds(e.when, case.options) for case in cases_of(formulation.name))
    )


def words(formulation: Formulation, e: Equation) -> tuple[str, str]:
    """Formula and condition of an equation, as the page has them."""
    return paper.equation(paper.latex(formulation), e), paper.condition(formulation, e.when)


def of_text(mutant: Mutant, formulation: Formulation, known: list[Case]) -> Outcome:
    """A mutant of the printed text: the arrays or the reading back notice it."""
    text = mutant.make()
    tried = _on_arrays(mutant, formulation, text, known)
    return tried if tried.killed else _read_back(tried, formulation, text)


def of_fast(mutant: Mutant, formulation: Formulation, text: str, known: list[Case]) -> Outcome:
    """A mutant of a fast form, which the text is handed to: the arrays or its reading back."""
    return _of_fast(mutant, formulation, (text, mutant.make()), known)


def of_engine(mutant: Mutant, tried_on: Iterable[tuple[Formulation, list[Case]]]) -> Outcome:
    """A mutant of the engine, with the fast forms of some formulations one after the other."""
    tried = outcome(mutant, "")
    for formulation, known in tried_on:
        text, quick = source.of_formulation(formulation, backwards=False).values()
        tried = _of_fast(mutant, formulation, (text, quick), known, engine=mutant.make())
        if tried.killed:
            break
    return tried


def _of_fast(
    mutant: Mutant,
    formulation: Formulation,
    texts: tuple[str, str],
    known: list[Case],
    engine: str = "",
) -> Outcome:
    text, quick = texts
    try:
        printed = Printed(formulation, text, fast=quick, engine=engine)
    except Exception as broken:
        return outcome(mutant, f"import: {type(broken).__name__}")
    with np.errstate(all="ignore"):
        tried = on_arrays(mutant, printed.run, known)
    if tried.killed:
        return tried
    ways = fast_ways.forms(formulation, quick) | (fast_ways.WAYS if engine else {})
    try:
        for _ in fast_ways.differences(formulation, text, quick, ways, engine):
            return replace(tried, check="readback")
    except Exception as broken:
        return replace(tried, check=f"readback: {type(broken).__name__}")
    return tried


def _on_arrays(mutant: Mutant, formulation: Formulation, text: str, known: list[Case]) -> Outcome:
    try:
        printed = Printed(formulation, text)
    # A mutant may break anything in any way.
    except Exception as broken:
        return outcome(mutant, f"import: {type(broken).__name__}")
    of_cell = mutant.place.startswith(f"{formulation.cell.name},")
    with np.errstate(all="ignore"):
        if of_cell:
            plain = [case for case in known if not case.options.get("mask") and not case.before]
            return on_arrays(mutant, printed.run_cell, plain[:CELL_CASES], partly=True)
        return on_arrays(mutant, printed.run, known)


def on_arrays(mutant: Mutant, run: Run, known: list[Case], partly: bool = False) -> Outcome:
    """Run a mutant on the reference arrays until one of them is grossly wrong.

    The case that noticed it goes to the front of ``known``: it may notice the next one too.
    ``partly``: not every result is given, as by a cell.
    """
    first, largest = "", 0.0
    for case in list(known):
        try:
            found = results(case, run)
            asked = {k: a for k, a in case.expected.items() if k in found or not partly}
            off = error(replace(case, expected=asked), found)
        except Exception as broken:
            known.insert(0, known.pop(known.index(case)))
            return outcome(mutant, f"arrays: {type(broken).__name__}")
        first = str(case) if off > 1 and not first else first
        largest = max(largest, off * case.bound)
        if largest > GROSS:
            known.insert(0, known.pop(known.index(case)))
            break
    return outcome(mutant, f"arrays: {first}" if first else "", largest)


def _read_back(tried: Outcome, formulation: Formulation, text: str) -> Outcome:
    try:
        for _ in Readback(formulation, text).differences():
            return replace(tried, check="readback")
    except Exception as broken:
        return replace(tried, check=f"readback: {type(broken).__name__}")
    return tried


def survivors(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if not one.killed]
