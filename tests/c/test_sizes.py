"""No size is a threshold: around every constant of the engines, and far beyond, results agree.

One dimension at a time is long, so that a call costs little; the readable NumPy form is what is
right. The constants are read from the code.
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import lstm_c
import lstm_numpy
from lstm_numpy import engine, kept, keras, memory, openblas

C = Path(lstm_c.__file__).parent
DEFINED = re.compile(r"^(?:#define \w+|enum.*|    \w+ =|.*vector_size).*$", re.MULTILINE)
LONGEST = 300
SHORT = 9
SMALL = {"batch": 2, "timesteps": 3, "input_dim": 3, "units": 5}
# The dimensions that are long together with others of a case, such as one example of many units.
BESIDE = {"units": ({"batch": 1}, {"batch": 3}), "input_dim": ({"batch": 1},), "batch": ({},)}
BESIDE |= {"timesteps": ({"batch": 1}, {"batch": 7})}
PACKAGES = ("lstm_numpy", "lstm_c")
# Units of a panel: as many numbers as the widest register holds.
LANES = 16


@cache
def lengths() -> list[int]:
    """Numbers around every constant that the engines define, and around powers of two."""
    texts = [*C.glob("engine/*.c"), C / "lstm.h"]
    said = [line for p in texts for line in DEFINED.findall(p.read_text())]
    numbers = {int(n) for line in said for n in re.findall(r"(?<![\w.])\d+(?![\w.])", line)}
    own = (import_module(f"lstm_c.{name}") for name in ("prepared", "padded", "backwards"))
    for module in (engine, openblas, kept, memory, *own):
        numbers |= {v for name, v in vars(module).items() if name.isupper() and type(v) is int}
    numbers |= {2**k for k in range(9)} | {k * LANES for k in range(LONGEST // LANES)}
    around = {n + off for n in numbers for off in (-1, 0, 1)}
    return sorted(n for n in around if 1 <= n <= LONGEST)


def drawn(sizes: dict[str, int], dtype: type) -> tuple[list[np.ndarray], tuple[np.ndarray, ...]]:
    """Sequences and weights that keep what is computed moderate, and states."""
    random = np.random.default_rng(list(sizes.values()))
    batch, timesteps, inputs, units = (sizes[name] for name in SMALL)
    shapes = [(batch, timesteps, inputs), (inputs, 4 * units), (units, 4 * units), (4 * units,)]
    scales = [1, (1 / inputs) ** 0.5, (1 / units) ** 0.5, 1]
    arrays = [s * random.normal(size=shape) for s, shape in zip(scales, shapes, strict=True)]
    states = tuple(random.normal(size=(batch, units)) for _ in "hc")
    return [a.astype(dtype) for a in arrays], tuple(s.astype(dtype) for s in states)


def readable(monkeypatch, arrays, **given):
    with monkeypatch.context() as patched:
        patched.setattr(keras, "ordinary", lambda _dtype: False)
        return keras.lstm(*(a.astype(np.float64) for a in arrays), **given)


def same(ours, theirs, dtype) -> None:
    bound = 1e-5 if dtype is np.float32 else 1e-12
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=bound, atol=bound)


def run(package: str, arrays, backwards: bool, **given):
    """The ways that a call may take, with sequences as they lie and as a view of more."""
    wide = np.repeat(arrays[0], 2, axis=1)[:, ::2]
    functions = import_module(f"{package}.keras")
    prepared = functions.prepare(*arrays[1:], go_backwards=backwards)
    yield functions.lstm(*arrays, go_backwards=backwards, **given)
    yield prepared(wide, **given)
    yield prepared(np.asfortranarray(arrays[0]), **given)


@pytest.mark.parametrize("long", SMALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("package", PACKAGES)
def test_no_size_is_a_threshold(monkeypatch, package: str, dtype, long: str) -> None:
    if package != "lstm_numpy" and not lstm_c.available():
        pytest.skip("no C compiler")
    for length in lengths():
        for beside in BESIDE[long]:
            arrays, states = drawn({**SMALL, **beside, long: length}, dtype)
            # Short sequences and every second longer one are taken from their end, too.
            ways = {False, True} if length <= SHORT else {length % 2 == 0}
            for backwards in ways:
                words = {"go_backwards": backwards, "initial_state": states}
                expected = readable(monkeypatch, arrays, **words)
                for ours in run(package, arrays, backwards, initial_state=states):
                    same(ours, expected, dtype)


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("batch", [1, 2, 7, engine.MANY_EXAMPLES - 1, engine.MANY_EXAMPLES])
def test_products_in_parts_have_all_their_rows(monkeypatch, count: int, batch: int) -> None:
    monkeypatch.setattr(engine, "parts", lambda *_sizes: count)
    for timesteps, units in ((4, 6), (3 * engine.PART_ROWS, 3), (2, 90)):
        arrays, _ = drawn(
            {"batch": batch, "timesteps": timesteps, "input_dim": 4, "units": units}, float
        )
        for bytes_joined in (0, engine.BYTES_JOINED):
            monkeypatch.setattr(engine, "BYTES_JOINED", bytes_joined)
            layer = lstm_numpy.keras.prepare(*arrays[1:])
            for _ in range(2):  # with new buffers, and with those used before
                same(layer(arrays[0]), readable(monkeypatch, arrays), float)
                layer(arrays[0][::-1].copy())


@pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
@pytest.mark.parametrize("is_beyond", [False, True])
def test_weights_beyond_a_cache_change_no_result(monkeypatch, is_beyond: bool) -> None:
    """Of so many bytes the inputs' product is computed ahead for a whole tile of examples."""
    said = re.search(r"SLAB_BYTES = (\d+) << (\d+)", (C / "engine" / "words.c").read_text())
    most = int(said[1]) << int(said[2])
    inputs, of_row = 100, 4 * LANES * np.float32().nbytes
    panels = next(n for n in range(LONGEST) if n * of_row * (1 + inputs + n * LANES) > most)
    units = LANES * (panels if is_beyond else panels - 1)
    monkeypatch.setattr(lstm_c.threads, "_number", lstm_c.get_threads())
    for batch in range(1, 15):
        sizes = {"batch": batch, "timesteps": 20, "input_dim": inputs, "units": units}
        arrays, states = drawn(sizes, np.float32)
        layer = lstm_c.keras.prepare(*arrays[1:])
        found = []
        # From 12 on two threads take a part each: often, as both seldom run at the same time.
        for threads in (1, *[2] * (40 if batch > 11 else 1)):
            lstm_c.set_threads(threads)
            found.append(layer(arrays[0], initial_state=states))
        same(found[0], readable(monkeypatch, arrays, initial_state=states), np.float32)
        for alone, *shared in zip(*found, strict=True):
            for other in shared:
                np.testing.assert_array_equal(alone, other)
