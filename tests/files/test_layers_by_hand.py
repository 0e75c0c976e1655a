"""Layers around a recurrent one, on numbers so few that one sees what must come out."""

import numpy as np
import pytest

from lstm_numpy.files.around import Conv1D, GlobalPooling, Pooling
from lstm_numpy.files.recurrent import Recurrent
from tests.files.test_layers import made


def row(*numbers: float) -> np.ndarray:
    """A sequence of one feature."""
    return np.array(numbers, np.float32)[np.newaxis, :, np.newaxis]


@pytest.mark.parametrize(
    ("kernel", "found"), [([1, 10], [21, 32, 3]), ([1000, 100, 10, 1], [123, 1230, 2300])]
)
def test_an_odd_number_of_zeros_around_a_sequence_has_one_more_behind_it(kernel, found) -> None:
    layer = made(Conv1D, "Conv1D", filters=1, kernel_size=len(kernel), padding="same")
    layer.give({"kernel": np.float32(kernel).reshape(-1, 1, 1), "bias": np.zeros(1, np.float32)})
    assert layer(row(1, 2, 3)).ravel().tolist() == found


def test_what_is_put_around_a_sequence_is_in_no_window() -> None:
    words = {"pool_size": 2, "strides": 1, "padding": "same"}
    largest = made(Pooling, "MaxPooling1D", **words)
    assert largest(row(-1, -2, -3)).ravel().tolist() == [-1, -2, -3]
    mean = made(Pooling, "AveragePooling1D", **words)
    assert mean(row(1, 2, 3)).ravel().tolist() == [1.5, 2.5, 3]


def test_a_masked_timestep_has_no_part_in_a_mean_and_one_in_the_largest() -> None:
    mask = np.array([[True, False, True]])
    assert made(GlobalPooling, "GlobalAveragePooling1D")(row(1, 9, 3), mask).tolist() == [[2]]
    assert made(GlobalPooling, "GlobalMaxPooling1D")(row(1, 9, 3), mask).tolist() == [[9]]


def test_who_writes_into_a_state_that_is_returned_does_not_write_into_the_layer() -> None:
    random = np.random.default_rng(0)
    shapes = {"kernel": (1, 8), "recurrent_kernel": (2, 8), "bias": (8,)}
    arrays = {name: random.normal(size=shape) for name, shape in shapes.items()}
    again = []
    for written in (False, True):
        layer = made(Recurrent, "LSTM", units=2, stateful=True, return_state=True)
        layer.give(arrays)
        for state in layer(row(1, 2))[1:] if written else ():
            state[...] = 5
        if not written:
            layer(row(1, 2))
        again.append(layer(row(3))[0])
    np.testing.assert_array_equal(*again)
