"""Streams: the steps of one call one after the other, with the states kept in C."""

import importlib

import numpy as np
import pytest

import lstm_c
from lstm_c import gru, keras, simple_rnn
from lstm_c.formulations import CELLS
from lstm_numpy.activations import tanh

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
RANDOM = np.random.default_rng(0)
WEIGHTS = [RANDOM.normal(size=s).astype(np.float32) for s in ((3, 20), (5, 20), 20)]
X = RANDOM.normal(size=(2, 7, 3)).astype(np.float32)


def outputs(stream, x) -> np.ndarray:
    return np.stack([stream(x[:, t]).copy() for t in range(x.shape[1])], axis=1)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_stream_gives_the_bits_of_one_call(dtype) -> None:
    weights, x = [array.astype(dtype) for array in WEIGHTS], X.astype(dtype)
    initial = tuple(RANDOM.normal(size=(2, 5)).astype(dtype) for _ in range(2))
    stream = keras.stream(*weights, batch=2)
    for state in (None, initial):
        stream.reset(state)
        result = keras.prepare(*weights)(x, initial_state=state)
        np.testing.assert_array_equal(outputs(stream, x), result.lstm_output)
        for ours, theirs in zip(stream.states, result[1:], strict=True):
            np.testing.assert_array_equal(ours, theirs)
            assert ours.dtype == dtype


def test_states_stay_what_they_were_when_the_stream_goes_on() -> None:
    stream = keras.stream(*WEIGHTS)
    stream(X[:1, 0])
    kept = stream.states
    before = [state.copy() for state in kept]
    stream(X[:1, 1])
    assert not np.array_equal(stream.states, before)
    np.testing.assert_array_equal(kept, before)


def test_a_stream_makes_no_array() -> None:
    stream = keras.stream(*WEIGHTS)
    assert stream(X[:1, 0]) is stream(X[:1, 1]) is stream.output


@pytest.mark.parametrize("module", list(CELLS))
def test_every_cell_has_streams(module: str) -> None:
    assert callable(importlib.import_module(f"lstm_c.{module}").stream)


@pytest.mark.parametrize(("x", "error", "message"), [
    (X[:, 0], ValueError, r"^x has shape \(2, 3\), expected \(batch, input size\) = \(1, 3\)$"),
    (X[:1, 0, :2], ValueError, r"^x has shape \(1, 2\)"),
    (X[:1, 0].astype(float), TypeError, "^x has dtype float64, expected float32, as the weights"),
    ([[1.0, 2, 3]], TypeError, "^x is a list, expected an array of shape"),
])  # fmt: skip
def test_an_input_that_does_not_fit_is_refused(x, error, message: str) -> None:
    with pytest.raises(error, match=message):
        keras.stream(*WEIGHTS)(x)


def test_states_that_do_not_fit_are_refused() -> None:
    stream = gru.stream(WEIGHTS[0][:, :15], WEIGHTS[1][:, :15])
    with pytest.raises(ValueError, match=r"^initial_state\[0\] has shape \(2, 5\), expected"):
        stream.reset(np.zeros((2, 5)))


@pytest.mark.parametrize("batch", [-1, 1.5, True, "1"])
def test_a_batch_that_is_no_number_is_refused(batch) -> None:
    with pytest.raises(ValueError, match=r"^batch is"):
        keras.stream(*WEIGHTS, batch=batch)


def test_what_c_does_not_compute_is_refused() -> None:
    half = [array.astype(np.longdouble) for array in WEIGHTS]
    with pytest.raises(TypeError, match=r"expected float32 or float64"):
        keras.stream(*half)
    with pytest.raises(TypeError, match=r"^activation is a function that has no number in C"):
        gru.gru(X, WEIGHTS[0][:, :15], WEIGHTS[1][:, :15], activation=lambda x: tanh(2 * x))


@pytest.mark.parametrize(("module", "gates"), [(keras, 4), (gru, 3), (simple_rnn, 1)])
def test_no_stream_runs_backwards(module, gates: int) -> None:
    weights = [array[..., : 5 * gates] for array in WEIGHTS[:2]]
    with pytest.raises(ValueError, match=r"^go_backwards is True, expected False: a stream does"):
        module.stream(*weights, go_backwards=True)
    stream = module.stream(*weights)
    stream._room.call.go_backwards = 1  # as a program in C may set it
    with pytest.raises(RuntimeError, match=r"fault 5$"):
        stream.reset()
