"""Export what Keras 2's own loader makes of the weights of other layers and of Keras 1.

Usage: python export_conversions.py FOLDER
"""

import sys

import keras
import numpy as np
import recording
import tensorflow as tf
from keras.engine.saving import preprocess_weights_for_loading


def _lstm(prefix, biases, features=2, units=7):
    return {
        prefix + "kernel": (features, 4 * units),
        prefix + "recurrent_kernel": (units, 4 * units),
        prefix + "bias": ((biases * units,), 0.5),
    }


def _gru(bias):
    return {"kernel": (2, 21), "recurrent_kernel": (7, 21), "bias": (bias, 0.5)}


def _keras1(prefix):
    shapes = {}
    for gate in "icfo":
        shapes[prefix + "W_" + gate] = (2, 7)
        shapes[prefix + "U_" + gate] = (7, 7)
        shapes[prefix + "b_" + gate] = ((7,), 0.5)
    return shapes


def _both(of, *words):
    return dict(of("forward_", *words), **of("backward_", *words))


def _case(name, source, target, shapes, bidirectional=False, **words):
    return {
        "name": name,
        "kind": "conversion",
        "source": source,
        "target": target,
        "words": dict({"units": 7}, **words),
        "bidirectional": bidirectional,
        "arrays": recording.drawn(name, shapes),
    }


def every_case():
    for features in (2, 11):
        shapes = _lstm("", 8, features)
        name = "features-%d" % features
        yield _case("cudnn-to-lstm-" + name, "CuDNNLSTM", "LSTM", shapes)
        shapes = _lstm("", 4, features)
        yield _case("lstm-to-cudnn-" + name, "LSTM", "CuDNNLSTM", shapes)
    yield _case("bidirectional-cudnn-to-lstm", "CuDNNLSTM", "LSTM", _both(_lstm, 8), True)
    yield _case("bidirectional-lstm-to-cudnn", "LSTM", "CuDNNLSTM", _both(_lstm, 4), True)
    yield _case("cudnn-to-gru", "CuDNNGRU", "GRU", _gru((42,)), reset_after=True)
    yield _case("gru-to-cudnn", "GRU", "CuDNNGRU", _gru((2, 21)))
    yield _case("keras1-to-lstm", "Keras 1 LSTM", "LSTM", _keras1(""))
    yield _case("bidirectional-keras1-to-lstm", "Keras 1 LSTM", "LSTM", _both(_keras1), True)


def run(case):
    layer = getattr(keras.layers, case["target"])(**case["words"])
    prefixes = [""]
    if case["bidirectional"]:
        layer = keras.layers.Bidirectional(layer)
        prefixes = ["forward_", "backward_"]
    version = "1" if case["source"].startswith("Keras 1") else keras.__version__
    converted = preprocess_weights_for_loading(layer, list(case["arrays"].values()), version)
    names = [
        "converted_" + prefix + name
        for prefix in prefixes
        for name in ("kernel", "recurrent_kernel", "bias")
    ]
    return dict(zip(names, [np.asarray(array) for array in converted]))


if __name__ == "__main__":
    recording.export(
        sys.argv[1],
        "keras-%s-conversions" % keras.__version__,
        {
            "framework": "keras",
            "version": keras.__version__,
            "backend": "tensorflow",
            "backend_version": tf.__version__,
        },
        recording.in_dtypes(list(every_case())),
        run,
    )
