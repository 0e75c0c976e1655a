"""Export reference arrays from standalone Keras 2 on TensorFlow 1.

Usage: python export_keras2.py FOLDER
"""

import sys

import cases
import keras
import numpy as np
import tensorflow as tf
from keras import backend as K

ACTIVATIONS = [
    "elu",
    "exponential",
    "hard_sigmoid",
    "linear",
    "relu",
    "selu",
    "sigmoid",
    "softplus",
    "softsign",
    "tanh",
]
DTYPES = ["float32", "float64"]


def run(case):
    K.clear_session()
    K.set_floatx(case["dtype"])
    arrays = case["arrays"]
    sequences = keras.layers.Input(batch_shape=arrays["sequences"].shape)
    inputs, values, words = [sequences], [], {}
    if "initial_h" in arrays:
        words["initial_state"] = []
        for name in ("initial_h", "initial_c"):
            state = keras.layers.Input(batch_shape=arrays[name].shape)
            words["initial_state"].append(state)
            inputs.append(state)
            values.append(arrays[name])
    if "mask" in arrays:
        words["mask"] = K.placeholder(shape=arrays["mask"].shape, dtype="bool")
        inputs.append(words["mask"])
        values.append(arrays["mask"])
    layer = keras.layers.LSTM(**case["layer"])
    outputs = layer(sequences, **words)
    layer.set_weights(cases.weights(case))
    # The updates store the state of a stateful layer.
    call = K.function(inputs, outputs, updates=layer.updates)
    if "previous_sequences" in arrays:
        call([arrays["previous_sequences"]] + values)
    return call([arrays["sequences"]] + values)


def function(name):
    def evaluate(x):
        K.clear_session()
        K.set_floatx(str(x.dtype))
        return np.asarray(K.eval(keras.activations.get(name)(K.constant(x))))

    return evaluate


if __name__ == "__main__":
    cases.export(
        sys.argv[1],
        {
            "framework": "keras",
            "version": keras.__version__,
            "backend": "tensorflow",
            "backend_version": tf.__version__,
        },
        cases.all_cases(ACTIVATIONS, zero_output=False, dtypes=DTYPES),
        run,
        {(name, dtype): function(name) for name in ACTIVATIONS for dtype in DTYPES},
    )
