"""Arrays of every kind: those of floats give the right answer, a remedy is a line that runs."""

import re
from typing import Any

import numpy as np
import pytest

import lstm_c
import lstm_numpy
from lstm_numpy import activations

FACES = pytest.mark.parametrize("package", [lstm_numpy, lstm_c])
NAMES = ("sequences", "kernel", "recurrent_kernel", "bias")
BATCH, TIMESTEPS, INPUT_DIM, UNITS = 3, 4, 2, 5


def given(dtype: Any = np.float32, **sizes: int) -> dict[str, np.ndarray]:
    s = {"b": BATCH, "t": TIMESTEPS, "i": INPUT_DIM, "u": UNITS} | sizes
    random = np.random.default_rng(0)
    shapes = [(s["b"], s["t"], s["i"]), (s["i"], 4 * s["u"]), (s["u"], 4 * s["u"]), (4 * s["u"],)]
    return {n: random.normal(size=x).astype(dtype) for n, x in zip(NAMES, shapes, strict=True)}


def mapped(array: np.ndarray, tmp_path: Any) -> np.ndarray:
    """The array on the disk."""
    np.save(tmp_path / f"{array.shape}.npy", array)
    return np.load(tmp_path / f"{array.shape}.npy", mmap_mode="r")


def read_only(array: np.ndarray) -> np.ndarray:
    array = array.copy()
    array.flags.writeable = False
    return array


def turned(array: np.ndarray) -> np.ndarray:
    """The same numbers, each axis backwards in memory."""
    every = (slice(None, None, -1),) * array.ndim
    return array[every].copy()[every]


class Bare:
    """What has numbers and is not an array, as a table of pandas."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        return self.array


class Subclass(np.ndarray):
    """An array that multiplies in another way."""

    def __mul__(self, other: Any) -> Any:
        raise AssertionError("not to be used")

    __matmul__ = __rmul__ = __rmatmul__ = __mul__


KINDS = {
    "on the disk": mapped,
    "read only": lambda array, _: read_only(array),
    "columns first": lambda array, _: np.asfortranarray(array),
    "turned": lambda array, _: turned(array),
    "every second": lambda array, _: np.repeat(array, 2, axis=0)[::2],
    "other bytes first": lambda array, _: array.astype(array.dtype.newbyteorder()),
    "off any alignment": lambda array, _: np.frombuffer(
        b"x" + array.tobytes(), array.dtype, offset=1
    ).reshape(array.shape),
    "a subclass": lambda array, _: array.view(Subclass),
    "no array": lambda array, _: Bare(array),
    "lists": lambda array, _: array.tolist(),
}


@FACES
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_are_right_however_they_lie(package, kind: str, dtype, tmp_path) -> None:
    plain = given(dtype)
    expected = package.keras.lstm(**plain)
    odd = {name: KINDS[kind](array, tmp_path) for name, array in plain.items()}
    prepared = package.keras.prepare(*list(odd.values())[1:])
    for found in (package.keras.lstm(**odd), prepared(odd["sequences"])):
        for ours, true in zip(found, expected, strict=True):
            assert ours.dtype == (np.float64 if kind == "lists" else dtype)
            np.testing.assert_allclose(ours, true, rtol=0, atol=1e-6)


# What NumPy's floats of other widths give, and of other widths together.
TYPES = [
    ("float16", "float16", "float16"),
    ("float16", "float32", "float32"),
    ("float32", "float64", "float64"),
    ("float64", "float32", "float64"),
    ("longdouble", "float32", "longdouble"),
]


@FACES
@pytest.mark.parametrize(("of_sequences", "of_weights", "expected"), TYPES)
def test_the_result_has_the_common_type_of_all_arrays(
    package, of_sequences, of_weights, expected
) -> None:
    arrays = given(of_weights)
    arrays["sequences"] = arrays["sequences"].astype(of_sequences)
    sequences, *weights = arrays.values()
    layer = package.LSTM(UNITS, return_state=True)
    layer.set_weights(weights)
    for found in (
        package.keras.lstm(**arrays),
        package.keras.prepare(*weights)(sequences),
        layer(sequences),
    ):
        assert {array.dtype for array in found} == {np.dtype(expected)}


@FACES
def test_a_wide_state_makes_the_result_wide(package) -> None:
    sequences, *weights = given().values()
    state = (np.zeros((BATCH, UNITS)), np.zeros((BATCH, UNITS)))
    for found in (
        package.keras.lstm(sequences, *weights, initial_state=state),
        package.keras.prepare(*weights)(sequences, initial_state=state),
    ):
        assert found.state_h.dtype == np.float64


@FACES
def test_a_layer_that_draws_its_weights_draws_float32(package) -> None:
    assert package.LSTM(UNITS, seed=0)(given(np.float16)["sequences"]).dtype == np.float32


@FACES
@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("masked", [True, False])
@pytest.mark.parametrize("none", ["b", "t", "i", "u"])
def test_a_size_of_zero_gives_what_is_left(package, none: str, every: bool, masked: bool) -> None:
    arrays = given(**{none: 0})
    batch, timesteps, _ = arrays["sequences"].shape
    units = len(arrays["recurrent_kernel"])
    mask = np.ones((batch, timesteps), bool) if masked else None
    words = {"mask": mask, "return_sequences": every}
    found = package.keras.lstm(**arrays, **words)
    assert found.lstm_output.shape == ((batch, timesteps, units) if every else (batch, units))
    assert found.state_h.shape == found.state_c.shape == (batch, units)
    if none == "i":  # an input of no numbers is one of zeros
        zeros = {
            "sequences": np.zeros((batch, timesteps, 1), np.float32),
            "kernel": np.zeros((1, 4 * units), np.float32),
        }
        expected = package.keras.lstm(**arrays | zeros, **words)
        np.testing.assert_allclose(found.state_c, expected.state_c, rtol=0, atol=1e-6)
    if none == "t":
        np.testing.assert_array_equal(found.state_h, np.zeros((batch, units)), strict=False)


@FACES
@pytest.mark.parametrize("dtype", [np.float16, np.float64, np.longdouble])
def test_no_units_are_none_in_every_type(package, dtype) -> None:
    found = package.keras.lstm(**given(dtype, u=0))
    assert found.state_c.shape == (BATCH, 0)
    assert found.state_c.dtype == dtype


def bfloat16(numbers: np.ndarray) -> np.ndarray:
    """The upper halves of float32, as np.load reads a file of bfloat16."""
    return (np.float32(numbers).view(np.uint32) >> 16).astype(np.uint16).view("V2")


# Arrays that are refused, and what they are once the remedy of the message has run.
REMEDIES = {
    "bfloat16": (bfloat16(np.array([0.5, -1.25])), [0.5, -1.25]),
    "bfloat16 in columns": (bfloat16(np.ones((2, 3))).T, np.ones((3, 2))),
    "integers": (np.array([1, 2]), [1, 2]),
    "a list of integers": ([1, 2], [1, 2]),
    "booleans": (np.array([True, False]), [1, 0]),
    "complex": (np.array([1j, 2 + 1j]), [0, 2]),
    "a list of complex": ([1j, 2 + 1j], [0, 2]),
    "a record": (np.array([(1.5, 2)], [("weight", "f4"), ("place", "i4")]), [1.5]),
    "times": (np.array([1, 2], "m8[m]"), [60, 120]),
    "dates": (np.array(["2026-01-01", "2026-01-02"], "M8[D]"), [0, 86400]),
    "objects": (np.array([1, 2.5], object), [1, 2.5]),
    "a missing number": ([1.0, None], [1, np.nan]),
}


@pytest.mark.parametrize("kind", REMEDIES)
def test_the_remedy_of_a_message_is_a_line_that_runs(kind: str) -> None:
    x, expected = REMEDIES[kind]
    with pytest.raises(TypeError, match=r"^x has dtype .*, expected floats: ") as caught:
        activations.linear(x)
    before = r"convert (?:it|them) with |take one of them, as |take "
    *_, line = re.split(before, str(caught.value))
    line = line.removesuffix(" if the imaginary parts are 0")
    cured = eval(line, {"x": x, "np": np})
    np.testing.assert_array_equal(activations.linear(cured), expected)


def test_floats_that_another_package_registers_are_cured_too() -> None:
    ml_dtypes = pytest.importorskip("ml_dtypes")
    for name in ("bfloat16", "float8_e5m2", "float8_e4m3fn"):
        x = np.array([0.5, -1.5], getattr(ml_dtypes, name))
        with pytest.raises(TypeError, match=rf"dtype {name}.*with x\.astype\(np.float32\)"):
            activations.tanh(x)
        assert activations.tanh(x.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("words", [{}, {"merge_mode": "sum"}])
def test_a_layer_loses_no_mask(words: dict[str, str]) -> None:
    masked = np.ma.array(given()["sequences"], mask=given()["sequences"] > 0)
    for layer in (
        lstm_numpy.LSTM(UNITS),
        lstm_c.LSTM(UNITS),
        lstm_numpy.Bidirectional(lstm_numpy.LSTM(UNITS), **words),
    ):
        with pytest.raises(TypeError, match="sequences is a masked array"):
            layer(masked)
        with pytest.raises(TypeError, match="mask is a masked array"):
            layer(masked.filled(0), mask=np.ma.array(np.ones((BATCH, TIMESTEPS), bool)))
