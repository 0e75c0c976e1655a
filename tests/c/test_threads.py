"""Calls that several threads share: the same results, and no call that waits for a thread."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import lstm_c
from lstm_c import prepared, threads

from .test_source import for_here

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
NUMBERS = [1, 2, 3, 32]


@pytest.fixture(autouse=True)
def every_call_is_large(monkeypatch):
    monkeypatch.setattr(prepared, "SMALL", 0)
    yield
    lstm_c.set_threads(None)


def layer_and_sequences(batch=5, timesteps=9, input_dim=3, units=40, dtype=np.float32):
    random = np.random.default_rng(0)
    shapes = [(batch, timesteps, input_dim), (input_dim, 4 * units), (units, 4 * units), 4 * units]
    sequences, *weights = (0.5 * random.normal(size=shape).astype(dtype) for shape in shapes)
    return lstm_c.keras.prepare(*weights).layer, sequences


def bits(result) -> list[bytes]:
    return [array.tobytes() for array in result]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("batch", [0, 1, 3, 4, 8, 9, 31, 64])
def test_the_number_of_threads_changes_no_bit(batch: int, dtype) -> None:
    layer, sequences = layer_and_sequences(batch, dtype=dtype)
    mask = np.random.default_rng(1).random(sequences.shape[:2]) < 0.7
    found = []
    for number in NUMBERS:
        lstm_c.set_threads(number)
        found += [tuple(bits(layer(sequences, mask=mask))) for _ in range(20)]
    assert len(set(found)) == 1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_some_examples_keep_to_their_part_of_the_workspace(dtype) -> None:
    """The next examples, which may be another thread's, begin right behind them."""
    layer, sequences = layer_and_sequences(batch=7, dtype=dtype)
    layer(sequences)
    workspace = layer._idle[-1].workspace
    one = 2 * 16 + 4 * 48  # KERAS_WORKSPACE_OF_ONE
    assert len(workspace) > 7 * one
    workspace[:] = np.nan
    layer(sequences, mask=np.ones(sequences.shape[:2], bool))
    assert not np.isnan(workspace[: 6 * one]).all()
    assert np.isnan(workspace[7 * one :]).all()


@pytest.mark.parametrize(("batch", "units", "stages"), [(8, 40, 1), (7, 40, 9), (8, 320, 9)])
def test_few_examples_are_divided_where_a_cache_keeps_the_weights(batch, units, stages) -> None:
    """Then a thread computes its examples in one go; else all wait for each other at every step."""
    if units > 40 and not for_here(("-mavx512f",)):
        pytest.skip("the registers of this processor hold too few examples for a difference")
    layer, sequences = layer_and_sequences(batch, units=units)
    lstm_c.set_threads(2)
    layer(sequences)
    assert layer._idle[-1].share.stages == stages


def test_another_thread_is_called_for_help(monkeypatch) -> None:
    layer, sequences = layer_and_sequences(units=200, timesteps=500)
    lstm_c.set_threads(2)
    inside = []
    monkeypatch.setattr(layer, "_help", inside.append)
    layer(sequences)
    deadline = time.monotonic() + 20
    while not inside and time.monotonic() < deadline:
        time.sleep(0.001)
    assert len(inside) == 1


def test_many_callers_share_the_helpers() -> None:
    layer, sequences = layer_and_sequences()
    lstm_c.set_threads(1)
    expected = bits(layer(sequences))
    lstm_c.set_threads(3)
    with ThreadPoolExecutor(6) as pool:
        for result in pool.map(layer, [sequences] * 300):
            assert bits(result) == expected


def test_what_is_divided_is_done_once_by_whoever_is_free() -> None:
    lstm_c.set_threads(3)
    meeting, done = threading.Barrier(3, timeout=20), []

    def work(item: int) -> None:
        if item < 3:
            meeting.wait()  # three threads are in it at the same time
        done.append((item, threading.get_ident()))

    threads.divided(work, range(50))
    assert sorted(item for item, _ in done) == list(range(50))
    assert threading.get_ident() in {thread for _, thread in done}


def test_what_is_divided_says_what_went_wrong_when_all_is_done() -> None:
    lstm_c.set_threads(2)
    done = []

    def work(item: int) -> None:
        if item == 1:
            raise ValueError("item 1")
        done.append(item)

    with pytest.raises(ValueError, match="item 1"):
        threads.divided(work, range(9))
    assert sorted(done) == [0, *range(2, 9)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_the_child_of_a_fork_computes_too() -> None:
    layer, sequences = layer_and_sequences()
    lstm_c.set_threads(2)
    expected = bits(layer(sequences))
    inside = []
    child = os.fork()
    if child == 0:
        signal.alarm(20)  # a call that waits for ever fails
        same = all(bits(layer(sequences)) == expected for _ in range(50))
        # The child has none of its parent's threads: it starts helpers of its own.
        large, long = layer_and_sequences(units=200, timesteps=500)
        large._help = inside.append
        large(long)
        while not inside:
            time.sleep(0.001)
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("number", [0, -1, 33, 1.5, True, "2", np.timedelta64(2)])
def test_a_number_that_is_none_of_threads_is_refused(number) -> None:
    with pytest.raises(ValueError, match="expected a whole number from 1 to 32"):
        lstm_c.set_threads(number)


@pytest.mark.parametrize(("text", "said"), [("3", "3"), ("0", "LSTM_C_THREADS is '0'"),
                                            ("many", "LSTM_C_THREADS is 'many'")])  # fmt: skip
def test_the_variable_sets_the_number(text: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import lstm_c; print(lstm_c.get_threads())"],
        env={**os.environ, "LSTM_C_THREADS": text},
        capture_output=True,
        text=True,
    )
    assert said in done.stdout + done.stderr
    assert (done.returncode == 0) == text.isdecimal() * (text != "0")


@pytest.mark.parametrize("number", [1, 2, threads.LARGEST, threads.LARGEST + 1, 256])
def test_without_a_word_it_is_the_number_of_processors_up_to_the_largest(
    number: int, monkeypatch
) -> None:
    monkeypatch.delenv("LSTM_C_THREADS", raising=False)
    monkeypatch.setattr(threads, "_number", 0)
    monkeypatch.setattr(threads, "processors", lambda: range(number))
    assert lstm_c.get_threads() == min(number, threads.LARGEST)
