"""For each of the six proofs a fault that it sees, and that the five others do not see.

`Seen` runs each proof on one small formulation and on one activation. What the fault does not touch
is proven once.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from lstm_sym import generate
from lstm_sym.proofs import (
    campaign,
    coverage,
    determinism,
    kills,
    mutants_activations,
    prove,
    prove_page,
    readback_activations,
    trace,
)
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.campaign import Task, formulation, manifest, text
from lstm_sym.proofs.kills import Outcome
from lstm_sym.proofs.mutants_page import changed
from lstm_sym.proofs.readback import Readback
from lstm_sym.recorded.case import Case, results
from lstm_sym.recorded.cases import distinct, grids
from lstm_sym.targets.numpy import activations as numpy_activations
from lstm_sym.targets.numpy import formulation as numpy_formulation

NAME = "wikipedia"
ALL = {"readback", "page", "coverage", "mutation", "tolerances", "determinism"}


@dataclass(frozen=True, eq=False)
class World:
    """What the proofs look at."""

    activations: str
    page: Any
    cases: tuple[Case, ...]
    looser: float  # how many times the bounds are what they should be
    products: Any


@cache
def sound() -> World:
    return World(numpy_activations.module(), manifest(), distinct(NAME), 1.0, generate.render())


def seen_in(world: World, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The proofs that see a fault in a world."""
    found = {
        "readback": readback(world.activations),
        "page": prove_page.on_cases(world.page, NAME, world.cases)[2],
        "coverage": not_covered(world.page),
        "determinism": rendered_otherwise(world, monkeypatch),
    }
    outcomes = [*of_layouts(world.cases), *of_activation(world.looser, monkeypatch)]
    bounds = [world.looser * bound for bound in prove.EXACT]
    found["mutation"] = prove.mutation(outcomes, whole=False).wrong
    found["tolerances"] = prove.tolerance(outcomes, bounds).wrong
    assert found.keys() == ALL
    return {proof for proof, wrong in found.items() if wrong}


@cache
def readback(activations: str) -> list[str]:
    differing = list(readback_activations.differences(activations))
    return differing + list(Readback(formulation(NAME), text(NAME)).differences())


def not_covered(page: Any) -> list[str]:
    labels = [e.label for e in formulation(NAME).equations]
    wrong = [*coverage.definitions(formulation(NAME)), *coverage.notation(page, NAME)]
    wrong += trace.traced(text(NAME), labels)[1]
    executed = coverage.executed({**page, "formulations": {NAME: page["formulations"][NAME]}})
    return wrong + [equation for equation, number in executed.items() if not number]


def rendered_otherwise(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterable[str]:
    if world.products is sound().products:
        return ()
    seed = ("hash seed 1", sys.executable, {"PYTHONHASHSEED": "1"}, "/")
    monkeypatch.setattr(determinism, "settings", lambda: iter([seed]))
    return determinism.prove(world.products).wrong


def of_layouts(cases: tuple[Case, ...]) -> list[Outcome]:
    """What becomes of every wrong order of the gates."""
    wanted = [m for m in campaign.of_task(Task("layout", NAME)) if m.place == "all arrays"]
    found = []
    for mutant in wanted:
        run = Printed(formulation(NAME), numpy_formulation.module(mutant.make())).run
        found.append(kills.on_arrays(mutant, run, list(cases)))
    return found


def of_activation(looser: float, monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """What becomes of the mutants of an activation whose constants are delicate."""
    wide = tuple(replace(g, bound=looser * g.bound) for g in grids() if g.name == "gelu_tanh")
    monkeypatch.setattr(mutants_activations, "grids", lambda: wide)
    every = campaign.of_task(Task("activations"))
    return [mutants_activations.attempt(m) for m in every if m.place == "gelu_tanh"]


@pytest.mark.parametrize("label", ["input-gate", "cell-state", "output"])
def test_a_fault_on_the_page_is_said_with_its_equation(label: str) -> None:
    equations = sound().page["formulations"][NAME]["equations"]
    place = next(k for k, e in enumerate(equations) if e["label"] == label)
    path = ("formulations", NAME, "equations", place, "latex")
    left, _, right = equations[place]["latex"].partition(" = ")
    wrong = changed(sound().page, path, f"{left} = 2 {right.replace('&', '')}")
    (first, *_) = prove_page.on_cases(wrong, NAME, sound().cases)[2]
    assert first.startswith(f"{NAME}, ")
    assert first.endswith(f"from the equation {label} on")


def test_what_cannot_be_read_on_the_page_is_said_with_its_equation() -> None:
    equations = sound().page["formulations"][NAME]["equations"]
    path = ("formulations", NAME, "equations", 0, "latex")
    wrong = changed(sound().page, path, equations[0]["latex"].replace("x_t", "q_t"))
    (first, *_) = prove_page.on_cases(wrong, NAME, sound().cases)[2]
    assert f"in the equation {equations[0]['label']}: q" in first


def test_a_sound_world_is_proven_by_all_six(monkeypatch) -> None:
    assert seen_in(sound(), monkeypatch) == set()


def test_a_constant_s_last_digit_is_seen_by_the_readback_alone(monkeypatch) -> None:
    wrong = sound().activations.replace("0.044715", "0.0447150000000001")
    assert wrong != sound().activations
    assert seen_in(replace(sound(), activations=wrong), monkeypatch) == {"readback"}


def test_a_sign_on_the_page_is_seen_by_the_page_s_execution_alone(monkeypatch) -> None:
    equations = sound().page["formulations"][NAME]["equations"]
    place = next(k for k, e in enumerate(equations) if r"\odot" in e["latex"])
    path = ("formulations", NAME, "equations", place, "latex")
    wrong = changed(sound().page, path, equations[place]["latex"].replace(" + ", " - "))
    assert seen_in(replace(sound(), page=wrong), monkeypatch) == {"page"}


def test_a_symbol_without_a_meaning_is_seen_by_the_coverage_alone(monkeypatch) -> None:
    symbol = next(iter(sound().page["formulations"][NAME]["symbols"]))
    wrong = changed(sound().page, ("formulations", NAME, "symbols", symbol, "meaning"), "")
    assert seen_in(replace(sound(), page=wrong), monkeypatch) == {"coverage"}


def test_arrays_that_are_all_alike_are_seen_by_the_mutants_alone(monkeypatch) -> None:
    """As in some conformance suites: with weights of 0.1 alone any gates may be exchanged."""
    blind = []
    for case in sound().cases:
        kept = ("x", "inputs", "sequences")
        given = {
            name: array if name in kept or np.ndim(array) == 0 else np.full_like(array, 0.1)
            for name, array in case.given.items()
        }
        alike = replace(case, given=given)
        found = results(alike, Printed(formulation(NAME), text(NAME)).run)
        blind.append(replace(alike, expected={k: np.asarray(a) for k, a in found.items()}))
    assert seen_in(replace(sound(), cases=tuple(blind)), monkeypatch) == {"mutation"}


def test_bounds_that_are_a_hundred_times_looser_are_seen_by_the_tolerances_alone(
    monkeypatch,
) -> None:
    assert seen_in(replace(sound(), looser=100.0), monkeypatch) == {"tolerances"}


def test_bytes_that_follow_the_hash_seed_are_seen_by_the_determinism_alone(monkeypatch) -> None:
    order = " ".join(sorted({"i_t", "f_t", "g_t", "o_t"}, key=hash))
    wrong = {**sound().products, "order.txt": order}
    assert seen_in(replace(sound(), products=wrong), monkeypatch) == {"determinism"}
