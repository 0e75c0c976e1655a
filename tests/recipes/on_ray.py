"""The recipe for Ray Data, on as many rows of drawn numbers as compare: `make recipes`."""

from pathlib import Path

import numpy as np
import ray

import lstm_numpy

file = Path(__file__).parents[1] / "reference" / "models" / "keras-2.2.4.h5"
x = np.random.default_rng(0).normal(size=(1000, 20, 1)).astype(np.float32)
ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)


class Predict:
    def __init__(self):
        self.model = lstm_numpy.load(file)  # once a worker

    def __call__(self, batch):
        return {**batch, "y": self.model(batch["x"])}


items = [{"id": n, "x": one} for n, one in enumerate(x)]
rows = ray.data.from_items(items, override_num_blocks=10)
found = rows.map_batches(Predict, batch_size=100, concurrency=2).sort("id").take_all()

y = np.stack([row["y"] for row in found])
np.testing.assert_allclose(y, lstm_numpy.load(file)(x), rtol=0, atol=3e-7)
print(f"Ray {ray.__version__}: {len(found)} rows, the same")
