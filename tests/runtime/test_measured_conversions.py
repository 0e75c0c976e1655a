"""What was measured in the real frameworks stands for what `convert` does now."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import convert
from lstm_numpy.layouts import STORAGES

RESULTS = Path(__file__).resolve().parents[2] / "docs" / "results"
MEASURED, IMPOSSIBLE = (
    json.loads((RESULTS / f"{name}.json").read_text())
    for name in ("conversions", "conversions_impossible")
)
KERAS = [np.ones((2, 28)), np.ones((7, 28)), np.ones(28)]
PYTORCH = convert(KERAS, "keras", "pytorch")
WITH: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "peepholes": ("greff2015", convert(KERAS, "keras", "greff2015") | {"p": np.ones(21)}, {}),
    "a projection": (
        "pytorch",
        PYTORCH | {"weight_hr_l0": np.ones((4, 7)), "weight_hh_l0": np.ones((28, 4))},
        {},
    ),
    "two directions": ("keras", [*KERAS, *KERAS], {}),
    "hard_sigmoid": ("keras", KERAS, {"recurrent_activation": "hard_sigmoid"}),
}


def test_every_pair_was_measured_in_the_real_frameworks() -> None:
    assert MEASURED["columns"] == ["from", *STORAGES]
    assert [row[0] for row in MEASURED["rows"]] == [f"`{name}`" for name in STORAGES]
    differences = np.array([row[1:] for row in MEASURED["rows"]])
    np.testing.assert_array_less(differences, 1e-6)
    assert differences.any()


@pytest.mark.parametrize("row", IMPOSSIBLE["rows"], ids=lambda row: row[0])
def test_what_was_impossible_is_so_and_nothing_else_is(row: list[str]) -> None:
    what, targets, said = row
    source, weights, words = WITH[what]
    refused = {}
    for target in STORAGES:
        try:
            convert(weights, source, target, **words)
        except ValueError as error:
            refused[target] = str(error)
    assert list(refused) == targets.split(", ")
    assert said.partition(":")[2] in " ".join(refused.values())


def test_every_kind_of_layer_that_was_refused_is_tried_here() -> None:
    assert [row[0] for row in IMPOSSIBLE["rows"]] == list(WITH)
