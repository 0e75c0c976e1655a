"""The memory of a prepared layer: kept for calls of a like size, let go of by smaller ones."""

import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier

import numpy as np
import pytest

import lstm_c
from lstm_c import prepared

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
LARGE, SMALL = 20_000, 10
MIB = 2**20


def layer_of(units: int = 16) -> prepared.Layer:
    random = np.random.default_rng(0)
    shapes = [(3, 4 * units), (units, 4 * units), 4 * units]
    weights = (random.normal(size=s).astype(np.float32) for s in shapes)
    return lstm_c.keras.prepare(*weights).layer


def sequences(batch: int) -> np.ndarray:
    return np.ones((batch, 2, 3), np.float32)


def held(layer: prepared.Layer) -> int:
    """Bytes of all workspaces that the layer keeps."""
    return sum(room.workspace.nbytes for room in layer._idle)


def test_a_small_call_lets_go_of_the_workspace_of_a_large_one() -> None:
    layer = layer_of()
    layer(sequences(LARGE))
    assert held(layer) > 6 * MIB
    layer(sequences(SMALL))
    assert held(layer) < MIB / 16


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc here")
def test_the_system_has_the_memory_back() -> None:
    """In a process of its own: the allocator of an old one keeps freed arrays for later."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        before, large, after = process.submit(resident_over_calls).result()
    assert large > before + 60 * MIB
    assert after < before + 20 * MIB


def resident_over_calls() -> list[int]:
    """Bytes that the process has after a small, a large and another small call."""
    layer = layer_of()
    return [resident() for batch in (SMALL, 200_000, SMALL) for _ in [layer(sequences(batch))]]


def resident() -> int:
    """Bytes of memory that this process has."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


@pytest.mark.parametrize("batches", [
    [SMALL], [LARGE], [LARGE, LARGE // 2, LARGE], [SMALL, 1, SMALL], [0, SMALL, 0], [1, 0, 2, 1],
], ids=str)  # fmt: skip
def test_calls_of_like_sizes_allocate_no_workspace_again(batches, monkeypatch) -> None:
    layer = layer_of()
    layer(sequences(max(batches)))
    monkeypatch.setattr(prepared, "Room", None)  # a new one would be seen
    for batch in batches * 10:
        assert len(layer(sequences(batch))[1]) == batch


def test_after_many_callers_at_once_every_large_workspace_goes() -> None:
    layer, callers = layer_of(), 6
    together = Barrier(callers)

    def call(_: int) -> None:
        together.wait()
        for _ in range(5):
            layer(sequences(LARGE))

    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(call, range(callers)))
    for _ in range(callers + 1):
        layer(sequences(SMALL))
    assert held(layer) < MIB / 16
