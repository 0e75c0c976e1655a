"""The recipe for Spark, on as many rows of drawn numbers as compare: `make recipes`."""

from pathlib import Path

import numpy as np
import pandas as pd
from pyspark.sql import SparkSession

import lstm_numpy

file = Path(__file__).parents[1] / "reference" / "models" / "keras-2.2.4.h5"
x = np.random.default_rng(0).normal(size=(1000, 20, 1)).astype(np.float32)
spark = SparkSession.builder.master("local[2]").getOrCreate()


def outputs(batches):
    model = lstm_numpy.load(file)  # once for all batches of a task
    for batch in batches:
        sequences = np.stack(batch["x"]).reshape(len(batch), 20, 1)
        yield pd.DataFrame({"id": batch["id"], "y": list(model(sequences))})


rows = pd.DataFrame({"id": range(len(x)), "x": list(x.reshape(len(x), -1))})
frame = spark.createDataFrame(rows, "id long, x array<float>")
found = frame.mapInPandas(outputs, "id long, y array<float>").orderBy("id").toPandas()

np.testing.assert_allclose(np.stack(found["y"]), lstm_numpy.load(file)(x), rtol=0, atol=3e-7)
print(f"Spark {spark.version}: {len(found)} rows, the same")
