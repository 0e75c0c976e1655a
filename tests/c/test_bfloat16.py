"""Weights in bfloat16: rounded as in NumPy on any processor, and floats from there on."""

import re
from fractions import Fraction

import numpy as np
import pytest

import lstm_c
from lstm_c import keras, keras_bfloat16
from lstm_numpy import keras_bfloat16 as in_numpy
from lstm_numpy.bfloat16 import bfloat16

from .test_eight_bits import BUILDS, use_build

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
FEW = {name: flags for name, flags in BUILDS.items() if "VNNI" not in name}
#: Numbers of bfloat16 around which others lie: small and large ones, the first normal, the last.
BITS = (0x0080, 0x0081, 0x00FF, 0x3F80, 0x3F81, 0x3FFF, 0x4049, 0x7F00, 0x7F7E, 0xBF80, 0xC2FF)


def around() -> list[np.float32]:
    """Each of these numbers, the middle to the next one, and the floats beside both."""
    below = np.array([bits << 16 for bits in BITS], np.uint32)
    steps = np.array([0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF], np.uint32)
    return list(np.add.outer(below, steps).ravel().view(np.float32))


def nearest(x: float) -> float:
    """The number of 8 binary digits that is nearest to x, of two the even one, by fractions."""
    size, digit = abs(Fraction(x)), Fraction(1, 2**133)  # the last digit of the first normal
    while size >= 256 * digit:
        digit *= 2
    return float(round(size / digit) * digit) * (-1 if x < 0 else 1)


def test_the_word_rounds_as_its_definition_says() -> None:
    numbers = np.array(around())
    found = bfloat16(numbers)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, [nearest(float(x)) for x in numbers])
    np.testing.assert_array_equal(found.view(np.uint32) & 0xFFFF, 0)
    exact = numbers.astype(float) * (1 + 2.0**-40)  # above the middle, which float32 cannot say
    np.testing.assert_array_equal(bfloat16(exact), [nearest(x) for x in exact])
    ends = np.array([np.inf, -np.inf, np.nan, 0.0, 1e-39, 3.4e38, -3.4e38, 1.1e-38])
    meant = [np.inf, -np.inf, np.nan, 0.0, 0.0, np.inf, -np.inf, 0.0]
    for dtype in (np.float32, np.float64):
        np.testing.assert_array_equal(bfloat16(ends.astype(dtype)), np.array(meant, dtype))


@pytest.mark.parametrize("flags", FEW.values(), ids=FEW)
def test_each_weight_and_each_sum_of_whole_numbers_is_that_of_numpy(
    flags, tmp_path, monkeypatch
) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    # Input and output gate are 1, the candidate is the sum: what comes out is the product alone.
    chosen = {"activation": "linear", "recurrent_activation": "linear"}
    random = np.random.default_rng(7)
    numbers = np.array([*around(), 1e-39, -0.0, 3.4e38, -np.inf], np.float32)
    for size, units in ((1, len(numbers)), (2, len(numbers)), (64, 33), (101, 17)):
        kernel = random.integers(-4096, 4096, (size, 4, units)).astype(np.float32)
        kernel[:, [0, 1, 3]] = 0
        x = random.integers(-64, 64, (3, 1, size)).astype(np.float32)
        if size < 3:  # the last row alone, which is the first or the second of a pair
            x[:], x[..., -1], kernel[-1, 2] = 0, 1, numbers
        bias = np.repeat(np.float32([1, 0, 0, 1]), units)
        given = x, kernel.reshape(len(kernel), -1), np.zeros((units, 4 * units), np.float32), bias
        found, meant = keras_bfloat16.lstm(*given, **chosen), in_numpy.lstm(*given, **chosen)
        np.testing.assert_array_equal(found.state_h, meant.state_h)
        assert np.abs(found.state_h).max() > 0


def test_it_is_the_layer_of_floats_with_rounded_weights_to_the_bit() -> None:
    random = np.random.default_rng(8)
    # One example, some, so many that inputs are copied; panels across, odd numbers of rows.
    for batch, timesteps, size, units in ((1, 9, 5, 130), (3, 40, 7, 21), (40, 6, 20, 33)):
        shapes = (size, 4 * units), (units, 4 * units), (4 * units,)
        arrays = [random.normal(size=s, scale=0.3).astype(np.float32) for s in shapes]
        x = random.normal(size=(batch, timesteps, size)).astype(np.float32)
        rounded = bfloat16(arrays[0]), bfloat16(arrays[1]), arrays[2]
        for found, meant in zip(
            keras_bfloat16.lstm(x, *arrays), keras.lstm(x, *rounded), strict=True
        ):
            np.testing.assert_array_equal(found, meant)
        off = np.abs(found - keras.lstm(x, *arrays).state_c).max()
        assert 1e-5 < off < 0.05


def test_an_infinite_input_closes_gates_as_in_floats_and_nan_stays_in_its_example() -> None:
    arrays = [np.full(s, 0.5, np.float32) for s in ((3, 20), (5, 20), (20,))]
    x = np.ones((2, 4, 3), np.float32)
    for number in (np.inf, -np.inf, np.nan):
        x[0, 2, 2] = number  # the last row, which has no other beside it
        with np.errstate(invalid="ignore"):
            meant = keras.lstm(x, *arrays).lstm_output
        np.testing.assert_array_equal(keras_bfloat16.lstm(x, *arrays).lstm_output, meant)
        assert np.isnan(meant).any() == np.isnan(number)
    broken = [arrays[0].copy(), *arrays[1:]]
    broken[0][1, 0] = np.nan
    assert np.isnan(keras_bfloat16.lstm(x[1:], *broken).lstm_output[..., 0]).all()


def test_other_floats_are_refused() -> None:
    message = "float64, expected float32, from which numbers of bfloat16 are made"
    with pytest.raises(TypeError, match=re.escape(message)):
        keras_bfloat16.lstm(np.ones((1, 2, 3)), np.ones((3, 8)), np.ones((2, 8)))
