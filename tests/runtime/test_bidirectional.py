"""Bidirectional and stacked layers: what Keras recorded, against plain NumPy, and bad input."""

import itertools
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import LSTM, Bidirectional, convert, keras, onnx, pytorch, stacked
from lstm_numpy.merging import MERGE_MODES
from lstm_sym.equations.bidirectional import merge_mode
from lstm_sym.recorded.case import off
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import Record, recording

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
random = np.random.default_rng(11)
X = random.normal(size=(3, 5, 2))
ARRAYS = [random.normal(size=shape) for shape in [(2, 28), (7, 28), (28,)] * 2]
STATES = list(random.normal(size=(4, 3, 7)))
MASK = np.array([[1, 1, 1, 0, 0], [0, 1, 0, 1, 1], [1, 1, 1, 1, 1]], bool)


def close(ours: Any, theirs: Any) -> None:
    # With a mask and without one, the sums may be rounded in another order.
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-13)


def layer(mode: Any = "concat", **words: Any) -> Bidirectional:
    words = {"return_sequences": True, "return_state": True, **words}
    made = Bidirectional(LSTM(7, **words), merge_mode=mode)
    made.set_weights(ARRAYS)
    return made


def one_way(weights: Any, way: int, state: Any = None, **words: Any) -> Any:
    return keras.lstm(X, *weights, initial_state=state, go_backwards=way < 0, **words)


RECORDED = [
    pytest.param(path.stem, name, id=f"{path.stem}-{name}")
    for path in sorted([*FURTHER.glob("*-wrapped.json"), *FURTHER.glob("*-stacked.json")])
    for name, case in json.loads(path.read_text())["cases"].items()
    if case["class"] in ("Bidirectional", "Stacked")
]


@cache
def recorded(file: str) -> dict[str, Record]:
    return {record.name: record for record in recording(FURTHER / f"{file}.json").records()}


@pytest.mark.parametrize(("file", "name"), RECORDED)
def test_the_layers_compute_what_this_keras_computed(file: str, name: str) -> None:
    record = recorded(file)[name]
    known = reader(record)
    assert known
    (computed,) = known.compared(record)
    for ours, theirs in zip(computed.ours, computed.recorded, strict=True):
        assert (ours.shape, ours.dtype) == (theirs.shape, theirs.dtype)
        assert off(ours, theirs) <= record.bound


def test_every_case_was_recorded() -> None:
    stacks = [one for one in RECORDED if "-stacked-" in str(one.id)]
    assert (len(RECORDED) - len(stacks), len(stacks)) == (60, 19)


MERGED = {
    "concat": lambda f, b: np.concatenate([f, b], axis=-1),
    "sum": np.add,
    "mul": np.multiply,
    "ave": lambda f, b: (f + b) / 2,
}


@pytest.mark.parametrize("mode", MERGED)
@pytest.mark.parametrize("every", [True, False])
def test_each_merge_puts_the_same_timesteps_together(mode: str, every: bool) -> None:
    output, *states = layer(mode, return_sequences=every)(X, initial_state=STATES)
    f = one_way(ARRAYS[:3], 1, STATES[:2])
    b = one_way(ARRAYS[3:], -1, STATES[2:])
    pair = (f.lstm_output, b.lstm_output[:, ::-1]) if every else (f.state_h, b.state_h)
    close(output, MERGED[mode](*pair))
    expected = (f.state_h, f.state_c, b.state_h, b.state_c)
    for ours, theirs in zip(states, expected, strict=True):
        close(ours, theirs)


def test_every_merge_of_the_equations_is_offered_and_differs_from_the_others() -> None:
    assert set(MERGED) == set(MERGE_MODES) == set(merge_mode.choices)
    outputs = [layer(mode)(X)[0] for mode in MERGE_MODES]
    for one, other in itertools.combinations(outputs, 2):
        assert one.shape != other.shape or not np.allclose(one, other)


def test_without_a_merge_both_outputs_are_returned() -> None:
    forward, backward, *states = layer(None)(X)
    close(np.concatenate([forward, backward], -1), layer()(X)[0])
    assert len(states) == 4
    assert len(layer(None, return_state=False)(X)) == 2
    assert layer(return_state=False)(X).shape == (3, 5, 14)


@pytest.mark.parametrize(
    ("version", "masked"), [("2.2.4", "state"), ("2.3.1", "previous"), ("2.15.0", "zero")]
)
@pytest.mark.parametrize("backend", ["tensorflow"])
def test_masked_timesteps_are_as_in_each_release(version: str, masked: str, backend: str) -> None:
    words = {"recurrent_activation": "sigmoid", "keras_version": version, "backend": backend}
    output, *_ = layer(None, **words)(X, mask=MASK, initial_state=STATES)
    f = one_way(ARRAYS[:3], 1, STATES[:2], mask=MASK, masked_output=masked)
    close(output, f.lstm_output)
    one, *_ = layer(None, return_sequences=False, **words)(X, mask=MASK, initial_state=STATES)
    close(one, f.state_h)


def test_the_wrapper_decides_whether_masked_timesteps_are_zero() -> None:
    asked = layer(return_sequences=False, zero_output_for_mask=True)(X, mask=MASK)
    close(asked[0], layer(return_sequences=False)(X, mask=MASK)[0])
    every = layer()(X, mask=MASK)[0]
    assert not every[~MASK].any()
    assert every[MASK].all()


def test_a_layer_that_runs_backwards_swaps_the_directions_up_to_keras_3() -> None:
    made = layer(None, go_backwards=True, keras_version="2.3.1")
    forward, backward, *_ = made(X)
    close(forward, one_way(ARRAYS[:3], -1).lstm_output)
    close(backward, one_way(ARRAYS[3:], 1).lstm_output[:, ::-1])
    with pytest.raises(ValueError, match="layer has go_backwards=True, which Bidirectional of K"):
        layer(go_backwards=True)


def test_states_are_kept_and_forgotten_in_both_directions() -> None:
    made = layer(stateful=True)
    first = made(X)
    again = made(X)
    close(again[0], layer()(X, initial_state=first[1:])[0])
    made.reset_states()
    close(made(X)[0], first[0])


def test_weights_are_the_forward_ones_then_the_backward_ones() -> None:
    for ours, theirs in zip(layer().get_weights(), ARRAYS, strict=True):
        close(ours, theirs)
    made = Bidirectional(LSTM(7, use_bias=False))
    assert made.get_weights() == []
    made.set_weights([*ARRAYS[:2], *ARRAYS[3:5]])
    assert [array.shape for array in made.get_weights()] == [(2, 28), (7, 28)] * 2


def test_a_refused_set_weights_changes_nothing() -> None:
    made = layer()
    with pytest.raises(ValueError, match="bias has shape"):
        made.set_weights([2 * array for array in ARRAYS[:5]] + [np.ones(27)])
    close(made(X)[0], layer()(X)[0])


def test_new_weights_differ_between_the_directions_and_follow_the_seed() -> None:
    one, other = (Bidirectional(LSTM(7, seed=4, return_sequences=True)) for _ in range(2))
    close(one(X), other(X))
    assert not np.allclose(one.get_weights()[0], one.get_weights()[3])


def test_the_wrapped_layer_is_left_alone() -> None:
    inner = LSTM(7, stateful=True)
    Bidirectional(inner)(X)
    assert inner.get_weights() == []


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: Bidirectional(3),
            TypeError,
            "layer is int, expected an LSTM, a GRU or a SimpleRNN",
        ),
        (lambda: layer("add"), ValueError, "merge_mode is 'add', expected one of 'concat'"),
        (lambda: layer()(X, initial_state=STATES[:2]), ValueError, "initial_state has 2 items"),
        (lambda: layer().set_weights(ARRAYS[:3]), ValueError, "weights has 3 items"),
        (lambda: layer(unroll=True)(X, mask=MASK), ValueError, "mask is given to unrolled layers"),
        (lambda: stacked([], X), ValueError, "layers is empty"),
        (
            lambda: stacked([LSTM], X),
            TypeError,
            "layers[0] is type, expected an LSTM, a GRU, a SimpleRNN or a Bidirectional",
        ),
        (lambda: stacked([LSTM(7), LSTM(3)], X), ValueError, "layers[0] is below another"),
        (lambda: stacked([layer(), LSTM(3)], X), ValueError, "layers[0] is below another"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as raised:
        call()
    assert message in str(raised.value)


def test_unrolled_layers_without_a_mask_are_as_others() -> None:
    close(layer(unroll=True)(X)[0], layer()(X)[0])


def test_stacked_layers_are_those_of_pytorch() -> None:
    upper = [random.normal(size=shape) for shape in [(14, 28), (7, 28), (28,)] * 2]
    above = layer()
    above.set_weights(upper)
    output, *_ = stacked([layer(return_state=False), above], X)
    state_dict = convert(ARRAYS, "keras", "pytorch") | convert(upper, "keras", "pytorch", layer=1)
    theirs, _ = pytorch.lstm(X, state_dict, num_layers=2, bidirectional=True, batch_first=True)
    close(output, theirs)


def test_both_directions_are_those_of_onnx() -> None:
    operator = convert(ARRAYS, "keras", "onnx")
    Y, _, _ = onnx.lstm(X.swapaxes(0, 1), **operator, direction="bidirectional")
    ours = layer()(X)[0].swapaxes(0, 1)
    close(np.concatenate([Y[:, 0], Y[:, 1]], -1), ours)


def test_a_mask_reaches_every_layer() -> None:
    lower, upper = layer(return_state=False), LSTM(3, return_sequences=True, seed=1)
    output = stacked([lower, upper], X, mask=MASK)
    close(output, upper(lower(X, mask=MASK), mask=MASK))
    assert not np.allclose(output, stacked([lower, upper], X))


def test_a_mask_is_refused_where_releases_of_the_name_emit_different_things() -> None:
    words = {"return_sequences": True, "recurrent_activation": "sigmoid", "seed": 0}
    made = Bidirectional(LSTM(3, keras_version="2.2.4-tf", **words))
    x, mask = np.ones((2, 4, 5)), np.array([[False, True, False, True]] * 2)
    plain = made(x)
    message = (
        "mask is given, and releases called 2.2.4-tf differ: TensorFlow 1 emits zeros at masked "
        'timesteps, pass keras_version="2.3.0-tf"; TensorFlow 2.0 and 2.1 repeat the output '
        'before, pass keras_version="2.3.1"'
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        made(x, mask=mask)
    for version in ("2.3.0-tf", "2.3.1"):
        other = Bidirectional(LSTM(3, keras_version=version, **words))
        np.testing.assert_array_equal(other(x), plain)
        assert other(x, mask=mask)[0, 2].any() == (version == "2.3.1")
