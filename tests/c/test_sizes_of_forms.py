"""Nor is any size a threshold of gradients and of products with fewer bits.

The lengths are those of `test_sizes`, around every constant of the engines; one dimension at a time
is long. C and NumPy share no loop, block or panel, so each is held by the other.
"""

from importlib import import_module

import numpy as np
import pytest

import lstm_c
from lstm_numpy import keras
from lstm_sym.passes.quantised import FEWER
from tests.c.test_sizes import SMALL, drawn, lengths
from tests.gradients.test_engine import flat

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
LARGE = max(lengths())
BOUND = {np.float32: 2e-5, np.float64: 1e-12}


@pytest.mark.parametrize("long", SMALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_size_is_a_threshold_of_gradients(dtype, long: str) -> None:
    for length in lengths():
        sizes = {**SMALL, long: length}
        arrays, states = drawn(sizes, dtype)
        random = np.random.default_rng(length)
        output = random.normal(size=(sizes["batch"], sizes["timesteps"], sizes["units"]))
        words = {"initial_state": states, "lstm_output": output.astype(dtype), "state_c": states[1]}
        words |= {"checkpoints": 1 + length % 3, "go_backwards": length % 2 == 0}
        if length % 3 == 0:
            words["mask"] = random.random(output.shape[:2]) < 0.8
        ours = flat(lstm_c.keras.lstm_gradients(*arrays, **words))
        for one, other in zip(ours, flat(keras.lstm_gradients(*arrays, **words)), strict=True):
            off = np.abs(one - other).max() / max(1, np.abs(other).max())
            assert off <= BOUND[dtype], (long, length)


@pytest.mark.parametrize("long", ["input_dim", "units"])
@pytest.mark.parametrize("bits", FEWER, ids=lambda one: one.name)
def test_no_size_of_a_vector_is_a_threshold_of_fewer_bits(bits, long: str) -> None:
    """One timestep, since a last digit of a state may become a step of its whole number."""
    in_c, in_numpy = (
        import_module(f"{package}.keras{bits.suffix}") for package in ("lstm_c", "lstm_numpy")
    )
    for length in lengths():
        sizes = {**SMALL, "batch": 1 + length % 7, "timesteps": 1, long: length}
        arrays, states = drawn(sizes, np.float32)
        words = {"initial_state": states}
        for one, other in zip(
            in_c.lstm(*arrays, **words), in_numpy.lstm(*arrays, **words), strict=True
        ):
            np.testing.assert_allclose(one, other, rtol=0, atol=1e-5, err_msg=f"{long} {length}")


@pytest.mark.parametrize("bits", FEWER, ids=lambda one: one.name)
def test_no_number_of_examples_or_timesteps_is_a_threshold_of_fewer_bits(bits) -> None:
    """The first of many are what they are alone: examples and timesteps have no part in others."""
    in_c = import_module(f"lstm_c.keras{bits.suffix}")
    for name, axis in (("batch", 0), ("timesteps", 1)):
        arrays, _ = drawn({**SMALL, name: LARGE}, np.float32)
        layer = in_c.prepare(*arrays[1:])
        whole = layer(arrays[0]).lstm_output
        single = layer(arrays[0][-1:, :1]).lstm_output
        np.testing.assert_array_equal(single, whole[-1:, :1])
        for length in lengths():
            some = np.take(arrays[0], range(length), axis)
            found = layer(np.ascontiguousarray(some)).lstm_output
            np.testing.assert_array_equal(found, np.take(whole, range(length), axis))


def misaligned(array: np.ndarray) -> np.ndarray:
    """The same numbers, which begin one byte behind where numbers should."""
    room = np.zeros(array.nbytes + 1, np.uint8)
    found = room[1:].view(array.dtype).reshape(array.shape)
    found[...] = array
    return found


#: The same numbers as they may lie in memory.
LIE = {
    "every second": lambda array: np.repeat(array, 2, axis=0)[::2],
    "columns first": np.asfortranarray,
    "backwards": lambda array: np.ascontiguousarray(array[::-1])[::-1],
    "one for all": lambda array: np.broadcast_to(array[:1], array.shape),
    "misaligned": misaligned,
    "not to be written": lambda array: np.frombuffer(array.tobytes(), array.dtype).reshape(
        array.shape
    ),
}


@pytest.mark.parametrize("lie", LIE.values(), ids=LIE)
@pytest.mark.parametrize("batch", [1, 3, 50])
def test_arrays_that_lie_otherwise_give_the_same(batch: int, lie) -> None:
    arrays, states = drawn({**SMALL, "batch": batch}, np.float32)
    mask = np.random.default_rng(batch).random(arrays[0].shape[:2]) < 0.7
    output = np.repeat(states[0][:, np.newaxis], arrays[0].shape[1], axis=1)
    others = [lie(array) for array in (*arrays, *states, mask, output)]
    same = [np.array(array) for array in others]

    def each(x, kernel, recurrent, bias, h, c, mask, output):
        words = {"initial_state": (h, c), "mask": mask}
        weights = kernel, recurrent, bias
        yield from flat(lstm_c.keras.lstm_gradients(x, *weights, lstm_output=output, **words))
        for name in ("keras", *(f"keras{bits.suffix}" for bits in FEWER)):
            yield from import_module(f"lstm_c.{name}").lstm(x, *weights, **words)
            yield from import_module(f"lstm_c.{name}").prepare(*weights)(x, **words)

    for one, other in zip(each(*others), each(*same), strict=True):
        np.testing.assert_array_equal(one, other)
