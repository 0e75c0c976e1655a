"""The record of what each equation was compared with, which the cards show."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from click.testing import CliRunner

from lstm_sym.cli import main
from lstm_sym.equations import BY_NAME
from lstm_sym.generate import PRODUCTS
from lstm_sym.proofs import complex_step, page_back
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import taken_apart
from lstm_sym.sphinx.provenance import said
from lstm_sym.verify import by_equation

MEND = "record it again: lstm-sym verify -o docs/results/compared.json"
RECORD = json.loads((PRODUCTS.parent / "docs/results/compared.json").read_text())["compared"]
MANIFEST = json.loads((PRODUCTS / "manifest.json").read_text())
WHEN = {
    f"{name}.{e['label']}": e["when"]
    for name, stated in MANIFEST["formulations"].items()
    for e in stated["equations"]
}
DTYPES = ("float32", "float64")


class Row(NamedTuple):
    """A line of the table of `lstm-sym verify --every-case`."""

    formulation: str
    source: str
    case: str
    dtype: str
    error: str


class Verified(NamedTuple):
    """What the command wrote and said in one run."""

    entries: dict
    rows: list[Row]
    said: str


@pytest.fixture(name="verified", scope="module")
def run_once(tmp_path_factory) -> Verified:
    path: Path = tmp_path_factory.mktemp("verified") / "compared.json"
    result = CliRunner().invoke(main, ["verify", "--every-case", "-o", str(path)])
    assert result.exit_code == 0, result.output
    return Verified(json.loads(path.read_text())["compared"], [*rows(result.output)], result.output)


def rows(output: str) -> Iterator[Row]:
    for line in output.splitlines():
        words = line.split()
        place = next((n for n, word in enumerate(words) if word in DTYPES), 0)
        if place > 2 and words[0] != "bound":
            case = " ".join(words[place + 1 : -2])
            yield Row(words[0], " ".join(words[1 : place - 1]), case, words[place], words[-2])


def of_formulation(verified: Verified, formulation: str) -> list[Row]:
    """The lines of a formulation whose cases are known, so that they count for its equations."""
    known = set()
    for case in cases.cases_of(formulation):
        parts = (case.name.rpartition("-layer")[0], case.name.rpartition("-")[0], case.name)
        known |= {(case.source, part) for part in parts}
    own = {row for row in verified.rows if row.formulation == formulation}
    others = {"bidirectional": {"pytorch"}}.get(formulation, set())
    own |= {row for row in verified.rows if row.formulation in others}
    return [row for row in own if (row.source, row.case) in known]


def test_a_card_shows_what_verify_shows(verified: Verified) -> None:
    """The error of a card is one of the table; where its equation always holds, the largest."""
    by_formulation = {name: of_formulation(verified, name) for name in MANIFEST["formulations"]}
    always, on_cards = 0, [n for n in WHEN if "as" not in verified.entries[n]]
    for name in on_cards:
        found = by_formulation[name.partition(".")[0]]
        for dtype, error in verified.entries[name]["errors"].items():
            in_table = {row.error for row in found if row.dtype == dtype}
            shown = f"{error:.1e}"
            assert f"{shown} in {dtype}" in said(verified.entries[name])
            assert shown in in_table, name
            if not WHEN[name]:
                assert error == max(map(float, in_table)), name
                always += 1
    assert always > len(on_cards) / 3


def test_the_card_of_an_activation_shows_what_verify_shows(verified: Verified) -> None:
    shown = [row for row in verified.rows if row.formulation == "activations"]
    of_layers = {row.error for row in verified.rows if row.formulation != "activations"}
    by_grid = {(row.source, row.case, row.dtype): float(row.error) for row in shown}
    for name in MANIFEST["activations"]:
        entry = verified.entries[name]
        grids = [grid for grid in cases.grids() if taken_apart(grid.name)[0] == name]
        if not grids:  # it is executed in layers alone
            assert {f"{error:.1e}" for error in entry["errors"].values()} <= of_layers, name
        for dtype, error in entry["errors"].items() if grids else ():
            in_table = {by for (_, _, kind), by in by_grid.items() if kind == dtype}
            assert error in in_table, name
    assert len(shown) == len(cases.grids())


def test_the_table_says_what_the_cards_mean_by_relative(verified: Verified) -> None:
    assert "an error is relative to values above 1: " in verified.said
    assert said(verified.entries["keras.input-gate"]).endswith(", relative to values above 1.")


def test_the_pages_show_what_verify_says_now(verified: Verified) -> None:
    """But for rounding, which differs between processors."""
    assert RECORD.keys() == verified.entries.keys(), MEND
    for name, entry in verified.entries.items():
        recorded = RECORD[name]
        for dtype, error in entry["errors"].items():
            rounding = 2 * float(np.finfo(dtype).eps)
            np.testing.assert_allclose(
                recorded["errors"][dtype], error, rtol=0.5, atol=rounding, err_msg=f"{name}: {MEND}"
            )
        for without in (recorded, entry):
            assert set(without) - {"as"} == {"fingerprint", "with", "cases", "errors"}
        assert recorded | {"errors": entry["errors"]} == entry, f"{name}: {MEND}"


def test_the_record_holds_for_the_equations_as_they_are() -> None:
    stated = {
        f"{name}.{e['label']}": e["fingerprint"]
        for part in ("formulations", "gradients")
        for name, of_name in MANIFEST[part].items()
        for e in of_name["equations"]
    }
    stated |= {name: a["fingerprint"] for name, a in MANIFEST["activations"].items()}
    assert {name: entry["fingerprint"] for name, entry in RECORD.items()} == stated, MEND


@pytest.mark.parametrize("name", MANIFEST["gradients"])
def test_the_record_holds_for_the_equations_backwards(name: str) -> None:
    """Every array that is given is a case, along two directions."""
    recorded = {k: v for k, v in RECORD.items() if k.startswith(f"{name}.")}
    formulation = BY_NAME[by_equation.backwards_of(name)]
    given, _ = complex_step.drawn(formulation, page_back.configuration(formulation))
    arrays = [a for a in given.values() if np.ndim(a)]
    assert recorded
    for entry in recorded.values():
        assert entry["with"] == {by_equation.SLOPES: []}
        assert entry["cases"] == len(page_back.TIMES) * complex_step.DIRECTIONS * len(arrays)
        assert entry["errors"]["float64"] <= complex_step.BOUND


def test_an_equation_that_other_cases_execute_says_whose() -> None:
    stated = {
        f"{name}.{e['label']}": (e["latex"], e["when"])
        for name, of_name in MANIFEST["formulations"].items()
        for e in of_name["equations"]
    }
    elsewhere = {name: entry["as"] for name, entry in RECORD.items() if "as" in entry}
    assert elsewhere
    for name, other in elsewhere.items():
        assert stated[name] == stated[other]
        assert "as" not in RECORD[other]
