"""A release's fact in a table is what its sources state, or what its recorded arrays notice."""

import re
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lstm_numpy import releases
from lstm_numpy.keras_versions import NEWEST_KERAS, NEWEST_TENSORFLOW
from lstm_sym import verify
from lstm_sym.recorded.record import recordings

HERE = Path(__file__).resolve().parent
TOLD = runpy.run_path(str(HERE / "release_cells.py"))
CELLS = list(TOLD["cells"]())
STATED = [cell for cell in CELLS if cell.stated is not None]
SEEN = [cell for cell in CELLS if cell.stated is None and cell.case]
TABLES = ("KERAS_VERSIONS", "TENSORFLOW_VERSIONS")
OTHER = {
    "state": "previous",
    "previous": "state",
    "hard_sigmoid_keras2": "hard_sigmoid",
    "hard_sigmoid": "hard_sigmoid_keras2",
}


@pytest.mark.parametrize("cell", STATED, ids=str)
def test_a_cell_is_what_the_sources_of_the_release_state(cell: Any) -> None:
    assert cell.said == cell.stated


@pytest.mark.parametrize("cell", SEEN, ids=str)
def test_another_cell_is_noticed_by_the_arrays_of_the_release(cell: Any, monkeypatch) -> None:
    name, _, backend = cell.name.partition(" ")
    other = not cell.said if isinstance(cell.said, bool) else OTHER.get(cell.said)
    other = "tanh" if name == "recurrent_activation" else other
    for table in TABLES:
        rows = []
        for row in getattr(releases, table):
            value = {**row.masked_output, backend: other} if backend else other
            rows.append(row._replace(**{name: value}) if row.since == cell.since else row)
        monkeypatch.setattr(releases, table, tuple(rows))
    seen = set()
    for file in files():
        about = file.about
        if about["version"] == cell.arrays and backend in ("", about["backend"]):
            cases = {k: v for k, v in about["cases"].items() if k.startswith(cell.case)}
            chosen = replace(file, about={**about, "cases": cases}, arrays=dict(file.arrays))
            seen.add(noticed(chosen))
    assert seen == {True}


@cache
def files() -> list[Any]:
    return list(recordings(HERE.parent / "reference" / "arrays"))


def noticed(file: Any) -> bool:
    try:
        return any(not one.passed for one in verify.compare(file))
    except ValueError:
        return True


def test_the_page_lists_the_cells_that_nothing_checks() -> None:
    command = "python tests/recorded/release_cells.py"
    assert TOLD["OUT"].read_text(encoding="utf-8") == TOLD["written"](), f"write it: {command}"


def test_most_cells_of_keras_are_checked() -> None:
    assert len(STATED) > 100
    assert len([c for c in CELLS if c.stated is None and not c.case and " of " not in c.table]) < 80


def test_the_newest_releases_are_the_newest_that_were_recorded() -> None:
    recorded: dict[str, list[str]] = {}
    for name in {file.about["version"] for file in files()}:
        recorded.setdefault(re.sub(r"[\d.]+", "", name), []).append(name)
    newest = {max(names, key=releases.number) for names in recorded.values()}
    assert newest == {NEWEST_KERAS, *NEWEST_TENSORFLOW}
