"""Every case that a real Keras exported, run through the printed code."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy import LSTM
from lstm_sym import verify
from lstm_sym.recorded.record import Recording

ARRAYS = Path(__file__).resolve().parents[1] / "reference" / "arrays"
KERASES = ("keras-", "tf.keras-", "tensorflow.js-")
MANIFESTS = sorted(p.stem for p in ARRAYS.glob("*.json") if p.name.startswith(KERASES))


@cache
def manifest(name: str) -> dict:
    return json.loads((ARRAYS / f"{name}.json").read_text())


@cache
def arrays(name: str) -> dict[str, np.ndarray]:
    with np.load(ARRAYS / f"{name}.npz", allow_pickle=False) as loaded:
        return dict(loaded)


def grids(name: str) -> set[str]:
    """``activation.<name>.<dtype>`` of each grid in a file of arrays; the arrays are not read."""
    with np.load(ARRAYS / f"{name}.npz", allow_pickle=False) as loaded:
        return {key.rsplit(".", 1)[0] for key in loaded.files if key.startswith("activation.")}


LAYER_CASES = [
    pytest.param(name, case, id=f"{name}-{case}")
    for name in MANIFESTS
    for case in manifest(name)["cases"]
]
ACTIVATION_CASES = [
    pytest.param(name, key, id=f"{name}-{key}") for name in MANIFESTS for key in sorted(grids(name))
]


@pytest.mark.parametrize(("name", "case"), LAYER_CASES)
def test_the_layer_computes_what_this_keras_computed(name: str, case: str) -> None:
    about = manifest(name)
    one_case = {**about, "cases": {case: about["cases"][case]}}
    stored = {key: a for key, a in arrays(name).items() if key.startswith(f"{case}.")}
    (compared,) = verify.compare(Recording(ARRAYS, one_case, stored))
    assert compared.error <= compared.bound, compared


@pytest.mark.parametrize(("name", "key"), ACTIVATION_CASES)
def test_the_activation_computes_what_this_keras_computed(name: str, key: str) -> None:
    one_grid = {f"{key}.{axis}": arrays(name)[f"{key}.{axis}"] for axis in "xy"}
    (compared,) = verify.compare(Recording(ARRAYS, {**manifest(name), "cases": {}}, one_grid))
    assert compared.error <= compared.bound, compared


def test_thirteen_kerases_were_compared_and_no_case_was_passed_over() -> None:
    assert len(MANIFESTS) == 13
    compared = list(verify.compare_all(ARRAYS))
    assert len(LAYER_CASES) + len(ACTIVATION_CASES) == len(compared) > 1000


def three_arrays(case: str, **words: object) -> tuple[np.ndarray, ...]:
    """The line of the question, with the weights, the input and the states of a case."""
    given = {
        key.removeprefix(f"{case}."): array
        for key, array in arrays("keras-2.2.4-tensorflow").items()
        if key.startswith(f"{case}.")
    }
    layer = LSTM(32, return_sequences=True, return_state=True, unroll=True, **words)
    layer.set_weights([given["kernel"], given["recurrent_kernel"], given["bias"]])
    state = (given["initial_h"], given["initial_c"]) if "initial_h" in given else None
    lstm_output, state_h, state_c = layer(given["sequences"], initial_state=state)
    return lstm_output, state_h, state_c


def exported(case: str) -> tuple[np.ndarray, ...]:
    stored = arrays("keras-2.2.4-tensorflow")
    return tuple(stored[f"{case}.{key}"] for key in ("lstm_output", "state_h", "state_c"))


QUESTIONS = [
    ("question", {}),
    ("question-initial-state", {}),
    ("question-explicit", {"recurrent_activation": "hard_sigmoid"}),
    ("question-explicit-initial-state", {"recurrent_activation": "hard_sigmoid"}),
    ("question-float64", {}),
    ("question-initial-state-float64", {}),
]


def test_every_case_of_the_question_is_here() -> None:
    cases = manifest("keras-2.2.4-tensorflow")["cases"]
    assert {case for case, _ in QUESTIONS} == {c for c in cases if c.startswith("question")}


@pytest.mark.parametrize(("case", "words"), QUESTIONS)
def test_the_line_of_the_question_returns_the_three_arrays_of_keras_2_2_4(case, words) -> None:
    tolerance = 1e-13 if case.endswith("float64") else 1e-6
    ours = three_arrays(case, keras_version="2.2.4", **words)
    for one, other in zip(ours, exported(case), strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=tolerance, strict=True)


@pytest.mark.parametrize(("case", "words"), QUESTIONS)
def test_the_line_of_the_question_means_something_else_in_the_newest_keras(case, words) -> None:
    lstm_output, state_h, state_c = three_arrays(case, **words)
    theirs_output, theirs_h, theirs_c = exported(case)
    assert np.abs(lstm_output - theirs_output).max() > 0.01
    assert np.abs(state_h - theirs_h).max() > 0.01
    assert np.abs(state_c - theirs_c).max() > 0.01
