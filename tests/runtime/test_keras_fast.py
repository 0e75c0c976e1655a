"""The fast form of the Keras LSTM against the readable cell, one step after the other."""

import tracemalloc
from functools import partial

import numpy as np
import pytest

from lstm_numpy import engine, keras, openblas
from lstm_numpy.activations import BY_NAME, NEED_PARAMETERS
from lstm_numpy.engine import BYTES_JOINED, LEAST_ROWS, MANY_EXAMPLES, PART_ROWS, SLAB_ROWS
from lstm_numpy.memory import LINE

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


@pytest.mark.parametrize(
    ("batch", "timesteps"),
    [(1, 2 * SLAB_ROWS + 3), (2, SLAB_ROWS // 2), (3, 90), (MANY_EXAMPLES + 1, 3)],
)
@pytest.mark.parametrize("units", [7, 129])
def test_slabs_of_timesteps_and_many_examples(batch: int, timesteps: int, units: int) -> None:
    arrays = numbers(batch, timesteps, 3, units)
    arrays[2] *= 0.1  # larger ones of so many units magnify every rounding
    state = (np.full((batch, units), 0.5), np.full((batch, units), -0.25))
    same(keras.lstm(*arrays, initial_state=state), by_cell(*arrays, initial_state=state), 1e-12)


def test_the_sizes_above_go_both_ways() -> None:
    of_one = [4 * units * (3 + 1 + units) * 8 for units in (7, 129)]
    assert of_one[0] < BYTES_JOINED < of_one[1] / 2


@pytest.mark.parametrize(("batch", "units"), [(2, 100), (17, 60), (MANY_EXAMPLES + 1, 24)])
def test_products_in_parts(monkeypatch, batch: int, units: int) -> None:
    monkeypatch.setattr(openblas, "has_small_kernels", lambda: True)
    monkeypatch.setattr(openblas, "threads", lambda: 1)
    monkeypatch.setattr(openblas, "SMALL", 50_000)
    assert openblas.parts(4 * units, 3 + 1 + units, batch) > 1
    arrays = numbers(batch, 5, 3, units)
    arrays[2] *= 0.1
    same(keras.lstm(*arrays), by_cell(*arrays), 1e-13)


@pytest.mark.parametrize(("batch", "units"), [(32, 16), (64, 64), (MANY_EXAMPLES, 96)])
def test_what_a_product_reads_and_writes_begins_with_a_line(monkeypatch, batch, units) -> None:
    read = []

    def noted(function, *arrays):
        read.extend(arrays)
        return partial(function, *arrays)

    monkeypatch.setattr(engine, "partial", noted)
    kept = [numbers(batch, 3, 15, units, np.float32) for _ in range(4)]
    for arrays in kept:  # one may begin so by chance
        keras.lstm(*arrays)
    assert len(read) == 3 * len(kept)
    assert {array.ctypes.data % LINE for array in read} == {0}


@pytest.mark.parametrize(("batch", "timesteps"), [(1, 2 * SLAB_ROWS + PART_ROWS + 3), (3, 90)])
def test_inputs_in_parts(monkeypatch, batch: int, timesteps: int) -> None:
    monkeypatch.setattr(openblas, "has_small_kernels", lambda: True)
    monkeypatch.setattr(openblas, "threads", lambda: 1)
    monkeypatch.setattr(openblas, "SMALL", 10_000)
    arrays = numbers(batch, timesteps, 7, 128)
    assert timesteps * batch >= LEAST_ROWS
    assert openblas.parts(4 * 128, 7 + 1, PART_ROWS) > 1
    assert BYTES_JOINED < (7 + 1 + 128) * 4 * 128 * 8
    arrays[2] *= 0.1
    same(keras.lstm(*arrays), by_cell(*arrays), 1e-12)


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("left", [1, 2, PART_ROWS - 1, PART_ROWS])
def test_every_row_of_the_last_part_is_computed(monkeypatch, left: int, batch: int) -> None:
    """Where one is left out, what the slab before had in its place stays."""
    monkeypatch.setattr(openblas, "has_small_kernels", lambda: True)
    monkeypatch.setattr(openblas, "threads", lambda: 1)
    monkeypatch.setattr(openblas, "SMALL", 10_000)
    slab = SLAB_ROWS // batch
    rest = next(t for t in range(1, slab) if (t * batch - left) % PART_ROWS in range(batch))
    arrays = numbers(batch, slab + rest, 7, 128)
    assert openblas.parts(4 * 128, 7 + 1, PART_ROWS) > 1
    arrays[2] *= 0.1
    same(keras.lstm(*arrays), by_cell(*arrays), 1e-12)


def test_a_function_of_the_callers_sees_examples_as_rows() -> None:
    seen = []

    def activation(z):
        seen.append(z.shape)
        return np.tanh(z)

    arrays = numbers(batch=3, units=5)
    same(keras.lstm(*arrays, activation=activation), keras.lstm(*arrays))
    assert set(seen) == {(0, 5), (3, 5)} or set(seen) == {(3, 5)}


def test_saturated_gates_are_exactly_closed_and_nothing_warns() -> None:
    sequences, kernel, recurrent_kernel, bias = numbers(2, 3, 4, 5, np.float32)
    bias[:] = -200  # exp(200) is infinite in float32
    with np.errstate(all="raise"):
        result = keras.lstm(sequences, kernel, recurrent_kernel, bias)
    assert not result.lstm_output.any()


def test_a_mask_is_taken_in_the_order_of_processing() -> None:
    sequences, *weights = numbers()
    mask = np.arange(18).reshape(3, 6) % 5 > 1
    found = keras.lstm(sequences, *weights, mask=mask, go_backwards=True)
    same(found, keras.lstm(sequences[:, ::-1], *weights, mask=mask[:, ::-1]))


@pytest.mark.parametrize("masked_output", ["previous", "state", "zero"])
def test_a_call_with_a_mask_and_one_without_share_no_buffers(masked_output: str) -> None:
    sequences, *weights = numbers()
    mask = np.arange(18).reshape(3, 6) % 5 > 1
    layer = keras.prepare(*weights, masked_output=masked_output)
    masked, plain = layer(sequences, mask=mask), layer(sequences)
    for _ in range(2):  # after each other, and after one of its kind
        words = {"mask": mask, "masked_output": masked_output}
        same(layer(sequences, mask=mask), keras.lstm(sequences, *weights, **words), 0)
        same(layer(sequences), keras.lstm(sequences, *weights), 0)
    same(masked, layer(sequences, mask=mask), 0)
    same(plain, layer(sequences), 0)


def test_a_masked_step_does_not_read_what_it_skips() -> None:
    sequences, *weights = numbers()
    sequences[:, 2] = np.nan
    mask = np.ones((3, 6), bool)
    mask[:, 2] = False
    for masked_output in ("previous", "state", "zero"):
        found = keras.lstm(sequences, *weights, mask=mask, masked_output=masked_output)
        left_out = keras.lstm(np.delete(sequences, 2, axis=1), *weights)
        same(found[1:], left_out[1:])
        same([np.delete(found[0], 2, axis=1)], [left_out[0]])


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


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize(("batch", "timesteps"), [(1, 4000), (8, 2000), (256, 40)])
def test_memory_beyond_input_and_output_is_below_two_slabs(batch, timesteps, masked) -> None:
    sequences, *weights = numbers(batch, timesteps, 16, 64, np.float32)
    layer = keras.prepare(*weights)
    mask = np.ones((batch, timesteps), bool) if masked else None
    layer(sequences, mask=mask)
    tracemalloc.start()
    result = layer(sequences, mask=mask)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    returned = sum(array.nbytes for array in result)
    of_one = 4 * 64 * 4  # bytes of the sums of one example
    slab = max(SLAB_ROWS, 2 * batch) * of_one
    assert peak - returned < 2 * slab
