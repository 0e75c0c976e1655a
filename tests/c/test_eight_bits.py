"""Products of eight bits in C: the same whole numbers as in NumPy, whatever the processor has."""

import ctypes
import importlib
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c import prepared as compiling
from lstm_c.compiler import compile_to
from lstm_c.library import SOURCES
from lstm_numpy.keras import lstm as in_floats
from lstm_sym import own_cell
from lstm_sym.equations import IN_FEWER_BITS
from lstm_sym.passes.quantised import FEWER, OF_INPUTS, OF_STATES
from tests.generate.printed_modules import importable

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
CPUINFO = Path("/proc/cpuinfo")
HERE = set(CPUINFO.read_text().split()) if CPUINFO.exists() else set()
#: What the products are computed with, by what the processor has.
BUILDS = {
    "this machine": ("-march=native",),
    "VNNI of 256 bits": ("-mavx2", "-mfma", "-mavxvnni"),
    "AVX-512 without VNNI": ("-mavx512f", "-mavx512bw", "-mfma"),
    "AVX2": ("-mavx2", "-mfma"),
    "what every processor has": (),
    "no registers": ("-DLSTM_SCALAR",),
}


def module(package: str, name: str):
    return importlib.import_module(f"{package}.{name}")


def weights(formulation, random, input_size: int, units: int) -> list[np.ndarray]:
    """Arrays for the positional arguments behind the sequences, as `prepare` takes them."""
    sizes = {"input_dim": input_size, "input_size": input_size}
    found = []
    for symbol in formulation.cell.weights:
        shape = []
        for size in formulation.notation[symbol].shape:
            count, _, name = size.split("|")[0].rpartition("*")
            shape.append(int(count or 1) * sizes.get(name, units))
        found.append(random.normal(size=shape, scale=0.3).astype(np.float32))
    return found


def use_build(cell: str, flags: tuple[str, ...], folder: Path, monkeypatch) -> None:
    """Has a cell computed by a library that is compiled with these flags."""
    named = [flag[2:] for flag in flags if flag.startswith("-m") and "native" not in flag]
    asked = [name.removeprefix("no-") for name in named]
    needed = {one.replace("avxvnni", "avx_vnni").replace("-", "_") for one in asked}
    if not needed <= HERE:
        pytest.skip(f"the processor has not {', '.join(needed - HERE)}")
    library, source = folder / f"{cell}.so", SOURCES / f"{cell}.c"
    compile_to(library, [shutil.which("cc") or "gcc"], [(*flags, "-O0")], source=source)
    monkeypatch.setattr(compiling, "library_of", lambda source: ctypes.CDLL(str(library)))


@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_every_whole_number_is_that_of_numpy(flags, tmp_path, monkeypatch) -> None:
    use_build("keras_eight", flags, tmp_path, monkeypatch)
    random = np.random.default_rng(3)
    # Input and output gate are 1, the candidate is the sum: what comes out is the product alone.
    chosen = {"activation": "linear", "recurrent_activation": "linear"}
    in_numpy = module("lstm_numpy", "keras_eight").lstm

    def normal(*shape: int, largest: int) -> np.ndarray:
        """Numbers whose scale is a power of two: their products are exact in double precision."""
        numbers = random.normal(size=shape, scale=largest / 8).clip(-largest, largest)
        numbers.reshape(-1, shape[-1])[0] = largest
        return numbers.astype(np.float32) / 64

    for size, units in ((1, 1), (3, 5), (64, 33), (513, 4), (1024, 7), (2100, 3)):
        x = normal(size, 2, largest=OF_INPUTS.largest).T.reshape(2, 1, size).copy()
        h = normal(units, 2, largest=OF_STATES.largest).T.copy()
        kernel = normal(size, 4, units, largest=OF_INPUTS.largest)
        recurrent = normal(units, 4, units, largest=OF_STATES.largest)
        recurrent[0] = OF_STATES.largest / 64
        kernel[0] = OF_INPUTS.largest / 64
        # Every number is as large as there is one: their sums are the smallest and the largest.
        x[1], kernel[:, 2, 0] = OF_INPUTS.largest / 64, -OF_INPUTS.largest / 64
        kernel[:, 2, -1] = OF_INPUTS.largest / 64
        bias = np.repeat(np.float32([1, 0, 0, 1]), units)
        for inputs, states in ((x, 0 * h), (0 * x, h)):
            kernel[:, [0, 1, 3]] = recurrent[:, [0, 1, 3]] = 0
            given = inputs, kernel.reshape(size, -1), recurrent.reshape(units, -1), bias
            words = {**chosen, "initial_state": (states, 0 * states)}
            found = lstm_c.keras_eight.lstm(*given, **words)
            exact = (*(np.float64(one) for one in given),)
            meant = in_numpy(*exact, **chosen, initial_state=(np.float64(states), 0.0 * states))
            np.testing.assert_array_equal(found.state_h, meant.state_h.astype(np.float32))
            assert np.abs(found.state_h).max() > 0


@pytest.mark.parametrize("bits", FEWER, ids=lambda one: one.name)
@pytest.mark.parametrize("stated", IN_FEWER_BITS, ids=lambda one: one.name)
def test_each_timestep_is_what_the_equations_in_fewer_bits_say(stated, bits) -> None:
    name, random = f"{stated.module}{bits.suffix}", np.random.default_rng(4)
    in_c, in_numpy = module("lstm_c", name), module("lstm_numpy", name)
    function = stated.sequence.name
    cell_options = [o for o in stated.cell.options if set(o.choices) == {True, False}]
    for options in [{}, *({o.name: not o.default} for o in cell_options)]:
        given = weights(stated, random, 10, 21)
        if options.get("reset_after") is False:
            given.pop()  # the second bias
        x = random.normal(size=(3, 9, 10)).astype(np.float32)
        state = None
        for t in range(9):  # from the same states: an ulp of h may be a step of its whole number
            now = x[:, t : t + 1]
            found = getattr(in_c, function)(now, *given, initial_state=state, **options)
            meant = getattr(in_numpy, function)(now, *given, initial_state=state, **options)
            for one, other in zip(found, meant, strict=True):
                np.testing.assert_allclose(one, other, rtol=0, atol=2e-6)
            state = meant[1] if len(meant) == 2 else meant[1:]


@pytest.mark.parametrize("bits", FEWER, ids=lambda one: one.name)
def test_an_example_depends_on_no_other_no_later_timestep_and_no_thread(bits) -> None:
    layer = module("lstm_c", f"keras{bits.suffix}")
    random = np.random.default_rng(5)
    arrays = [random.normal(size=s).astype(np.float32) for s in ((20, 160), (40, 160), (160,))]
    run = layer.prepare(*arrays)
    x = random.normal(size=(40, 30, 20)).astype(np.float32)
    whole = run(x).lstm_output
    for threads in (1, 2, 3):
        before = lstm_c.get_threads()
        lstm_c.set_threads(threads)
        try:
            np.testing.assert_array_equal(run(x).lstm_output, whole)
            np.testing.assert_array_equal(run(np.tile(x, (1, 40, 1))).lstm_output[:, :30], whole)
            for batch in (1, 2, 3, 5):  # a few examples are computed in another order
                np.testing.assert_array_equal(run(x[:batch]).lstm_output, whole[:batch])
        finally:
            lstm_c.set_threads(before)
    louder, later = x.copy(), x.copy()
    louder[1:] *= 50
    later[:, 20:] *= 50
    np.testing.assert_array_equal(run(louder).lstm_output[0], whole[0])
    np.testing.assert_array_equal(run(later).lstm_output[:, :20], whole[:, :20])
    stream = layer.stream(*arrays, batch=40)
    steps = [stream(np.ascontiguousarray(x[:, t])).copy() for t in range(30)]
    np.testing.assert_array_equal(np.stack(steps, axis=1), whole)


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_what_is_no_finite_number_is_nan_in_its_own_example_alone(number: float) -> None:
    arrays = [np.full(s, 0.5, np.float32) for s in ((3, 20), (5, 20), (20,))]
    x = np.ones((2, 4, 3), np.float32)
    x[0, 2, 1] = number
    with np.errstate(invalid="ignore"):
        meant = module("lstm_numpy", "keras_eight").lstm(x, *arrays).lstm_output
    found = lstm_c.keras_eight.lstm(x, *arrays).lstm_output
    np.testing.assert_allclose(found, meant, rtol=0, atol=2e-6)
    assert np.isnan(found[0, 2:]).all()
    assert np.isfinite(found[0, :2]).all()
    assert np.isfinite(found[1]).all()
    broken = [arrays[0].copy(), *arrays[1:]]
    broken[0][1, 0] = number
    assert np.isnan(lstm_c.keras_eight.lstm(x[1:], *broken).lstm_output[..., 0]).all()


def test_the_error_is_what_half_a_step_of_each_number_makes() -> None:
    random = np.random.default_rng(6)
    for size, units in ((10, 32), (100, 64)):
        shapes = (size, 4 * units), (units, 4 * units), (4 * units,)
        arrays = [random.normal(size=s, scale=s[0] ** -0.5).astype(np.float32) for s in shapes]
        x = random.normal(size=(8, 50, size)).astype(np.float32)
        off = lstm_c.keras_eight.lstm(x, *arrays).lstm_output - in_floats(x, *arrays).lstm_output
        assert 1e-4 < np.abs(off).max() < 0.01
    # All is a whole number of steps: nothing is rounded.
    x = random.integers(-127, 128, (2, 1, 12)).astype(np.float32)
    kernel = random.integers(-127, 128, (12, 8)).astype(np.float32)
    x[..., 0] = kernel[0] = OF_INPUTS.largest
    recurrent = np.zeros((2, 8), np.float32)
    exact = in_floats(x, kernel / 2**14, recurrent, activation="linear").state_h
    found = lstm_c.keras_eight.lstm(x, kernel / 2**14, recurrent, activation="linear").state_h
    np.testing.assert_allclose(found, exact, rtol=2e-6)


def test_other_floats_and_vectors_that_are_too_long_are_refused() -> None:
    arrays = np.ones((3, 8)), np.ones((2, 8))
    message = re.escape("the common type of all arrays is float64, expected float32")
    with pytest.raises(TypeError, match=message):
        lstm_c.keras_eight.lstm(np.ones((1, 2, 3)), *arrays)
    long = np.ones((1, 1, 65537), np.float32), np.ones((65537, 4), np.float32)
    with pytest.raises(ValueError, match="65537"):
        lstm_c.keras_eight.lstm(*long, np.ones((1, 4), np.float32))


OF_HEADS = """
from dataclasses import replace

from lstm_sym.equations import BY_NAME

formulation = replace(BY_NAME["slstm"], name="of_heads", printed_as="of_heads")
"""


@pytest.mark.parametrize("bits", FEWER, ids=lambda one: one.name)
def test_products_with_blocks_on_a_diagonal_are_those_of_numpy(bits, tmp_path: Path) -> None:
    """Its dimension `head` has the name that a variable of the packing had."""
    (tmp_path / "of_heads.py").write_text(OF_HEADS)
    printed = own_cell.printed(tmp_path / "of_heads.py")
    files = own_cell.in_target(printed, f"c-{bits.name}")
    for name, content in {**printed.files, **files}.items():
        (tmp_path / name).write_text(content)
    random = np.random.default_rng(7)
    shapes = (10, 80), (20, 20), (80,)
    given = [random.normal(size=shape, scale=0.3).astype(np.float32) for shape in shapes]
    x = random.normal(size=(3, 6, 10)).astype(np.float32)
    with importable(tmp_path):
        in_c, in_numpy = map(
            importlib.import_module, (f"of_heads{bits.suffix}_c", f"of_heads{bits.suffix}")
        )
        state = None
        for t in range(6):
            now = x[:, t : t + 1]
            found = in_c.slstm(now, *given, initial_state=state)
            meant = in_numpy.slstm(now, *given, initial_state=state)
            for one, other in zip(found, meant, strict=True):
                np.testing.assert_allclose(one, other, rtol=0, atol=2e-6)
            state = meant[1:]
