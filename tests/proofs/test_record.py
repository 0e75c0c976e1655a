"""What the page about trust shows was found with the equations and the code as they are now."""

import json
from pathlib import Path

from lstm_sym.proofs import campaign

RECORDED = Path(__file__).resolve().parents[2] / "docs" / "results" / "proofs.json"
COMMAND = "lstm-sym prove -o docs/results/proofs.json"


def test_the_recorded_results_are_of_these_equations_and_this_code() -> None:
    stated = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert stated["of"] == campaign.fingerprint(), f"record them again: {COMMAND}"


def test_all_six_proofs_are_recorded_and_none_was_left_open() -> None:
    facts = json.loads(RECORDED.read_text(encoding="utf-8"))["facts"]
    names = ["readback", "page", "coverage", "mutation", "tolerances", "determinism"]
    assert list(facts) == names
    assert facts["mutation"]["alive"] == 0
    assert facts["page"]["worst"] <= 1
