"""A layer that was copied, pickled or sent to another process goes on as the layer itself does."""

import copy
import functools
import multiprocessing
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import lstm_c
import lstm_numpy

SEQUENCES = np.random.default_rng(1).normal(size=(2, 6, 3)).astype(np.float32)
MAKE: dict[str, Callable[[], Any]] = {
    "LSTM": lambda: lstm_numpy.LSTM(4, seed=0, stateful=True, return_state=True),
    "LSTM of 2.2.4": lambda: lstm_numpy.LSTM(4, seed=0, keras_version="2.2.4"),
    "LSTM with a function": lambda: lstm_numpy.LSTM(4, np.sin, "softsign", seed=0),
    "LSTM of lstm_c": lambda: lstm_c.LSTM(4, seed=0, stateful=True, return_sequences=True),
    "Bidirectional": lambda: lstm_numpy.Bidirectional(
        lstm_numpy.LSTM(4, seed=0, stateful=True, return_sequences=True), "mul"
    ),
}
COPY: dict[str, Callable[[Any], Any]] = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    **{
        f"pickle {protocol}": lambda layer, protocol=protocol: pickle.loads(
            pickle.dumps(layer, protocol)
        )
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
}


def assert_equal(ones: Any, others: Any) -> None:
    pairs = zip(ones, others, strict=True) if isinstance(ones, tuple) else [(ones, others)]
    for one, other in pairs:
        np.testing.assert_array_equal(one, other, strict=True)


@pytest.mark.parametrize("calls", [0, 1, 2])
@pytest.mark.parametrize("copied", COPY.values(), ids=COPY)
@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_a_copy_goes_on_as_the_layer_does(make, copied, calls: int) -> None:
    layer = make()
    if copied is copy.copy and isinstance(layer, lstm_numpy.Bidirectional):
        pytest.skip("a shallow copy has the same layers inside")
    for _ in range(calls):
        layer(SEQUENCES)
    other = copied(layer)
    assert (type(other), repr(other)) == (type(layer), repr(layer))
    for _ in range(2):
        assert_equal(layer(SEQUENCES), other(SEQUENCES))


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_a_deep_copy_is_another_layer(make) -> None:
    layer = make()
    expected = layer(SEQUENCES)
    other = copy.deepcopy(layer)
    other.set_weights([2 * array for array in other.get_weights()])
    other(SEQUENCES)
    again = make()
    again.set_weights(layer.get_weights())
    assert_equal(again(SEQUENCES), expected)
    assert_equal(layer(SEQUENCES), again(SEQUENCES))


def test_a_copy_of_a_layer_can_be_wrapped() -> None:
    layer = pickle.loads(pickle.dumps(lstm_numpy.LSTM(4, seed=0)))
    one, other = (lstm_numpy.Bidirectional(each) for each in (layer, lstm_numpy.LSTM(4, seed=0)))
    assert_equal(one(SEQUENCES), other(SEQUENCES))


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_other_processes_compute_the_same(make) -> None:
    layer = make()
    layer(SEQUENCES)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        theirs = pool.apply(layer, (SEQUENCES,))
    assert_equal(layer(SEQUENCES), theirs)


def test_a_function_that_cannot_be_pickled_is_named() -> None:
    layer = lstm_numpy.LSTM(4, lambda x: x)
    with pytest.raises((AttributeError, pickle.PicklingError), match="lambda"):
        pickle.dumps(layer)
    copy.deepcopy(layer)(SEQUENCES)


def test_a_function_with_an_argument_bound_is_copied() -> None:
    function = functools.partial(np.clip, a_min=-1, a_max=1)
    layer = lstm_numpy.LSTM(4, function, seed=0)
    assert_equal(layer(SEQUENCES), pickle.loads(pickle.dumps(layer))(SEQUENCES))


@pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_what_holds_addresses_is_not_copied(copied) -> None:
    prepared = lstm_c.keras.prepare(np.zeros((3, 16)), np.zeros((4, 16)))
    with pytest.raises(TypeError, match=r"^what lstm_c\.keras\.prepare returned holds addresses"):
        copied(prepared)


def test_weights_are_those_of_get_weights() -> None:
    for make in MAKE.values():
        layer = make()
        assert layer.weights == []
        layer(SEQUENCES)
        for one, other in zip(layer.weights, layer.get_weights(), strict=True):
            np.testing.assert_array_equal(one, other, strict=True)
