"""The benchmark itself: it measures, it names what is missing, it refuses wrong results."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from lstm_sym.bench import race
from lstm_sym.bench.problem import Problem
from lstm_sym.cli import main

SMALL = Problem(2, 3, 4, 5)


def test_contenders_are_measured_in_turn(monkeypatch) -> None:
    monkeypatch.setattr(race, "CONTENDERS", ("lstm_numpy", "numpy_plain", "products_alone"))
    results = race.race(SMALL, {}, rounds=2, seconds=0.01)
    assert [r.error for r in results] == ["", "", ""]
    assert all(len(r.seconds) >= 4 and 0 < r.least <= r.median for r in results)


def test_a_wrong_output_gets_no_times(monkeypatch, tmp_path: Path) -> None:
    contender = race.Contender("numpy_plain", sys.executable, 1)
    wrong = np.zeros((2, 3, 5))
    result = contender.start(SMALL, tmp_path / "output.npy", wrong)
    assert result.error.startswith("wrong: off by")


def test_a_missing_package_is_named(monkeypatch, tmp_path: Path) -> None:
    contender = race.Contender("no_such_peer", sys.executable, 1)
    result = contender.start(SMALL, tmp_path / "output.npy", np.zeros(1))
    assert "ModuleNotFoundError" in result.error


def test_the_command_writes_json(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("lstm_sym.bench.race.CONTENDERS", ("lstm_numpy", "numpy_plain"))
    file = tmp_path / "bench.json"
    words = ["bench", "--row", "1", "--rounds", "1", "--seconds", "0.01", "-o", str(file)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    (row,) = json.loads(file.read_text())["races"]
    assert row["problem"]["units"] == 32
    assert {r["name"] for r in row["results"]} == {"lstm_numpy", "numpy_plain"}


def test_python_without_a_name_is_a_usage_error() -> None:
    done = CliRunner().invoke(main, ["bench", "--python", "venv/bin/python"])
    assert done.exit_code == 2
    assert "NAME=PATH" in done.output


@pytest.mark.parametrize("name", race.CONTENDERS)
def test_every_contender_has_a_file(name: str) -> None:
    assert (Path(race.__file__).parent / "contenders" / f"{name}.py").is_file()
