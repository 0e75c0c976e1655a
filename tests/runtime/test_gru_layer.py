"""The GRU layer: what its releases call by the same words, states that are kept, weights."""

import copy
import pickle
import re
from typing import Any

import numpy as np
import pytest

from lstm_numpy import GRU, LSTM, Bidirectional, greff2015, gru, stacked

random = np.random.default_rng(11)
X = random.normal(size=(3, 6, 2)).astype(np.float32)


def test_the_reset_gate_acts_where_the_release_says() -> None:
    said = {version: GRU(2, keras_version=version).reset_after for version in RELEASES}
    assert said == RELEASES


RELEASES = {
    "2.0.0": False, "2.1.5": False, "2.2.4": False, "2.3.1": False, "2.4.0": True,
    "2.15.0": True, "3.0.0": True, "3.15.1": True, "2.1.2-tf": False, "2.3.0-tf": True,
    "tfjs-layers 4.22.0": False,
}  # fmt: skip
BAD: list[tuple[dict[str, Any], str]] = [
    (
        {"keras_version": "2.1.4", "reset_after": True},
        "reset_after is True, which came with Keras 2.1.5, keras_version is '2.1.4': pass",
    ),
    (
        {"keras_version": "tfjs-layers 4.22.0", "reset_after": True},
        "reset_after is True, keras_version is 'tfjs-layers 4.22.0': pass reset_after=False",
    ),
    (
        {"keras_version": "2.2.4-tf", "recurrent_activation": "sigmoid"},
        "reset_after is not given, and its default is not known for keras_version='2.2.4-tf'",
    ),
    ({"reset_after": 1}, "reset_after is 1, expected one of False, True"),
    ({"units": 0}, "units is 0, expected a whole number from 1 on"),
    (
        {"zero_output_for_mask": True, "keras_version": "2.3.1"},
        "zero_output_for_mask is not an argument of the layers of Keras 2.3.1",
    ),
]


@pytest.mark.parametrize(("words", "message"), BAD, ids=[message for _, message in BAD])
def test_what_no_release_has_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        GRU(**{"units": 2} | words)


@pytest.mark.parametrize("after", [True, False])
def test_a_stateful_layer_goes_on_where_it_was(after: bool) -> None:
    layer = GRU(4, reset_after=after, stateful=True, return_sequences=True, seed=3)
    halves = np.concatenate([layer(X[:, :2]), layer(X[:, 2:])], axis=1)
    whole = GRU(4, reset_after=after, return_sequences=True, seed=3)(X)
    np.testing.assert_allclose(halves, whole, rtol=0, atol=1e-6)
    layer.reset_state()
    np.testing.assert_allclose(layer(X), whole, rtol=0, atol=1e-6)


def test_the_state_may_stand_in_a_list_or_alone() -> None:
    layer, h = GRU(4, seed=3), random.normal(size=(3, 4))
    np.testing.assert_array_equal(layer(X, initial_state=[h]), layer(X, initial_state=h))
    with pytest.raises(ValueError, match="initial_state has 2 items, expected a tuple of 1 array"):
        layer(X, initial_state=[h, h])
    with pytest.raises(ValueError, match="initial_state has shape"):
        layer(X, initial_state=h[:2])


@pytest.mark.parametrize(("after", "bias"), [(True, (2, 12)), (False, (12,))])
def test_the_weights_are_keras_s(after: bool, bias: tuple[int, ...]) -> None:
    layer = GRU(4, reset_after=after, seed=3)
    layer(X)
    shapes = [array.shape for array in layer.get_weights()]
    assert shapes == [(2, 12), (4, 12), bias]
    with pytest.raises(ValueError, match=r"bias has shape \(2, 12\)|bias has shape \(12,\)"):
        layer.set_weights([*layer.get_weights()[:2], np.zeros(bias[1:] or (2, *bias))])
    expected = gru.gru(X, *layer.get_weights(), reset_after=after).state_h
    np.testing.assert_array_equal(layer(X), expected)
    for other in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
        np.testing.assert_array_equal(other(X), expected)


def test_a_packed_layer_takes_numbers_of_another_type() -> None:
    weights = [random.normal(size=shape).astype(np.float32) for shape in ((2, 12), (4, 12), 12)]
    double = X.astype(float)
    packed = gru.prepare(*weights, reset_after=False)(double)
    expected = gru.gru(double, *weights, reset_after=False)
    np.testing.assert_array_equal(packed.gru_output, expected.gru_output)
    layer = GRU(4, keras_version="2.2.4", seed=3)
    assert layer(double).dtype == np.float64
    weights = [random.normal(size=shape).astype(np.float32) for shape in ((2, 16), (4, 16), 16)]
    peepholes = np.zeros(12, np.float32)
    outputs = greff2015.prepare(*weights, peepholes)(double).outputs
    np.testing.assert_array_equal(outputs, greff2015.lstm(double, *weights, peepholes).outputs)


def test_both_directions_and_layers_on_top_of_each_other() -> None:
    both = Bidirectional(GRU(4, return_sequences=True, seed=3))
    assert isinstance(both.backward_layer, GRU)
    output = stacked([both, LSTM(3, return_sequences=True, seed=1), GRU(5, seed=2)], X)
    assert output.shape == (3, 5)
    forward = both.forward_layer(X)[0]
    np.testing.assert_array_equal(both(X)[..., :4], forward)
    states = [random.normal(size=(3, 4)) for _ in range(2)]
    given = Bidirectional(GRU(4, seed=3))(X, initial_state=states)
    np.testing.assert_allclose(
        given[:, :4], GRU(4, seed=3)(X, initial_state=states[0]), rtol=0, atol=1e-6
    )
    assert repr(both) == "Bidirectional(GRU(4, return_sequences=True, seed=3))"


@pytest.mark.parametrize("reset_after", [False, True])
@pytest.mark.parametrize("use_bias", [False, True])
def test_new_weights_have_the_shapes_of_keras(use_bias: bool, reset_after: bool) -> None:
    layer = GRU(4, use_bias=use_bias, reset_after=reset_after, seed=0)
    layer(X)
    bias = [(2, 12) if reset_after else (12,)] if use_bias else []
    assert [w.shape for w in layer.get_weights()] == [(X.shape[2], 12), (4, 12), *bias]
