"""A proof that raises is said in words, with its place, and the other proofs go on."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from lstm_sym import generate
from lstm_sym.cli import main
from lstm_sym.manifest.read import UnknownName
from lstm_sym.passes.operations import Compiler
from lstm_sym.proofs import (
    apart,
    campaign,
    determinism,
    ended,
    prove,
    prove_coverage,
    prove_page,
)
from lstm_sym.proofs.campaign import Task
from lstm_sym.proofs.ended import Result
from lstm_sym.targets.numpy.fast import fast
from lstm_sym.targets.numpy.printer import NumpyPrinter
from lstm_sym.targets.paper.latex import LatexPrinter

SMALL = ("hochreiter1997", "gers2000")


@pytest.fixture(autouse=True)
def small_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two small formulations and few mutants, without a site."""

    @contextmanager
    def no_site() -> Iterator[tuple[str, str]]:
        yield "", "sphinx-build ended with 2"

    few = [f for f in prove.FORMULATIONS if f.name in SMALL]
    monkeypatch.setattr(prove, "FORMULATIONS", few)
    monkeypatch.setattr(prove, "FEWER_BITS", {})
    monkeypatch.setattr(prove_coverage, "FORMULATIONS", few)
    monkeypatch.setattr(campaign, "tasks", lambda: [Task("layout", name) for name in SMALL])
    monkeypatch.setattr(prove_page, "built_site", no_site)
    monkeypatch.setattr(determinism, "prove", lambda _: Result("determinism", "the same bytes"))


def results() -> dict[str, Result]:
    return {result.name: result for result in prove.prove(2)}


def test_code_that_cannot_be_read_back_is_a_fault_of_its_formulation_alone(monkeypatch) -> None:
    whole = prove.text

    def broken(name: str) -> str:
        return (
            whole(name).replace("sizes = Sizes()", "sizes = Sizzes()")
            if name == SMALL[0]
            else whole(name)
        )

    monkeypatch.setattr(prove, "text", broken)
    found = results()
    assert list(found) == ["readback", "page", "coverage", "mutation", "tolerances", "determinism"]
    wrong = found["readback"].wrong
    assert {one.partition(":")[0].partition(" ")[0] for one in wrong} == {SMALL[0]}
    said = rf"{SMALL[0]}: NameError: name 'Sizzes' is not defined \(.*:\d+\)$"
    assert any(re.match(said, one) for one in wrong)
    assert found["mutation"].passed


def test_an_exception_that_cannot_be_sent_back_hinders_no_other_part(monkeypatch) -> None:
    def broken(name: str) -> prove.Found:
        raise UnknownName("formulation", name, ())  # cannot be unpickled

    monkeypatch.setattr(prove, "Readback", lambda stated, text: broken(stated.name))
    found = results()
    assert [one.partition(":")[0] for one in found["readback"].wrong] == list(reversed(SMALL))
    assert found["tolerances"].passed


def test_proofs_of_this_process_and_groups_that_cannot_be_printed_are_named(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("no number")

    monkeypatch.setattr(prove_coverage, "not_run", broken)
    monkeypatch.setattr(
        campaign, "of_task", lambda task: broken() if task.formulation == SMALL[1] else ()
    )
    found = results()
    assert not found["coverage"].passed
    said = f"{prove.FORMULATIONS[0].name}: ZeroDivisionError: no number ("
    assert found["coverage"].wrong[0].startswith(said)
    assert found["determinism"].passed
    assert "sphinx-build ended with 2" in found["page"].wrong


def test_the_command_says_each_fault_and_ends_with_1(monkeypatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError("no number")

    monkeypatch.setattr(prove_coverage, "not_run", lambda name: broken())
    ran = CliRunner().invoke(main, ["prove"])
    assert ran.exit_code == 1
    assert "Traceback" not in ran.output
    assert re.search(
        r"^coverage: +failed .*\n  \w+: ZeroDivisionError: no number", ran.output, re.M
    )
    assert re.search(r"^determinism: +proven", ran.output, re.M)


def test_a_process_that_is_killed_is_said() -> None:
    with ProcessPoolExecutor(1) as pool:
        found, wrong = ended.parts({"part": pool.submit(ended.attempt, os._exit, 3)})
    assert found == {}
    assert wrong[0].startswith("part: BrokenProcessPool: ")


def raising(owner: type, method: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The method raises where the right side of an equation, or its label, comes."""
    right = getattr(owner, method)

    def broken(self: object, first: object, *rest: object) -> object:
        if wrong in (first, *rest):
            raise RecursionError("it ends nowhere")
        return right(self, first, *rest)

    monkeypatch.setattr(owner, method, broken)


@pytest.fixture
def printed_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Of the products those of the two formulations alone, and what they share."""
    every = list(generate.parts())
    few = [one for one in every if one[0] in ("pyproject.toml", "lstm_numpy", *SMALL)]
    monkeypatch.setattr(generate, "parts", lambda: iter(few))
    monkeypatch.setattr(apart, "FORMULATIONS", prove.FORMULATIONS)
    kept = (campaign._rendered, campaign.manifest, campaign.text, prove_coverage._executed, fast)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


#: An equation that the other formulation lacks.
STATED = next(e for e in campaign.formulation(SMALL[1]).cell.steps if e.label == "forget-gate")


@pytest.mark.parametrize(
    ("owner", "method", "wrong", "seen"),
    [
        (NumpyPrinter, "print", STATED.right, {"readback", "page", "coverage", "mutation"}),
        (Compiler, "compute", STATED.label, {"readback", "page", "coverage"}),
        (LatexPrinter, "print", STATED.right, {"readback", "page", "coverage"}),
    ],
)
def test_a_printer_or_a_pass_that_raises_is_named_and_all_else_is_proven(
    owner: type, method: str, wrong: object, seen: set[str], printed_anew: None, monkeypatch
) -> None:
    raising(owner, method, wrong, monkeypatch)
    found = results()
    assert list(found) == ["readback", "page", "coverage", "mutation", "tolerances", "determinism"]
    said = [one for one in found["readback"].wrong if "RecursionError: it ends nowhere" in one]
    assert said
    assert all(one.startswith(SMALL[1]) for one in said)
    assert f"({SMALL[1]}; the equation {STATED.label}; " in said[0]
    without_site = [one for one in found["page"].wrong if "sphinx-build" not in one]
    for name in seen - {"page"}:
        assert any(SMALL[1] in one for one in found[name].wrong), name
    assert all(SMALL[0] not in one for result in found.values() for one in result.wrong)
    assert all(one.startswith(SMALL[1]) for one in without_site)
    assert found["determinism"].passed
