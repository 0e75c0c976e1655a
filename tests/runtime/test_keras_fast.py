"""The fast form of the Keras LSTM against the readable cell, one step after the other."""

import tracemalloc

import numpy as np
import pytest

from lstm_numpy import keras
from lstm_numpy.activations import BY_NAME, NEED_PARAMETERS
from lstm_numpy.keras_fast import SLAB

NAMES = sorted(set(BY_NAME) - set(NEED_PARAMETERS))


def numbers(batch=3, timesteps=6, input_dim=4, units=5, dtype=np.float64):
    random = np.random.default_rng(units)
    shapes = [(batch, timesteps, input_dim), (input_dim, 4 * units), (units, 4 * units), 4 * units]
    return [(0.3 * random.normal(size=shape)).astype(dtype) for shape in shapes]


def by_cell(sequences, *weights, initial_state=None, **functions):
    """The readable cell in a loop."""
    batch, _, units = len(sequences), None, weights[1].shape[0]
    zeros = np.zeros((batch, units), sequences.dtype)
    h_t, c_t = initial_state or (zeros, zeros)
    outputs = []
    for x_t in sequences.swapaxes(0, 1):
        h_t, c_t = keras.lstm_cell(x_t, h_t, c_t, *weights, **functions)
        outputs.append(h_t)
    return np.stack(outputs, axis=1), h_t, c_t


def same(one, other, bound=1e-14) -> None:
    for a, b in zip(one, other, strict=True):
        np.testing.assert_allclose(a, b, rtol=bound, atol=bound, strict=True)


@pytest.mark.parametrize("name", NAMES)
def test_every_activation_in_every_place(name: str) -> None:
    for words in ({"activation": name}, {"recurrent_activation": name}):
        arrays = numbers(timesteps=3)  # of the exponential's exponential, more would be infinite
        same(keras.lstm(*arrays, **words), by_cell(*arrays, **words), 1e-13)


@pytest.mark.parametrize("batch", [0, 1, 2, 9])
@pytest.mark.parametrize("units", [1, 5, 40])
def test_sizes_directions_and_states(batch: int, units: int) -> None:
    arrays = numbers(batch, 6, 4, units)
    state = (np.full((batch, units), 0.5), np.full((batch, units), -0.25))
    expected = by_cell(arrays[0][:, ::-1], *arrays[1:], initial_state=state)
    found = keras.lstm(*arrays, initial_state=state, go_backwards=True)
    same(found, expected)
    last = keras.lstm(*arrays, initial_state=state, go_backwards=True, return_sequences=False)
    same(last, (expected[1], *expected[1:]))


def test_several_slabs() -> None:
    arrays = numbers(2, SLAB // (2 * 4 * 32 * 8) + 3, 3, 32)
    same(keras.lstm(*arrays), by_cell(*arrays), 1e-12)


def test_the_callers_arrays_are_left_alone_and_results_are_new() -> None:
    arrays = numbers()
    state = (np.ones((3, 5)), np.ones((3, 5)))
    before = [array.copy() for array in (*arrays, *state)]
    result = keras.lstm(*arrays, initial_state=state)
    same((*arrays, *state), before, 0)
    result.state_h[:] = 9
    assert result.lstm_output.max() < 9


def test_a_prepared_layer_takes_everything_that_the_function_takes() -> None:
    arrays = numbers()
    layer = keras.prepare(*arrays[1:], go_backwards=True)
    state, mask = (np.ones((3, 5)), np.ones((3, 5))), np.arange(18).reshape(3, 6) % 3 > 0
    for given in ({}, {"initial_state": state}, {"mask": mask}):
        same(layer(arrays[0], **given), keras.lstm(*arrays, go_backwards=True, **given))
    with pytest.raises(ValueError, match="sequences has shape"):
        layer(np.zeros((3, 6, 9)))
    with pytest.raises(ValueError, match="kernel has shape"):
        keras.prepare(arrays[1][:, :-1], *arrays[2:])


def test_memory_beyond_input_and_output_is_a_slab_and_some_timesteps() -> None:
    arrays = numbers(8, 2000, 16, 32, np.float32)
    layer = keras.prepare(*arrays[1:])
    tracemalloc.start()
    result = layer(arrays[0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - result.lstm_output.nbytes < 2 * SLAB
