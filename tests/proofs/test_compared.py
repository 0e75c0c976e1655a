"""The record of what each equation was compared with, which the cards show."""

import json

import numpy as np
import pytest

from lstm_sym.equations import BY_NAME
from lstm_sym.generate import PRODUCTS
from lstm_sym.proofs import compared, complex_step, page_back
from lstm_sym.proofs.page import Formulas
from lstm_sym.recorded import cases

MEND = "record it again: lstm-sym verify -o docs/results/compared.json"
RECORD = json.loads((PRODUCTS.parent / "docs/results/compared.json").read_text())["compared"]
MANIFEST = json.loads((PRODUCTS / "manifest.json").read_text())


@pytest.mark.parametrize("name", MANIFEST["formulations"])
def test_the_record_holds_for_the_equations_as_they_are(name) -> None:
    stated = MANIFEST["formulations"][name]["equations"]
    expected = {f"{name}.{e['label']}": e["fingerprint"] for e in stated}
    recorded = {k: v["fingerprint"] for k, v in RECORD.items() if k.startswith(f"{name}.")}
    assert recorded == expected, MEND
    known = cases.cases_of(name)
    executing = {
        f"{name}.{e['label']}": sum(Formulas.holds(e["when"], case.options) for case in known)
        for e in stated
    }
    own = {full: number for full, number in executing.items() if number}
    assert {k: RECORD[k]["cases"] for k in recorded if "as" not in RECORD[k]} == own, MEND


@pytest.mark.parametrize("name", MANIFEST["gradients"])
def test_the_record_holds_for_the_equations_backwards(name: str) -> None:
    """Every array that is given is a case, along two directions."""
    stated = {
        f"{name}.{e['label']}": e["fingerprint"] for e in MANIFEST["gradients"][name]["equations"]
    }
    recorded = {k: v for k, v in RECORD.items() if k.startswith(f"{name}.")}
    assert {k: v["fingerprint"] for k, v in recorded.items()} == stated, MEND
    formulation = BY_NAME[compared.backwards_of(name)]
    given, _ = complex_step.drawn(formulation, page_back.configuration(formulation))
    arrays = [a for a in given.values() if np.ndim(a)]
    for entry in recorded.values():
        assert entry["with"] == {compared.SLOPES: []}
        assert entry["cases"] == len(page_back.TIMES) * complex_step.DIRECTIONS * len(arrays)
        assert entry["errors"]["float64"] <= complex_step.BOUND


def test_an_equation_that_other_cases_execute_says_whose() -> None:
    said = {
        f"{name}.{e['label']}": (e["latex"], e["when"])
        for name, stated in MANIFEST["formulations"].items()
        for e in stated["equations"]
    }
    elsewhere = {name: entry["as"] for name, entry in RECORD.items() if "as" in entry}
    assert elsewhere
    for name, other in elsewhere.items():
        assert said[name] == said[other]
        assert "as" not in RECORD[other]


def test_the_record_holds_for_the_activations_as_they_are() -> None:
    stated = {name: a["fingerprint"] for name, a in MANIFEST["activations"].items()}
    recorded = {k: v["fingerprint"] for k, v in RECORD.items() if "." not in k}
    assert recorded == stated, MEND


def test_no_recorded_error_is_above_its_bound() -> None:
    bounds = {"float32": 1e-5, "float64": 1e-12}  # those of saturated cases
    for name, entry in RECORD.items():
        assert entry["cases"] > 0
        for dtype, error in entry["errors"].items():
            assert 0 <= error <= bounds[dtype], name


def test_an_error_is_what_the_printed_code_is_off_by(monkeypatch) -> None:
    (case, *_) = (c for c in cases.cases_of("gers2000") if c.expected)
    dtype, error = compared._error("gers2000", case)
    assert dtype == "float64"
    assert error < 1e-13
    text = compared.campaign.text("gers2000")
    monkeypatch.setattr(compared.campaign, "text", lambda _: text.replace("4 * sig", "3 * sig"))
    assert compared._error("gers2000", case)[1] > 1e-3
