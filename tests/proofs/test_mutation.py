"""Mutants: a sample dies, blind arrays let many live, and spoiled arrays cannot kill."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from sympy.core.parameters import global_parameters

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import (
    campaign,
    equivalent,
    kill_table,
    kills,
    mutants,
    mutants_activations,
    prove,
)
from lstm_sym.proofs.calls import ENGINE, Printed
from lstm_sym.proofs.campaign import Task, formulation
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import results
from lstm_sym.targets.numpy import formulation as numpy_formulation

# One in so many; the command `lstm-sym mutate` tries all of them.
SAMPLE = 400


def test_a_sample_of_all_mutants_is_killed() -> None:
    wanted = [task for task in campaign.tasks() if task.kind != "fast NumPy"]
    every = [campaign.Group(t, tuple(range(len(campaign.of_task(t))))[7::SAMPLE]) for t in wanted]
    outcomes = [one for group in every for one in campaign.attempt(group)]
    assert len(outcomes) > 50
    assert prove.mutation(outcomes, whole=False).wrong == ()


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("cell-state", "change a sign"),
        ("masked-step", "drop the choice"),
        ("masked-step", "exchange the branches"),
        ("hidden-state", "exchange a function"),
        ("step", "reverse the left side"),
        ("no-bias", "add one to a number"),
    ],
)
def test_mutants_of_the_equations_are_noticed_by_the_arrays(label: str, rule: str) -> None:
    stated = formulation("keras")
    wanted = [m for m in mutants.of_equations(stated) if (m.place, m.rule) == (label, rule)]
    assert wanted
    for mutant in wanted:
        tried = kills.of_formulation(mutant, list(cases.distinct("keras")))
        assert tried.check.startswith("arrays"), tried


def test_arrays_of_equal_numbers_are_blind_and_this_shows_it() -> None:
    """Weights that are all alike, as in some conformance suites: gates may be exchanged."""
    case = next(c for c in cases.distinct("keras") if c.name.startswith("defaults"))
    alike = {
        name: np.full_like(array, 0.1) if name != "sequences" else array
        for name, array in case.given.items()
    }
    blind = replace(case, given=alike)
    found = results(blind, Printed(formulation("keras"), campaign.text("keras")).run)
    blind = replace(blind, expected={k: np.asarray(a) for k, a in found.items()})
    layouts = campaign.of_task(Task("layout", "keras"))
    orders = [m for m in layouts if m.place == "all arrays"]
    texts = [numpy_formulation.module(m.make()) for m in orders]
    runs = [Printed(formulation("keras"), changed).run for changed in texts]
    pairs = list(zip(orders, runs, strict=True))
    assert not any(kills.on_arrays(mutant, run, [blind]).killed for mutant, run in pairs)
    sharp = list(cases.distinct("keras"))
    assert all(kills.on_arrays(mutant, run, sharp).killed for mutant, run in pairs)


@pytest.mark.parametrize("name", [f.name for f in FORMULATIONS if campaign.fast_text(f.name)])
def test_what_is_no_mutant_is_not_killed(name: str) -> None:
    same = Mutant("fast NumPy", "", "no change", "", lambda: campaign.fast_text(name))
    text, known = campaign.with_fast(name), list(cases.distinct(name))
    tried = kills.of_fast(same, formulation(name), text, known)
    assert not tried.killed, tried.check


def test_the_engine_as_it_is_is_not_killed() -> None:
    same = Mutant("engine", "", "no change", "", ENGINE.read_text)
    on = [(f, list(cases.distinct(f.name))) for f in campaign.of_engine()]
    tried = kills.of_engine(same, on)
    assert not tried.killed, tried.check


def test_a_mutant_cannot_spoil_the_arrays_for_the_next_one() -> None:
    case = cases.distinct("keras")[0]
    with pytest.raises(ValueError, match="read-only"):
        case.given["kernel"][...] = 0


def test_mutants_are_the_same_each_time_and_differ_from_each_other() -> None:
    for task in campaign.tasks():
        every = [str(m) for m in campaign.of_task(task)]
        assert every
        assert len(set(every)) > 0.9 * len(every), task
    one, other = (campaign.groups([Task("layout", "keras")], 3) for _ in range(2))
    assert one == other


def test_a_reason_that_no_mutant_needs_is_stale() -> None:
    assert len(equivalent.stale([])) == len(equivalent.EQUIVALENT)
    entry = equivalent.EQUIVALENT[0]
    one = kills.Outcome(f"{entry.begins[0]}", "keras equation", "initial-output", "", "", 0.0)
    assert equivalent.reason(one) == entry.reason
    assert entry.reason not in equivalent.stale([one])


def test_a_survivor_without_a_reason_fails_the_proof() -> None:
    one = kills.Outcome("keras equation: cell-state: x", "keras equation", "cell-state", "", "", 0)
    assert prove.mutation([one], whole=False).wrong == ("alive: keras equation: cell-state: x",)


def test_a_looser_tolerance_lets_more_mutants_live() -> None:
    found = [
        kills.Outcome(f"m{k}", "keras equation", "", "", "arrays: case", 10.0**-k)
        for k in range(1, 9)
    ]
    rows = kill_table.by_tolerance(found)
    assert [len(row["alive"]) for row in rows] == [8, 7, 6, 5, 4, 3, 2]


def test_who_reads_the_first_mutants_alone_leaves_evaluation_on() -> None:
    for some in (
        mutants.of_equations(formulation("keras")),
        mutants_activations.of_activations(),
    ):
        read = list(islice(some, 12))
        assert len(read) == 12
        assert global_parameters.evaluate
