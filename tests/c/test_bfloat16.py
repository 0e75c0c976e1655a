"""Products of numbers of bfloat16, or of sums of two: rounded as in NumPy on any processor."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

import lstm_c
from lstm_c import compiler, keras_bfloat16
from lstm_c import prepared as compiling
from lstm_c.compiler import compile_to
from lstm_c.library import SOURCES
from lstm_numpy import keras_bfloat16 as in_numpy
from lstm_numpy.bfloat16 import bfloat16
from lstm_numpy.keras import lstm as in_floats

from .test_eight_bits import BUILDS, HERE, use_build

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
FEW = {name: flags for name, flags in BUILDS.items() if "VNNI of" not in name} | {
    "tiles of AMX": ("-mavx512f", "-mfma", "-mamx-tile", "-mamx-bf16"),
    "this machine without its tiles": compiler.WITHOUT_TILES[0],
}
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


def words(numbers: np.ndarray) -> np.ndarray:
    """The sum of two numbers of bfloat16."""
    first = bfloat16(numbers)
    return first + bfloat16(numbers - first)


@pytest.mark.parametrize("flags", FEW.values(), ids=FEW)
def test_each_weight_and_each_sum_of_whole_numbers_is_that_of_numpy(
    flags, tmp_path, monkeypatch
) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    # Input and output gate are 1, the candidate is the sum: what comes out is the product alone.
    chosen = {"activation": "linear", "recurrent_activation": "linear"}
    random = np.random.default_rng(7)
    numbers = np.array([*around(), 1e-39, -0.0], np.float32)
    numbers = numbers[np.isfinite(bfloat16(numbers))]
    for size, units in ((1, len(numbers)), (2, len(numbers)), (64, 33), (101, 17)):
        kernel = random.integers(-(2**15), 2**15, (size, 4, units)).astype(np.float32)
        recurrent = random.integers(-4096, 4096, (units, 4, units)).astype(np.float32)
        x = random.integers(-8, 8, (9, 1, size)).astype(np.float32)
        h = random.integers(-64, 64, (9, units)).astype(np.float32)
        if size < 3:  # the last row alone, which is the first or the second of a pair
            x[:], x[..., -1], kernel[-1, 2] = 0, 1, numbers
            h[:], h[..., size], recurrent[size, 2] = 0, 1, numbers
        bias = np.repeat(np.float32([1, 0, 0, 1]), units)
        for inputs, states in ((x, 0 * h), (0 * x, h)):
            kernel[:, [0, 1, 3]] = recurrent[:, [0, 1, 3]] = 0
            given = inputs, kernel.reshape(size, -1), recurrent.reshape(units, -1), bias
            begun = {**chosen, "initial_state": (states, 0 * states)}
            found, meant = keras_bfloat16.lstm(*given, **begun), in_numpy.lstm(*given, **begun)
            np.testing.assert_array_equal(found.state_h, meant.state_h)
            assert np.abs(found.state_h).max() > 0


@pytest.mark.parametrize("flags", FEW.values(), ids=FEW)
def test_each_number_of_a_vector_is_the_two_words_of_numpy(flags, tmp_path, monkeypatch) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    chosen = {"activation": "linear", "recurrent_activation": "linear"}
    random = np.random.default_rng(9)
    drawn = random.normal(size=400).astype(np.float32)
    numbers = np.array([*around(), *drawn, *(-drawn / 1024), 1e-39, -0.0], np.float32)
    numbers = numbers[np.abs(numbers) < 1e30]  # sums of larger ones and zeros are not at stake
    for size, units in ((1, 1), (40, 37)):
        x, h = np.zeros((len(numbers), 1, size), np.float32), np.zeros((2, len(numbers), units))
        kernel, recurrent = np.zeros((size, 4 * units)), np.zeros((units, 4 * units))
        kernel[-1], recurrent[-1] = 1, 1
        bias = np.repeat(np.float32([1, 0, 0, 1]), units)
        kernel.reshape(size, 4, units)[:, [0, 1, 3]] = 0
        recurrent.reshape(units, 4, units)[:, [0, 1, 3]] = 0
        weights = np.float32(kernel), np.float32(recurrent), bias
        for part in (x, h[0]):
            x[:], h[:] = 0, 0
            part[..., -1] = numbers.reshape(part.shape[:-1])
            words = {**chosen, "initial_state": tuple(np.float32(h))}
            found = keras_bfloat16.lstm(x, *weights, **words).state_c
            np.testing.assert_array_equal(found, in_numpy.lstm(x, *weights, **words).state_c)
            off = np.abs(found[:, -1] - numbers).max() / np.abs(numbers).max()
            assert 0 < off < 2**-16


@pytest.mark.parametrize("flags", FEW.values(), ids=FEW)
def test_it_is_the_layer_of_numpy_whatever_the_sizes(flags, tmp_path, monkeypatch) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    random = np.random.default_rng(8)
    # One example, some, so many that tiles are full; panels across, odd numbers of rows.
    for batch, timesteps, size, units in ((1, 9, 5, 130), (3, 40, 7, 21), (40, 6, 20, 33)):
        shapes = (size, 4 * units), (units, 4 * units), (4 * units,)
        arrays = [random.normal(size=s, scale=0.3).astype(np.float32) for s in shapes]
        x = random.normal(size=(batch, timesteps, size)).astype(np.float32)
        exact = [np.float64(one) for one in (x, *arrays)]
        found = keras_bfloat16.lstm(x, *arrays)
        for one, meant in zip(found, in_numpy.lstm(*exact), strict=True):
            # Sums are in single precision, and each state is made of those before it.
            np.testing.assert_allclose(one, meant, rtol=0, atol=1e-5)
        given = words(exact[0]), words(exact[1]), bfloat16(exact[2]), exact[3]
        np.testing.assert_allclose(found.lstm_output, in_floats(*given)[0], rtol=0, atol=4e-5)
        off = np.abs(found.state_c - in_floats(x, *arrays).state_c).max()
        assert 1e-5 < off < 0.05


@pytest.mark.parametrize("flags", [("-DLSTM_SCALAR",), ()], ids=["no registers", "registers"])
def test_the_last_of_an_odd_number_has_nothing_beside_it(flags, tmp_path, monkeypatch) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    whole = compiling.numbers
    monkeypatch.setattr(compiling, "numbers", lambda *given: np.full_like(whole(*given), np.nan))
    random = np.random.default_rng(12)
    for batch, size, units in ((1, 3, 5), (1, 16, 33), (5, 7, 21)):
        shapes = (batch, 4, size), (size, 4 * units), (units, 4 * units)
        arrays = [random.normal(size=s, scale=0.3).astype(np.float32) for s in shapes]
        meant = in_numpy.lstm(*(np.float64(one) for one in arrays))
        for one, other in zip(keras_bfloat16.lstm(*arrays), meant, strict=True):
            np.testing.assert_allclose(one, other, rtol=0, atol=1e-5)


@pytest.mark.parametrize("flags", FEW.values(), ids=FEW)
def test_an_infinite_input_makes_nan_as_in_numpy_and_nan_stays_in_its_example(
    flags, tmp_path, monkeypatch
) -> None:
    use_build("keras_bfloat16", flags, tmp_path, monkeypatch)
    arrays = [np.full(s, 0.5, np.float32) for s in ((3, 20), (5, 20), (20,))]
    x = np.ones((2, 4, 3), np.float32)
    for number in (np.inf, -np.inf, np.nan):
        x[0, 2, 2] = number  # the last row, which has no other beside it
        found = keras_bfloat16.lstm(x, *arrays).lstm_output
        np.testing.assert_allclose(found, in_numpy.lstm(x, *arrays).lstm_output, rtol=1e-6)
        assert np.isnan(found[0, 2:]).all()
        assert np.isfinite(found[1]).all()
    broken = [arrays[0].copy(), *arrays[1:]]
    broken[0][1, 0] = np.nan
    assert np.isnan(keras_bfloat16.lstm(x[1:], *broken).lstm_output[..., 0]).all()


def test_where_the_system_gives_no_tiles_a_call_is_refused(tmp_path, monkeypatch) -> None:
    if not {"amx_tile", "amx_bf16"} <= HERE:
        pytest.skip("the processor has no tiles")
    library, refused = tmp_path / "refused.so", "long refused(long number, ...) { return -1; }"
    flags = [("-march=native", "-O0", "-Dsyscall=refused")]
    command, source = [shutil.which("cc") or "gcc"], SOURCES / "keras_bfloat16.c"
    compile_to(library, command, flags, more=f"{refused}\n", source=source)
    given = np.ones((1, 2, 3), np.float32), np.ones((3, 8), np.float32), np.ones((2, 8), np.float32)
    with monkeypatch.context() as patched:
        patched.setattr(compiling, "library_of", lambda source: ctypes.CDLL(str(library)))
        with pytest.raises(RuntimeError, match="refuses its call with fault 6"):
            keras_bfloat16.lstm(*given)


REFUSED = """
import ctypes, numpy as np
equal, answer, load = 0x15, 0x06, 0x20
lines = [(load, 0, 0, 0), (equal, 0, 3, 158), (load, 0, 0, 16), (equal, 0, 1, 0x1023)]
lines += [(answer, 0, 0, 0x50001), (answer, 0, 0, 0x7FFF0000)]
line = np.dtype([("code", "u2"), ("jt", "u1"), ("jf", "u1"), ("k", "u4")])
filter = np.array(lines, line)
program = np.array([(len(filter), filter.ctypes.data)], np.dtype("u2, u8", align=True))
prctl = ctypes.CDLL(None).prctl
assert prctl(38, *map(ctypes.c_long, (1, 0, 0, 0))) == 0
assert prctl(22, ctypes.c_long(2), ctypes.c_void_p(program.ctypes.data)) == 0

from lstm_c import compiler, keras_bfloat16
from lstm_c.library import SOURCES
from lstm_numpy import keras_bfloat16 as in_numpy

assert not compiler.gives_tiles()
random = np.random.default_rng(11)
for batch, timesteps, size, units in ((1, 9, 5, 70), (3, 30, 7, 21), (20, 5, 20, 33)):
    shapes = (size, 4 * units), (units, 4 * units), (4 * units,)
    arrays = [random.normal(size=s, scale=0.3).astype(np.float32) for s in shapes]
    x = random.normal(size=(batch, timesteps, size)).astype(np.float32)
    exact = [np.float64(one) for one in (x, *arrays)]
    for one, meant in zip(keras_bfloat16.lstm(x, *arrays), in_numpy.lstm(*exact), strict=True):
        np.testing.assert_allclose(one, meant, rtol=0, atol=1e-5)
print(compiler.compiled(SOURCES / "keras_bfloat16.c").name)
"""


@pytest.mark.skipif(not {"amx_tile", "amx_bf16"} <= HERE, reason="the processor has no tiles")
def test_a_process_whose_system_refuses_tiles_computes_without(tmp_path) -> None:
    """A filter of system calls has Linux itself refuse them."""
    said = subprocess.run(
        [sys.executable, "-c", REFUSED],
        env={**os.environ, "LSTM_C_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    source = SOURCES / "keras_bfloat16.c"
    assert said.stdout.strip() in {one.name for one in tmp_path.iterdir()}
    assert said.stdout.strip() != compiler.name_for(compiler.compiler(), source)


def test_where_the_system_gives_no_tiles_python_compiles_without(monkeypatch) -> None:
    monkeypatch.setattr(compiler, "abilities", lambda: ["flags : amx_bf16"])
    monkeypatch.setattr(compiler, "gives_tiles", lambda: True)
    assert compiler.tunings() == compiler.TUNING
    monkeypatch.setattr(compiler, "gives_tiles", lambda: False)
    assert compiler.tunings()[0] == ("-march=native", "-mno-amx-bf16")


def test_other_floats_are_refused() -> None:
    message = "float64, expected float32, from which numbers of bfloat16 are made"
    with pytest.raises(TypeError, match=re.escape(message)):
        keras_bfloat16.lstm(np.ones((1, 2, 3)), np.ones((3, 8)), np.ones((2, 8)))
