"""Arrays that are laid out for the cache hold what they should."""

import numpy as np
import pytest

from lstm_numpy import memory

SIZES = [(0, 5), (5, 0), (1, 1), (3, 7), (64, 4), (65, 4), (201, 130)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rows_columns", SIZES)
def test_an_aligned_array_is_its_own_and_begins_with_a_line(rows_columns, dtype) -> None:
    arrays = [memory.aligned(*rows_columns, np.dtype(dtype)) for _ in range(8)]
    for number, array in enumerate(arrays):
        assert array.shape == rows_columns
        assert array.dtype == dtype
        assert array.flags.c_contiguous
        assert array.flags.writeable
        assert not array.size or array.ctypes.data % memory.LINE == 0
        array[:] = number
    for number, array in enumerate(arrays):
        np.testing.assert_array_equal(array, np.full(rows_columns, number))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rows_columns", SIZES)
def test_what_is_turned_is_the_transpose_in_one_piece(rows_columns, dtype) -> None:
    array = np.random.default_rng(7).normal(size=rows_columns).astype(dtype)
    before = array.copy()
    found = memory.turned(array)
    np.testing.assert_array_equal(found, before.T, strict=True)
    np.testing.assert_array_equal(array, before)
    assert found.flags.c_contiguous
    assert not np.shares_memory(found, array)


@pytest.mark.parametrize("out", ["condition", "value", "otherwise", "of its own", "with room"])
@pytest.mark.parametrize("rows", [3, 4])
@pytest.mark.parametrize("shape", ["rows 4", "1 4", "rows 1", "1 1", ""])
@pytest.mark.parametrize("spread", ["value", "otherwise", "neither"])
def test_a_choice_is_the_one_of_each_number(out, shape, rows, spread) -> None:
    """Also where the result takes the place of an operand, and where one serves many numbers."""
    random = np.random.default_rng(3)
    shape = tuple(rows if size == "rows" else int(size) for size in shape.split())
    whole = {name: random.normal(size=(rows, 4)) for name in ("value", "otherwise")}
    whole["condition"] = random.choice([0.0, 1.0, -0.0], size=(rows, 4))
    if spread in whole and spread != out:
        whole[spread] = random.normal(size=shape)
    condition, value, otherwise = whole["condition"], whole["value"], whole["otherwise"]
    expected = np.where(condition != 0, value, otherwise)
    room = np.empty((rows, 9))
    place = whole.get(out, room[:, :4] if out == "with room" else np.empty((rows, 4)))
    memory.choose(condition, value, otherwise, place)
    np.testing.assert_array_equal(place, expected)
