"""What the page about trust shows was found with the equations and the code as they are now."""

import json
from pathlib import Path

from lstm_sym.proofs import campaign, kill_table
from lstm_sym.proofs.fingerprint import fingerprint

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


def test_the_mutants_of_the_kill_table_are_those_that_there_are_and_none_is_alive() -> None:
    stated = json.loads(MUTANTS.read_text(encoding="utf-8"))
    tasks = {str(task): task for task in campaign.tasks()}
    others = [n for n, e in stated["entries"].items() if e["of"] != kill_table.of_mutants(tasks[n])]
    assert others == [], f"try them again: lstm-sym mutate --only '{others[0]}' -o {MUTANTS.name}"
    assert [e["alive"] for e in stated["entries"].values() if e["alive"]] == []


def test_the_tables_of_the_site_are_what_the_entries_say() -> None:
    stated = json.loads(MUTANTS.read_text(encoding="utf-8"))
    assert kill_table.recorded(stated["entries"]) == stated
