"""Measure how far a Keras 2.2.4 model file is off when Keras 3 loads it.

Usage, each in its own environment (k224, then k3tf or k3jt):
  python measure_old_file_in_keras3.py save FOLDER
  python measure_old_file_in_keras3.py load FOLDER
"""

import os
import sys
import warnings

import keras
import numpy as np

SHAPE = (28, 10)
UNITS = 32


def seeded():
    """Weights as Keras would draw them, and an input."""
    random = np.random.RandomState(0)
    limit = np.sqrt(6.0 / (SHAPE[1] + 4 * UNITS))
    kernel = random.uniform(-limit, limit, size=(SHAPE[1], 4 * UNITS))
    rows, _ = np.linalg.qr(random.normal(size=(4 * UNITS, UNITS)))
    bias = np.zeros(4 * UNITS)
    bias[UNITS : 2 * UNITS] = 1.0
    sequences = random.normal(size=(4,) + SHAPE)
    return [kernel, rows.T, bias], sequences.astype("float32")


def question(**words):
    weights, _ = seeded()
    layer = keras.layers.LSTM(UNITS, return_sequences=True, unroll=True, **words)
    model = keras.models.Sequential([layer])
    model.build((None,) + SHAPE)
    model.set_weights(weights)
    return model


def save(folder):
    weights, sequences = seeded()
    words = {"return_sequences": True, "unroll": True}
    sequential = keras.models.Sequential([keras.layers.LSTM(UNITS, input_shape=SHAPE, **words)])
    inputs = keras.layers.Input(SHAPE)
    functional = keras.models.Model(inputs, keras.layers.LSTM(UNITS, **words)(inputs))
    for name, model in (("sequential", sequential), ("functional", functional)):
        model.set_weights(weights)
        model.save(os.path.join(folder, name + ".h5"))
    y = functional.predict(sequences)
    np.savez(os.path.join(folder, "question.npz"), sequences=sequences, y=y)
    print("Keras %s, written" % keras.__version__)


def load(folder):
    with np.load(os.path.join(folder, "question.npz")) as file:
        sequences, old = file["sequences"], file["y"]
    print("Keras %s on %s" % (keras.__version__, keras.backend.backend()))
    outputs = {}
    for name in ("sequential", "functional"):
        path = os.path.join(folder, name + ".h5")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                model = keras.models.load_model(path)
            except (TypeError, ValueError) as error:
                print("%s.h5 raises %s: %s" % (name, type(error).__name__, error))
                continue
        print("%s.h5 loads; warnings: %s" % (name, [str(warning.message) for warning in caught]))
        print("  recurrent_activation:", model.layers[-1].get_config()["recurrent_activation"])
        outputs["the loaded file, " + name] = model.predict(sequences, verbose=0)
    for name in ("hard_sigmoid", "sigmoid"):
        outputs[name] = question(recurrent_activation=name).predict(sequences, verbose=0)
    for name, output in outputs.items():
        print("max |Keras 2.2.4 - %s| = %.6g" % (name, np.abs(old - output).max()))
    difference = outputs["hard_sigmoid"] - outputs["sigmoid"]
    print("max |hard_sigmoid - sigmoid| in this Keras = %.6g" % np.abs(difference).max())


if __name__ == "__main__":
    {"save": save, "load": load}[sys.argv[1]](sys.argv[2])
