"""The record of what each equation was compared with, which the cards show."""

import json

import pytest

from lstm_sym.generate import PRODUCTS
from lstm_sym.proofs import cases, compared
from lstm_sym.proofs.page import Formulas

MEND = "record it again: lstm-sym verify -o docs/results/compared.json"
RECORD = json.loads((PRODUCTS.parent / "docs/results/compared.json").read_text())["compared"]
MANIFEST = json.loads((PRODUCTS / "manifest.json").read_text())


@pytest.mark.parametrize("name", MANIFEST["formulations"])
def test_the_record_holds_for_the_equations_as_they_are(name) -> None:
    known = cases.of(name)
    executed = {
        f"{name}.{e['label']}": e["fingerprint"]
        for e in MANIFEST["formulations"][name]["equations"]
        if any(Formulas.holds(e["when"], case.options) for case in known)
    }
    recorded = {k: v["fingerprint"] for k, v in RECORD.items() if k.startswith(f"{name}.")}
    assert recorded == executed, MEND


def test_the_record_holds_for_the_activations_as_they_are() -> None:
    stated = {name: a["fingerprint"] for name, a in MANIFEST["activations"].items()}
    recorded = {k: v["fingerprint"] for k, v in RECORD.items() if "." not in k}
    assert recorded.items() <= stated.items(), MEND
    assert len(recorded) >= 28


def test_no_recorded_error_is_above_its_bound() -> None:
    bounds = {"float32": 1e-5, "float64": 1e-12}  # those of saturated cases
    for name, entry in RECORD.items():
        assert entry["cases"] > 0
        for dtype, error in entry["errors"].items():
            assert 0 <= error <= bounds[dtype], name


def test_an_error_is_what_the_printed_code_is_off_by(monkeypatch) -> None:
    (case, *_) = (c for c in cases.of("gers2000") if c.expected)
    dtype, error = compared._error("gers2000", case)
    assert dtype == "float64"
    assert error < 1e-13
    text = compared.campaign.text("gers2000")
    monkeypatch.setattr(compared.campaign, "text", lambda _: text.replace("4 * sig", "3 * sig"))
    assert compared._error("gers2000", case)[1] > 1e-3
