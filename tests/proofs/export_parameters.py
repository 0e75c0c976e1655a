"""Export values of Keras's activations with parameters away from their defaults.

Usage, with the Python of an environment that has Keras 3:
python export_parameters.py > lstm_sym/recorded/activations.json
"""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np

POINTS = [-6.5, -2.25, -1.0, -0.875, -0.5, -0.0625, 0.0, 0.125, 0.5, 0.75, 0.9375, 2.0, 5.75]
CASES = {
    "leaky_relu": {"negative_slope": 0.375},
    "elu": {"alpha": 1.75},
    "celu": {"alpha": 1.75},
    "soft_shrink": {"threshold": 0.875},
    "hard_shrink": {"threshold": 0.875},
    "squareplus": {"b": 2.5},
    "threshold": {"threshold": 0.875, "default_value": 2.5},
}

found = []
for name, words in CASES.items():
    function = getattr(keras.activations, name)
    x = keras.ops.convert_to_tensor(np.array(POINTS), "float64")
    values = np.asarray(function(x, *words.values()))
    if values.dtype != np.float64:
        raise ValueError(f"{name} gives {values.dtype}")
    found.append({"name": name, "parameters": words, "y": values.tolist()})
about = {"framework": "keras", "version": keras.__version__, "backend": keras.backend.backend()}
print(json.dumps({**about, "x": POINTS, "cases": found}, indent=1))
