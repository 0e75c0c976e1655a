"""The GRU takes what Keras hands out, and every weight is used by an equation or refused."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import greff2015, gru, releases
from lstm_sym.equations import FORMULATIONS
from lstm_sym.recorded.case import BOUNDS

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
random = np.random.default_rng(7)
X, W, U = (random.normal(size=shape) for shape in ((3, 5, 2), (2, 21), (7, 21)))
ROWS = random.normal(size=(2, 21))


def recorded() -> list[tuple[str, str]]:
    found = []
    for path in sorted(FURTHER.glob("*-wrapped.json")):
        cases = json.loads(path.read_text())["cases"]
        found += [(path.stem, name) for name in cases if cases[name]["class"] == "GRU"]
    return [(file, name) for file, name in found if name.startswith("gru-reset")]


PLAIN = [pair for pair in recorded() if pair[1] in ("gru-reset-after", "gru-reset-before")]


@pytest.mark.parametrize(("file", "name"), PLAIN)
def test_what_keras_hands_out_is_taken_as_it_is(file: str, name: str) -> None:
    case = json.loads((FURTHER / f"{file}.json").read_text())
    arrays = np.load(FURTHER / f"{file}.npz")
    weights = [arrays[f"{name}.{key}"] for key in ("kernel", "recurrent_kernel", "bias")]
    after = case["cases"][name]["layer"]["reset_after"]
    assert weights[2].ndim == 1 + after
    row = releases.row(case["version"])
    gates = releases.activation("", row.recurrent_activation, case["version"])
    output, state = gru.gru(
        arrays[f"{name}.sequences"], *weights, reset_after=after, recurrent_activation=gates
    )
    bound = BOUNDS["ordinary", case["cases"][name]["dtype"]]
    np.testing.assert_allclose(output, arrays[f"{name}.output"], rtol=0, atol=bound)
    np.testing.assert_allclose(state, arrays[f"{name}.state_h"], rtol=0, atol=bound)


def test_two_rows_are_the_two_biases() -> None:
    np.testing.assert_array_equal(gru.gru(X, W, U, ROWS)[0], gru.gru(X, W, U, *ROWS)[0])
    h = np.zeros((3, 7))
    np.testing.assert_array_equal(
        gru.gru_cell(X[:, 0], h, W, U, ROWS), gru.gru_cell(X[:, 0], h, W, U, *ROWS)
    )


BAD: list[tuple[dict[str, Any], str]] = [
    (
        {"bias": ROWS[0], "recurrent_bias": ROWS[1], "reset_after": False},
        "reset_after is False, expected True where recurrent_bias is given",
    ),
    (
        {"bias": ROWS, "reset_after": False},
        "reset_after is False, expected True where recurrent_bias is given",
    ),
    ({"bias": ROWS, "recurrent_bias": ROWS[1]}, "recurrent_bias is given, expected None: bias"),
    ({"bias": ROWS[:1]}, "bias has shape (1, 21), expected two rows: bias, recurrent_bias"),
    ({"bias": ROWS[:, :20]}, "bias has shape (20,), expected (3*units,) = (21,)"),
]


@pytest.mark.parametrize(("words", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bias_that_keras_does_not_have_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        gru.gru(X, W, U, **words)
    with pytest.raises(ValueError, match=re.escape(message)):
        gru.gru_cell(X[:, 0], np.zeros((3, 7)), W, U, **words)


def test_the_weights_of_the_full_gate_recurrence_are_refused_without_it() -> None:
    weights = [random.normal(size=shape) for shape in ((2, 28), (7, 28), (28,), (21,))]
    extra = random.normal(size=(7, 21))
    message = "variant is 'V', expected 'FGR' where R_from_f is given"
    with pytest.raises(ValueError, match=re.escape(message)):
        greff2015.lstm(X, *weights, R_from_f=extra)
    greff2015.lstm(X, *weights, R_from_f=extra, variant="FGR")


def test_every_weight_that_may_be_absent_is_used_under_some_value_of_every_option() -> None:
    found = set()
    for formulation in FORMULATIONS:
        cell = formulation.cell
        given = {s for option in formulation.notation.options.values() for s in option.gives}
        for weight in given & set(cell.weights):
            for option in cell.options:
                values = cell.heard(weight, option)
                assert values or not option.choices
                if len(values) < len(option.choices):
                    found.add((formulation.name, weight.name, option.name))
    assert found == {
        ("gru", "recurrent_bias", "reset_after"),
        *(("greff2015", f"R_from_{gate}", "variant") for gate in "ifo"),
    }
