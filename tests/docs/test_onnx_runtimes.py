"""The table of ONNX runtimes has a row for each model that its command makes, and one judge."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORD = json.loads((ROOT / "docs" / "results" / "onnx_runtimes.json").read_text())


@pytest.fixture(name="measured")
def command_of_the_table(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "reference"))
    import measure_onnx_runtimes

    yield measure_onnx_runtimes
    for name in ("measure_onnx_runtimes", "export_all"):
        sys.modules.pop(name, None)


def test_every_model_has_its_row_and_passes_the_checker(measured) -> None:
    cases = [(o, said, one) for o in measured.BLOCKS for said, one in measured.options(o).items()]
    assert [row[0] for row in RECORD["rows"]] == [f"{o}: {said}" for o, said, _ in cases]
    for operator, _, chosen in cases[:: len(cases) // 8]:
        measured.model(operator, chosen)


def test_the_judge_tells_right_from_ignored_and_wrong(measured) -> None:
    chosen = {"clip": 0.3, "sequence_lens": [4, 2, 3]}
    right = measured.right("LSTM", chosen)
    assert measured.judged("LSTM", chosen, right) == "right"
    without = measured.right("LSTM", {"clip": 0.3})
    assert measured.judged("LSTM", chosen, without).startswith("ignores sequence_lens: ")
    plain = measured.right("LSTM", {})
    assert measured.judged("LSTM", chosen, plain).startswith("ignores clip and sequence_lens: ")
    off = {name: array + np.float32(0.5) for name, array in right.items()}
    assert measured.judged("LSTM", chosen, off) == "wrong: 0.5"
    short = {name: array[:1] for name, array in right.items()} | {"Y": right["Y"][:2]}
    assert measured.judged("LSTM", chosen, short) == "wrong: another shape"
