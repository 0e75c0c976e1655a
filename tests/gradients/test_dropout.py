"""The LSTM under given masks of dropout against Keras 3, whose cell was given the same masks."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy import dropout, keras
from lstm_sym.recorded.record import Record, recordings

ROOT = Path(__file__).parents[2]
BOUND = {"float32": 1e-5, "float64": 1e-13}
RECORDS = [
    record
    for recording in recordings(ROOT / "tests" / "reference" / "dropout")
    for record in recording.records()
]
STEP = 1e-6


def given(record: Record) -> tuple[list[np.ndarray], dict]:
    a, layer = record.arrays, record.words["words"]
    words = {"dropout_mask": a.get("drop_inputs"), "recurrent_dropout_mask": a.get("drop_states")}
    if "initial_h" in a:
        words["initial_state"] = a["initial_h"], a["initial_c"]
    words |= {"mask": a.get("mask"), "go_backwards": layer.get("go_backwards", False)}
    return [a[n] for n in ("sequences", "kernel", "recurrent_kernel", "bias")], words


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_outputs_and_gradients_are_those_of_keras(record: Record) -> None:
    a, (arrays, words) = record.arrays, given(record)
    found = dropout.lstm_gradients(*arrays, lstm_output=a["arriving"], **words)
    named = {f"d_{name}": array for name, array in found._asdict().items()}
    named |= dict(zip(("d_initial_h", "d_initial_c"), named.pop("d_initial_state"), strict=True))
    named["output"] = dropout.lstm(*arrays, **words).lstm_output
    compared = [name for name in a if name.startswith("d_") or name == "output"]
    assert len(compared) == (7 if "initial_h" in a else 5)
    for name in compared:
        bound = BOUND[record.words["dtype"]] * max(1, np.abs(a[name]).max())
        np.testing.assert_allclose(named[name], a[name], rtol=0, atol=bound, err_msg=name)
        assert named[name].dtype == a[name].dtype


def test_some_masks_are_of_each_kind() -> None:
    kinds = {tuple(k for k in record.arrays if k.startswith("drop_")) for record in RECORDS}
    assert len(kinds) == 3


def drawn():
    random = np.random.default_rng(4)
    shapes = (3, 5, 2), (2, 16), (4, 16), (16,)
    return random, [0.7 * random.normal(size=shape) for shape in shapes]


CHOICES = list(product((None, 1, 4), (None, 1, 4), (True, False)))


@pytest.mark.parametrize(("of_inputs", "of_states", "every"), CHOICES)
def test_gradients_are_the_slopes_of_what_is_returned(of_inputs, of_states, every) -> None:
    """Of every array, and with gradients of every result."""
    random, arrays = drawn()
    masks = [
        None if count is None else (random.random((count, 3, size)) < 0.6) / 0.6
        for count, size in ((of_inputs, 2), (of_states, 4))
    ]
    words = dict(zip(("dropout_mask", "recurrent_dropout_mask"), masks, strict=True))
    words |= {"mask": random.random((3, 5)) < 0.7, "return_sequences": every}
    state = random.normal(size=(2, 3, 4))

    def results(arrays):
        return dropout.lstm(*arrays[:4], initial_state=tuple(arrays[4:]), **words)

    at = [*arrays, *state]
    arriving = [random.normal(size=result.shape) for result in results(at)]
    named = dict(zip(keras.LSTMResult._fields, arriving, strict=True))
    found = dropout.lstm_gradients(*arrays, initial_state=tuple(state), **named, **words)
    for place, gradient in enumerate([*found[:4], *found.initial_state]):
        along = random.normal(size=at[place].shape)
        ends = [[*at[:place], at[place] + s * along, *at[place + 1 :]] for s in (STEP, -STEP)]
        losses = [
            sum((r * d).sum() for r, d in zip(results(end), arriving, strict=True)) for end in ends
        ]
        slope = (losses[0] - losses[1]) / (2 * STEP)
        assert abs(slope - (gradient * along).sum()) < 1e-7 * max(1, abs(slope)), place


def test_one_mask_is_the_same_for_every_gate() -> None:
    random, arrays = drawn()
    one = random.random((3, 4)) < 0.5
    alone = dropout.lstm(*arrays, recurrent_dropout_mask=one * 2.0)
    four = dropout.lstm(*arrays, recurrent_dropout_mask=np.stack([one * 2.0] * 4))
    for ours, theirs in zip(alone, four, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_without_masks_it_is_the_layer() -> None:
    random, arrays = drawn()
    for ours, theirs in zip(dropout.lstm(*arrays), keras.lstm(*arrays), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    arriving = {"state_c": random.normal(size=(3, 4)), "return_sequences": False}
    ours = dropout.lstm_gradients(*arrays[:3], **arriving)
    theirs = keras.lstm_gradients(*arrays[:3], **arriving)
    assert ours.bias is None
    np.testing.assert_array_equal(ours.kernel, theirs.kernel)
    np.testing.assert_array_equal(ours.initial_state, theirs.initial_state)


@pytest.mark.parametrize("masks", [{"dropout_mask": (0, 2)}, {"recurrent_dropout_mask": (0, 4)}])
def test_of_no_examples_there_is_nothing(masks) -> None:
    _, (_, *weights) = drawn()
    words = {name: np.ones(shape) for name, shape in masks.items()}
    empty = np.ones((0, 5, 2))
    assert dropout.lstm(empty, *weights, **words).lstm_output.shape == (0, 5, 4)
    found = dropout.lstm_gradients(empty, *weights, **words)
    assert [a.shape for a in found[:4]] == [(0, 5, 2), (2, 16), (4, 16), (16,)]
    assert not any(array.any() for array in found[:4])


REFUSED = [
    ({"dropout_mask": np.ones((3, 3))}, ValueError, r"dropout_mask has shape \(3, 3\)"),
    ({"dropout_mask": np.ones((2, 3, 2))}, ValueError, "with 1 mask or 4"),
    ({"recurrent_dropout_mask": np.ones(4)}, ValueError, r"shape \(4,\), expected \(batch, units"),
    ({"recurrent_dropout_mask": np.ones((3, 4), bool)}, TypeError, "recurrent_dropout_mask has"),
    ({"initial_state": np.ones((3, 4))}, ValueError, "initial_state is ndarray"),
    ({"initial_state": (np.ones((4, 4)),) * 2}, ValueError, r"initial_state\[0\] has shape"),
    ({"mask": np.ones((3, 4), bool)}, ValueError, "mask has shape"),
    ({"dropout": 0.5}, TypeError, "dropout"),
]


@pytest.mark.parametrize(("words", "error", "said"), REFUSED)
def test_what_cannot_be_is_refused_by_name(words, error, said) -> None:
    _, arrays = drawn()
    with pytest.raises(error, match=said):
        dropout.lstm(*arrays, **words)


def test_a_gradient_that_does_not_fit_is_refused_by_name() -> None:
    _, arrays = drawn()
    for words in ({"lstm_output": np.ones((3, 4))}, {"state_c": np.ones((2, 4))}):
        (name,) = words
        with pytest.raises(ValueError, match=f"{name} has shape"):
            dropout.lstm_gradients(*arrays, recurrent_dropout_mask=np.ones((3, 4)), **words)
