"""Keras's layers under given masks of dropout against Keras 3, whose cells were given the same."""

import warnings
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lstm_c.dropout as in_c
from lstm_numpy import dropout, keras
from lstm_numpy.dropped import GATES
from lstm_numpy.layouts import STORAGES
from lstm_sym.layouts import GRU
from lstm_sym.recorded.record import Record, recordings

ROOT = Path(__file__).parents[2]
BOUND = {"float32": 1e-5, "float64": 1e-13}
RECORDS = [
    record
    for recording in recordings(ROOT / "tests" / "reference" / "dropout")
    for record in recording.records()
]
STEP = 1e-6
#: Of each layer: its name where Keras is asked, what its output is called, how many states it has.
LAYERS = {"lstm": ("lstm_output", 2), "gru": ("gru_output", 1), "simple_rnn": ("rnn_output", 1)}


def given(record: Record) -> tuple[list[np.ndarray], dict]:
    a, layer = record.arrays, record.words["words"]
    words = {"dropout_mask": a.get("drop_inputs"), "recurrent_dropout_mask": a.get("drop_states")}
    states = [a[name] for name in ("initial_h", "initial_c") if name in a]
    if states:
        words["initial_state"] = tuple(states) if len(states) > 1 else states[0]
    words |= {"mask": a.get("mask"), "go_backwards": layer.get("go_backwards", False)}
    words |= {name: layer[name] for name in ("reset_after",) if name in layer}
    return [a[n] for n in ("sequences", "kernel", "recurrent_kernel", "bias")], words


@pytest.mark.parametrize("module", [dropout, in_c], ids=["NumPy", "C"])
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_outputs_and_gradients_are_those_of_keras(record: Record, module: Any) -> None:
    a, (arrays, words), layer = record.arrays, given(record), record.words["layer"]
    output, states = LAYERS[layer]
    found = getattr(module, f"{layer}_gradients")(*arrays, **{output: a["arriving"]}, **words)
    named = {f"d_{name}": array for name, array in found._asdict().items()}
    of_states = ("d_initial_h", "d_initial_c")[:states]
    named |= dict(zip(of_states, named.pop("d_initial_state"), strict=True))
    named["output"] = getattr(getattr(module, layer)(*arrays, **words), output)
    compared = [name for name in a if name.startswith("d_") or name == "output"]
    assert len(compared) == 5 + ("initial_h" in a) * states
    for name in compared:
        bound = BOUND[record.words["dtype"]] * max(1, np.abs(a[name]).max())
        np.testing.assert_allclose(named[name], a[name], rtol=0, atol=bound, err_msg=name)
        assert named[name].dtype == a[name].dtype


def test_some_masks_are_of_each_kind() -> None:
    kinds = {
        (record.words["layer"], *(k for k in record.arrays if k.startswith("drop_")))
        for record in RECORDS
    }
    assert [sum(kind[0] == layer for kind in kinds) for layer in LAYERS] == [3, 3, 2]
    assert set(LAYERS) == {record.words["layer"] for record in RECORDS}


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


def drawn_of(layer: str) -> tuple[Any, list[np.ndarray]]:
    """Arrays of a layer of one state."""
    random, gates = np.random.default_rng(5), GATES["rnn" if layer == "simple_rnn" else layer]
    shapes = (3, 5, 2), (2, 4 * gates), (4, 4 * gates), (4 * gates,)
    return random, [0.7 * random.normal(size=shape) for shape in shapes]


@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("one_a_gate", [True, False])
@pytest.mark.parametrize(
    ("layer", "options"),
    [("gru", {}), ("gru", {"reset_after": False}), ("simple_rnn", {})],
)
def test_gradients_of_a_layer_of_one_state_are_slopes(layer, options, one_a_gate, every) -> None:
    random, arrays = drawn_of(layer)
    if layer == "gru" and not options:
        arrays.append(0.7 * random.normal(size=12))
    count = GATES.get(layer, 1) if one_a_gate else 1
    words = dict(options, return_sequences=every, mask=random.random((3, 5)) < 0.7)
    words["dropout_mask"] = 1.25 * (random.random((count, 3, 2)) < 0.8)
    words["recurrent_dropout_mask"] = 1.25 * (random.random((count, 3, 4)) < 0.8)
    at = [*arrays, random.normal(size=(3, 4))]

    def results(arrays):
        return getattr(dropout, layer)(*arrays[:-1], initial_state=arrays[-1], **words)

    arriving = [random.normal(size=result.shape) for result in results(at)]
    named = dict(zip(results(at)._fields, arriving, strict=True))
    gradients = getattr(dropout, f"{layer}_gradients")
    found = gradients(*arrays, initial_state=at[-1], **named, **words)
    each = [one for one in (*found[:-1], *found.initial_state) if one is not None]
    for place, gradient in zip(range(len(at)), each, strict=True):
        along = random.normal(size=at[place].shape)
        ends = [[*at[:place], at[place] + s * along, *at[place + 1 :]] for s in (STEP, -STEP)]
        losses = [
            sum((r * d).sum() for r, d in zip(results(end), arriving, strict=True)) for end in ends
        ]
        slope = (losses[0] - losses[1]) / (2 * STEP)
        assert abs(slope - (gradient * along).sum()) < 1e-7 * max(1, abs(slope)), place


def test_masks_of_a_layer_of_one_state_are_refused_by_number() -> None:
    for layer, said in (("gru", "with 1 mask or 3$"), ("simple_rnn", "with 1 mask$")):
        _, arrays = drawn_of(layer)
        with pytest.raises(ValueError, match=said):
            getattr(dropout, layer)(*arrays, recurrent_dropout_mask=np.ones((4, 3, 4)))


def test_one_mask_is_the_same_for_every_gate() -> None:
    random, arrays = drawn()
    one = random.random((3, 4)) < 0.5
    alone = dropout.lstm(*arrays, recurrent_dropout_mask=one * 2.0)
    four = dropout.lstm(*arrays, recurrent_dropout_mask=np.stack([one * 2.0] * 4))
    for ours, theirs in zip(alone, four, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("of_states", [None, 1, 4])
@pytest.mark.parametrize(("large", "dtype"), [(np.inf, float), (3e38, np.float32)])
def test_one_mask_of_the_inputs_is_four_equal_ones_where_they_are_infinite(
    large, dtype, of_states
) -> None:
    """What is large may not meet the weights of another gate, or zeros in their place."""
    random, arrays = drawn()
    x, *weights = (array.astype(dtype) for array in arrays)
    x[0, 1, 0] = large
    one = 2 * (random.random((3, 2)) < 0.6).astype(dtype)
    one[0] = 2
    ones = None if of_states is None else np.ones((of_states, 3, 4), dtype)
    words = {"recurrent_dropout_mask": ones}
    alone = dropout.lstm(x, *weights, dropout_mask=one, **words)
    four = dropout.lstm(x, *weights, dropout_mask=np.stack([one] * 4), **words)
    for ours, theirs in zip(four, alone, strict=True):
        assert np.isfinite(ours).all()
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
    arriving = {"lstm_output": np.ones_like(alone.lstm_output), **words}
    alone = dropout.lstm_gradients(x, *weights, dropout_mask=one, **arriving)
    four = dropout.lstm_gradients(x, *weights, dropout_mask=np.stack([one] * 4), **arriving)
    assert np.isfinite(four.sequences).all()
    np.testing.assert_allclose(four.sequences, alone.sequences, rtol=0, atol=1e-5)
    np.testing.assert_allclose(four.kernel[1], alone.kernel[1], rtol=0, atol=1e-5)
    assert np.isnan(alone.kernel[0]).any()  # of what is infinite times a slope of zero


@pytest.mark.parametrize(("of_inputs", "of_states"), [*product((None, 1, 4), repeat=2)])
def test_an_example_has_its_own_call_where_it_has_its_own_weights(
    of_inputs, of_states, monkeypatch
) -> None:
    _, arrays = drawn()
    shapes = {"dropout_mask": (of_inputs, 3, 2), "recurrent_dropout_mask": (of_states, 3, 4)}
    words = {name: np.ones(shape) for name, shape in shapes.items() if shape[0]}
    calls = []
    for name in ("lstm", "lstm_gradients"):
        function = getattr(keras, name)

        def counted(x, *rest, function=function, **more):
            calls.append(len(x))
            return function(x, *rest, **more)

        monkeypatch.setattr(keras, name, counted)
    dropout.lstm(*arrays, **words)
    dropout.lstm_gradients(*arrays, **words)
    assert calls == 2 * ([1, 1, 1] if of_states or of_inputs == 4 else [3])


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("name", "size"), [("dropout_mask", 2), ("recurrent_dropout_mask", 4)])
@pytest.mark.parametrize("batch", [0, 3])
def test_masks_of_float64_make_results_of_float64(name, size, count, batch) -> None:
    _, (x, *weights) = drawn()
    arrays = [x[:batch].astype(np.float32), *(array.astype(np.float32) for array in weights)]
    for dtype in (np.float32, np.float64):
        words = {name: np.ones((count, batch, size), dtype)}
        results = dropout.lstm(*arrays, **words)
        gradients = dropout.lstm_gradients(*arrays, **words)
        every = [*results, *gradients[:4], *gradients.initial_state]
        assert [array.dtype for array in every] == [dtype] * 9


def test_no_warning_of_what_is_infinite_or_not_a_number() -> None:
    """As of no other function."""
    _, (x, *weights) = drawn()
    x[0, 0, 0], weights[1][0, 0] = 1e308, np.inf
    x[1, 0, 0] = np.inf
    for of_inputs, of_states in (((3, 2), (3, 4)), ((4, 3, 2), (4, 3, 4))):
        masks = {"dropout_mask": np.ones(of_inputs), "recurrent_dropout_mask": np.zeros(of_states)}
        masks["dropout_mask"][..., 0, 0], masks["dropout_mask"][..., 1, 0] = 2, 0
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert np.isnan(dropout.lstm(x, *weights, **masks).state_h).any()
            found = dropout.lstm_gradients(x, *weights, state_h=np.ones((3, 4)), **masks)
        assert np.isnan(found.recurrent_kernel).any()


@pytest.mark.parametrize("name", in_c.__all__)
def test_it_says_the_order_of_the_masks_and_the_release_that_is_recorded(name) -> None:
    said = " ".join(getattr(dropout, name).__doc__.split())
    order = {"lstm": STORAGES["keras"].arrays[0].gates, "gru": GRU.gates}
    layer = name.removesuffix("_gradients")
    if layer in order:
        assert f"in the order of the kernel's blocks, {', '.join(order[layer])};" in said
    assert {f"Keras {record.about['version']}," in said for record in RECORDS} == {True}


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
    (
        {"recurrent_dropout_mask": np.ones((4, 4, 4))},
        ValueError,
        r"has shape \(4, 4, 4\), expected \(4, batch, units\) = \(4, 3, 4\): batch = 3 comes from",
    ),
    (
        {"dropout_mask": np.ones((1, 3, 5))},
        ValueError,
        r"has shape \(1, 3, 5\), expected \(1, batch, input_dim\) = \(1, 3, 2\): input_dim = 2 c",
    ),
    ({"dropout_mask": np.full((3, 2), "a")}, TypeError, "dropout_mask has dtype <U1.* not numbers"),
    *(
        ({name: mask}, TypeError, rf"^{name} has dtype {dtype}, expected floats: .*, as {written}")
        for name, mask, dtype, written in (
            ("dropout_mask", np.ones((3, 2), bool), "bool", "dropout_mask / 0.8"),
            ("dropout_mask", np.ones((4, 3, 2), np.uint8), "uint8", "dropout_mask / 0.8"),
            ("dropout_mask", np.ones((3, 2), bool).astype(object), "object", "dropout_mask / 0.8"),
            (
                "recurrent_dropout_mask",
                np.ones((3, 4), int).tolist(),
                "int64",
                r"np.asarray\(recurrent_dropout_mask\) / 0.8",
            ),
        )
    ),
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


def test_a_choice_that_is_none_is_refused_before_what_depends_on_it() -> None:
    _, arrays = drawn()
    for words in ({}, {"lstm_output": np.ones((3, 5, 4))}, {"lstm_output": np.ones((3, 4))}):
        with pytest.raises(ValueError, match="return_sequences is 'no', expected one of True, Fal"):
            dropout.lstm_gradients(*arrays, return_sequences="no", **words)
