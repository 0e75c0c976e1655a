"""Coverage both ways; each kind of hole is seen, and by nothing else."""

from dataclasses import replace

import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import coverage, prove_coverage, trace
from lstm_sym.proofs.campaign import files, formulation, manifest, text
from lstm_sym.proofs.mutants import exchanged
from lstm_sym.proofs.mutants_page import changed
from lstm_sym.proofs.readback import Readback


def test_nothing_is_missing() -> None:
    assert prove_coverage.prove().wrong == ()


@pytest.mark.parametrize("stated", FORMULATIONS, ids=lambda f: f.name)
def test_every_line_traces_to_an_equation(stated) -> None:
    counts, unknown = trace.traced(text(stated.name), [e.label for e in stated.equations])
    assert unknown == []
    blocks = counts.get("blocks", 0) + counts.get("one block", 0)
    assert blocks >= (2 if stated.cell.weights else 0)


def test_a_line_that_no_equation_states_is_seen_here_alone() -> None:
    line = "    h_t = o_t * tanh(c_t)"
    changed_text = text("wikipedia").replace(line, f"    c_t = c_t + 0 * c_t\n{line}", 1)
    assert changed_text != text("wikipedia")
    labels = [e.label for e in formulation("wikipedia").equations]
    (unknown,) = trace.traced(changed_text, labels)[1]
    assert unknown.endswith("c_t = c_t + 0 * c_t")
    assert list(Readback(formulation("wikipedia"), changed_text).differences()) == []


def test_two_equations_for_one_symbol_are_seen_here_alone() -> None:
    stated = formulation("keras")
    old = next(e for e in stated.equations if e.label == "input")
    mutated = exchanged(stated, old, replace(old, when={}))
    assert any("both define x_t" in one for one in coverage.definitions(mutated))


def test_an_equation_that_no_case_runs_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = coverage.executed(manifest()) | {"keras.forget-gate": 0}
    monkeypatch.setattr(prove_coverage, "_executed", lambda: runs)
    assert "keras.forget-gate is executed by no case" in prove_coverage.prove().wrong


def test_a_time_that_is_not_there_yet_is_seen() -> None:
    stated = formulation("keras")
    old = next(e for e in stated.equations if e.label == "output-state")
    h_T = next(s for s in stated.notation.quantities if s.name == "h_T")
    assert isinstance(h_T, sp.Symbol)
    mutated = exchanged(stated, old, replace(old, right=h_T))
    assert any("not known before the end" in one for one in coverage.definitions(mutated))


@pytest.mark.parametrize(
    ("entry", "value", "said"),
    [
        (("symbols", "i_t", "meaning"), "", "has no meaning"),
        (("symbols", "i_t", "latex"), "f_t", "shares its name"),
        (("symbols", "i_t", "shape"), None, "has no shape"),
        (("equations", 5, "symbols"), ["c_t", "q_t"], "q_t is not in the notation"),
        (("equations", 5, "code"), [], "is nowhere in the code"),
    ],
)
def test_a_hole_in_the_notation_is_named(entry, value, said: str) -> None:
    wrong = changed(manifest(), ("formulations", "keras", *entry), value)
    assert any(said in one for one in coverage.notation(wrong, "keras"))


def test_a_place_that_is_another_line_is_named() -> None:
    path = ("formulations", "keras", "equations", 5, "code", 0, "line")
    entries = manifest()["formulations"]["keras"]["equations"][5]["code"]
    moved = [{**entries[0], "line": entries[0]["line"] + 1}, *entries[1:]]
    wrong = changed(manifest(), path[:-2], moved)
    assert any("is another" in one for one in trace.places(wrong, files()))
    assert list(trace.places(manifest(), files())) == []
