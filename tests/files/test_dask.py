"""`lstm_numpy.dask.apply`: the same numbers from a cluster of processes as from one."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask.array
import numpy as np
import pytest
import zarr
from distributed import Client, LocalCluster

import lstm_numpy
from lstm_numpy.dask import apply
from tests.files.kept import FILES, ROOT

FILE = ROOT / "models" / "keras-2.2.4.h5"
X = np.random.default_rng(0).normal(size=(60, 20, 1)).astype(np.float32)
# A cluster's threads end when they like.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestWarning")


@pytest.fixture(name="client", scope="module")
def two_processes() -> Iterator[Client]:
    words: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(n_workers=2, processes=True, **words) as cluster, Client(cluster) as client:
        yield client


def chunked(x: np.ndarray = X, rows: int = 10) -> dask.array.Array:
    return dask.array.from_array(x, chunks=(rows, *x.shape[1:]))


def one_process() -> np.ndarray:
    """Chunk by chunk, as the cluster computes them."""
    model = lstm_numpy.load(FILE)
    return np.concatenate([model(X[at : at + 10]) for at in range(0, len(X), 10)])


def test_processes_compute_the_same_to_the_last_bit(client: Client) -> None:
    found = apply(lstm_numpy.load(FILE), chunked())
    assert (found.shape, found.dtype, found.chunks[0]) == ((60, 1), np.float32, (10,) * 6)
    np.testing.assert_array_equal(found.compute(), one_process())
    assert len(client.scheduler_info()["workers"]) == 2


@pytest.mark.parametrize("scheduler", ["synchronous", "threads"])
def test_one_process_and_its_threads_do(scheduler: str) -> None:
    found = apply(lstm_numpy.load(FILE), chunked())
    np.testing.assert_array_equal(found.compute(scheduler=scheduler), one_process())


def test_chunks_of_different_lengths_stay_where_they_are() -> None:
    found = apply(lstm_numpy.load(FILE), chunked(X[:25]))
    assert found.chunks[0] == (10, 10, 5)
    np.testing.assert_allclose(found[22:].compute(), one_process()[22:25], rtol=0, atol=1e-6)


def test_a_model_is_one_entry_of_the_graph() -> None:
    """So it is sent once to each worker, however many the chunks are."""
    model = lstm_numpy.load(FILE)
    found = apply(model, chunked(rows=1))
    graph = dict(found.__dask_graph__())
    assert sum(getattr(one, "value", one) is model for one in graph.values()) <= 1
    assert len(graph) > 60


class Dies:
    """A model whose second chunk ends the worker, once."""

    def __init__(self, file: Path) -> None:
        self.model, self.file = lstm_numpy.load(FILE), file

    def __call__(self, x: np.ndarray) -> np.ndarray:
        if np.array_equal(x, X[10:20]) and not self.file.exists():
            self.file.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return np.asarray(self.model(x))


def test_a_worker_that_is_killed_costs_no_result(client: Client, tmp_path: Path) -> None:
    found = apply(Dies(tmp_path / "died"), chunked()).compute()
    assert (tmp_path / "died").exists()
    np.testing.assert_array_equal(found, one_process())


def test_the_output_goes_to_zarr(client: Client, tmp_path: Path) -> None:
    apply(lstm_numpy.load(FILE), chunked()).to_zarr(str(tmp_path / "y.zarr"))
    np.testing.assert_array_equal(zarr.open(str(tmp_path / "y.zarr"), mode="r")[:], one_process())


def test_sequences_of_words_become_rows() -> None:
    model = lstm_numpy.load(FILES / "keras-2.3.1-text.h5")
    size = model.layers[model.graph.inputs[0].layer].shape[1] or 7
    words = np.random.default_rng(0).integers(1, 5, size=(8, size))
    found = apply(model, chunked(words, 4)).compute(scheduler="synchronous")
    np.testing.assert_allclose(found, model(words), rtol=0, atol=1e-6)


def test_chunks_over_time_are_refused() -> None:
    x = dask.array.from_array(X, chunks=(10, 10, 1))
    with pytest.raises(ValueError, match=r"its timesteps into 2 chunks.*rechunk\({1: -1}"):
        apply(lstm_numpy.load(FILE), x)


def test_what_is_no_array_of_dask_is_refused() -> None:
    with pytest.raises(TypeError, match="x is a ndarray, expected an array of Dask"):
        apply(lstm_numpy.load(FILE), X)


def test_a_stateful_layer_is_refused() -> None:
    model = lstm_numpy.load(FILE)
    model.layers["lstm_1"].stateful = True
    with pytest.raises(ValueError, match="the layer 'lstm_1' is stateful"):
        apply(model, chunked())


def test_several_outputs_are_refused() -> None:
    with pytest.raises(TypeError, match="returns a list, expected one array"):
        apply(lambda x: [x, x], chunked())
