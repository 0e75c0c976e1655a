"""Padded sequences in parts of like lengths: the bits of the whole batch, in fewer timesteps."""

import importlib

import numpy as np
import pytest

import lstm_c
from lstm_c import gru, keras, padded, prepared

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
RANDOM = np.random.default_rng(0)
BATCH, TIMESTEPS, INPUTS, UNITS = 17, 24, 5, 40
X = RANDOM.normal(size=(BATCH, TIMESTEPS, INPUTS)).astype(np.float32)
LENGTHS = {
    "mixed": RANDOM.integers(1, TIMESTEPS + 1, BATCH),
    "empty ones": np.arange(BATCH) // 3,
    "none": np.zeros(BATCH, int),
    "one long": np.array([TIMESTEPS] + [1] * (BATCH - 1)),
}


def mask_of(lengths: np.ndarray) -> np.ndarray:
    return np.arange(TIMESTEPS) < lengths[:, np.newaxis]


@pytest.fixture(autouse=True)
def every_call_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "SMALL", 0)


def weights(gates: int) -> list[np.ndarray]:
    shapes = (INPUTS, gates * UNITS), (UNITS, gates * UNITS), gates * UNITS
    return [RANDOM.normal(size=shape).astype(np.float32) for shape in shapes]


@pytest.mark.parametrize("masked_output", ["previous", "state", "zero"])
@pytest.mark.parametrize("return_sequences", [True, False])
@pytest.mark.parametrize("name", LENGTHS)
@pytest.mark.parametrize("module", ["keras", "gru"])
def test_parts_give_the_bits_of_the_whole(
    module: str, name: str, return_sequences: bool, masked_output: str, monkeypatch
) -> None:
    words = {"masked_output": masked_output, "return_sequences": return_sequences}
    face = importlib.import_module(f"lstm_c.{module}")
    layer, mask = (
        face.prepare(*weights(4 if module == "keras" else 3), **words),
        mask_of(LENGTHS[name]),
    )
    state = RANDOM.normal(size=(2, BATCH, UNITS)).astype(np.float32)
    for initial in (None, tuple(state) if module == "keras" else state[0]):
        in_parts = layer(X, initial_state=initial, mask=mask)
        with monkeypatch.context() as whole:
            whole.setattr(prepared, "parts_of", lambda mask: [])
            together = layer(X, initial_state=initial, mask=mask)
        for ours, theirs in zip(in_parts, together, strict=True):
            np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("name", LENGTHS)
def test_the_number_of_threads_changes_no_bit(name: str) -> None:
    layer, mask = keras.prepare(*weights(4)), mask_of(LENGTHS[name])
    found = set()
    for number in (1, 2, 3, 32):
        lstm_c.set_threads(number)
        found |= {tuple(a.tobytes() for a in layer(X, mask=mask)) for _ in range(9)}
    lstm_c.set_threads(None)
    assert len(found) == 1


@pytest.mark.parametrize("name", LENGTHS)
def test_parts_hold_every_example_once_and_fewer_timesteps(name: str) -> None:
    parts = padded.parts_of(mask_of(LENGTHS[name]))
    assert sorted(np.concatenate([part.examples for part in parts])) == list(range(BATCH))
    assert sum(len(part.examples) * part.timesteps for part in parts) <= 0.9 * X[..., 0].size
    for examples, timesteps in parts:
        assert timesteps == max(1, LENGTHS[name][examples].max())


def test_other_masks_are_computed_as_a_whole() -> None:
    full = np.ones((BATCH, TIMESTEPS), bool)
    holes = mask_of(LENGTHS["mixed"])
    holes[0] = np.arange(TIMESTEPS) != 1
    for mask in (full, holes, ~mask_of(LENGTHS["mixed"]), full[:0], full[:, :0]):
        assert padded.parts_of(mask) == []


def test_backwards_a_padded_batch_is_computed_as_a_whole(monkeypatch) -> None:
    monkeypatch.setattr(prepared, "parts_of", None)  # a call would be seen
    for face, gates in ((keras, 4), (gru, 3)):
        face.prepare(*weights(gates), go_backwards=True)(X, mask=mask_of(LENGTHS["mixed"]))
