"""What the page about trust shows was found with the equations and the code as they are now."""

import json
from pathlib import Path

import numpy as np
import pytest

from lstm_sym.measure import drift, numerics, sweep
from lstm_sym.proofs import campaign, kill_table
from lstm_sym.proofs.fingerprint import fingerprint, of_code, of_functions

RESULTS = Path(__file__).resolve().parents[2] / "docs" / "results"
RECORDED, MUTANTS = RESULTS / "proofs.json", RESULTS / "mutants.json"
COMMAND = "lstm-sym prove -o docs/results/proofs.json"


def test_the_recorded_results_are_of_these_equations_and_this_code() -> None:
    stated = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert stated["of"] == fingerprint(), f"record them again: {COMMAND}"


def test_all_six_proofs_are_recorded_and_none_was_left_open() -> None:
    facts = json.loads(RECORDED.read_text(encoding="utf-8"))["facts"]
    names = ["readback", "page", "coverage", "mutation", "tolerances", "determinism"]
    assert list(facts) == names
    assert facts["mutation"]["alive"] == 0
    assert facts["page"]["worst"] <= 1


def test_every_mutant_that_there_is_was_tried_and_none_is_alive() -> None:
    entries = json.loads(MUTANTS.read_text(encoding="utf-8"))["entries"]
    missing = [str(task) for task in campaign.tasks() if kill_table.is_missing(task, entries)]
    assert missing == [], f"try them: lstm-sym mutate --missing -o docs/results/{MUTANTS.name}"
    assert [e["alive"] for e in entries.values() if e["alive"]] == []


def test_the_tables_of_the_site_are_what_the_entries_say() -> None:
    stated = json.loads(MUTANTS.read_text(encoding="utf-8"))
    assert kill_table.recorded(stated["entries"]) == stated


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("numerics", lambda: of_code(*numerics.CODE)),
        ("drift", lambda: of_code(*drift.CODE)),
        ("sweep", lambda: of_functions(*sweep.REFERENCES)),
    ],
)
def test_the_errors_were_measured_with_this_code(name: str, of) -> None:
    stated = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    assert stated["of"] == of(), f"measure them again: {stated['command']}"


def test_the_drift_over_the_first_timesteps_is_the_recorded_one() -> None:
    rows = json.loads((RESULTS / "drift.json").read_text(encoding="utf-8"))["rows"]
    few = drift.TIMESTEPS[:2]
    for name, weights in drift.SETTINGS.items():
        found = drift.drift(weights, few[-1])
        for dtype, errors in found.items():
            (recorded,) = (row[2:] for row in rows if row[:2] == [name, dtype])
            assert recorded[: len(few)] == pytest.approx(errors, rel=0.5)  # processors round apart


@pytest.mark.parametrize("name", sweep.REFERENCES)
def test_the_largest_errors_of_all_numbers_are_where_it_is_recorded(name: str) -> None:
    rows = json.loads((RESULTS / "sweep.json").read_text(encoding="utf-8"))["rows"]
    ((ulp, at_ulp, error, at),) = (row[2:6] for row in rows if row[0] == f"`{name}`")
    (_, found_error), (found_ulp, _), _ = sweep.errors(name, np.array([at_ulp, at], np.float32))
    assert [found_ulp, found_error] == pytest.approx([ulp, error], rel=1e-3)


def test_a_function_that_computes_otherwise_has_another_digest(monkeypatch) -> None:
    digests = [of_functions("sigmoid"), of_functions("tanh"), of_code(*numerics.CODE)]
    changed = campaign.files()["lstm_numpy/activations.py"].replace("np.tanh(x)", "np.tanh(-x)")
    other = {**campaign.files(), "lstm_numpy/activations.py": changed}
    monkeypatch.setattr("lstm_sym.proofs.fingerprint.files", lambda: other)
    again = [of_functions("sigmoid"), of_functions("tanh"), of_code(*numerics.CODE)]
    assert [a == b for a, b in zip(digests, again, strict=True)] == [True, False, False]
