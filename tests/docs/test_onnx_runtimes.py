"""The table of ONNX runtimes has a row for each model that its command makes, and one judge."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORD = json.loads((ROOT / "docs" / "results" / "onnx_runtimes.json").read_text())["tables"]


@pytest.fixture(name="measured")
def command_of_the_table(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "reference"))
    import measure_onnx_runtimes

    yield measure_onnx_runtimes
    for name in ("measure_onnx_runtimes", "export_all"):
        sys.modules.pop(name, None)


def test_every_model_has_its_row_and_passes_the_checker(measured) -> None:
    cases = [(o, said, one) for o in measured.BLOCKS for said, one in measured.options(o).items()]
    for operator in measured.BLOCKS:
        names = [row[0] for row in RECORD[operator]["rows"]]
        assert names == [said for of, said, _ in cases if of == operator]
    for operator, _, chosen in cases[:: len(cases) // 8]:
        measured.model(operator, chosen)


def test_the_summary_counts_what_the_tables_say(measured) -> None:
    every = [row for operator in measured.BLOCKS for row in RECORD[operator]["rows"]]
    columns = RECORD["LSTM"]["columns"]
    assert [head.split()[0] for head in columns[1:-1]] == list(measured.ENVIRONMENTS)
    assert RECORD["summary"]["rows"] == measured.summary(columns, every)
    assert {sum(counts) for _, *counts in RECORD["summary"]["rows"]} == {len(every)}


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
    absent = {"activations": ("ThresholdedRelu", {})}
    zero = measured.right("GRU", absent, activation_alpha=[0.0])
    assert measured.judged("GRU", absent, zero).endswith(", alpha taken as 0")
    double = {"dtype": "float64"}
    rounded = {k: a.astype("f4") for k, a in measured.right("RNN", double).items()}
    said = "right, but computed in float32"
    assert measured.judged("RNN", double, rounded) == f"{said}, as it returns"
    as_float64 = {k: a.astype("f8") for k, a in rounded.items()}
    assert measured.judged("RNN", double, as_float64) == said
    short = {name: array[:1] for name, array in right.items()} | {"Y": right["Y"][:2]}
    assert measured.judged("LSTM", chosen, short) == "wrong: another shape"
