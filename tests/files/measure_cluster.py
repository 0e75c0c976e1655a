"""How long a model takes on 1, 2 and 4 worker processes: docs/results/cluster.json.

Usage: python measure_cluster.py
"""

import json
import os
import time
from pathlib import Path

import dask.array
import numpy as np
from distributed import Client, LocalCluster

import lstm_numpy
from lstm_numpy.dask import apply

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / "docs" / "results" / "cluster.json"
EXAMPLES, CHUNK, WORKERS, TRIES = 400_000, 10_000, (1, 2, 4), 9


def main() -> None:
    model = lstm_numpy.load(ROOT / "tests" / "reference" / "models" / "keras-2.2.4.h5")
    words = {"dtype": np.float32, "chunks": (CHUNK, -1, -1)}
    x = dask.array.random.default_rng(0).standard_normal((EXAMPLES, 20, 1), **words)
    first, seconds = None, {}
    for number in WORKERS:
        with (
            LocalCluster(number, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster),
        ):
            apply(model, x[: CHUNK * number]).compute()  # the workers import
            tries = []
            for _ in range(TRIES):
                begun = time.perf_counter()
                found = apply(model, x).compute()
                tries.append(time.perf_counter() - begun)
                first = found if first is None else first
                np.testing.assert_array_equal(found, first)
            seconds[str(number)] = round(min(tries), 2)
    said = {"examples": EXAMPLES, "processors": os.cpu_count(), "seconds": seconds}
    RESULT.write_text(f"{json.dumps(said, indent=1)}\n")


if __name__ == "__main__":
    main()
