"""Export reference arrays from Keras 2 on TensorFlow 1, or from the Keras inside TensorFlow 1.

Usage: python export_keras2.py FOLDER [tf.keras]
"""

import sys

import cases
import numpy as np
import tensorflow as tf

INSIDE = sys.argv[2:] == ["tf.keras"]
if INSIDE:
    keras = tf.keras
    try:
        VERSION = keras.__version__
    except AttributeError:  # of TensorFlow 1.4; it writes this into files
        from tensorflow.python.keras._impl.keras import __version__ as VERSION
else:
    import keras

    VERSION = keras.__version__
K = keras.backend

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
if INSIDE:
    # The same layer by another name: one dtype tells the releases apart.
    ACTIVATIONS = [name for name in ACTIVATIONS if hasattr(keras.activations, name)]
    DTYPES = ["float32"]


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


def has_zero_output():
    try:
        keras.layers.LSTM(1, zero_output_for_mask=True)
    except TypeError:
        return False
    return True


def left_out(case):
    layer = case["layer"]
    if VERSION == "2.2.4-tf" and layer.get("stateful", False) and "initial_h" in case["arrays"]:
        wins = "initial state that is passed wins over the recorded one"
        return "the %s; in TensorFlow 2.1, by the same name, it does not" % wins
    if VERSION == "2.2.4-tf" and layer.get("zero_output_for_mask", False):
        if not layer.get("unroll", False):
            return "it is heeded; TensorFlow 2.0 and 2.1, by the same name, ignore it"
    if layer.get("unroll", False) and layer.get("zero_output_for_mask", False):
        if not layer["return_sequences"]:
            return "unroll with zero_output_for_mask and one output raises ValueError"
        if layer.get("go_backwards", False):
            return "unroll with go_backwards zeroes the steps of the mask that is not reversed"
    return None


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
            "framework": "tf.keras" if INSIDE else "keras",
            "version": VERSION,
            "backend": "tensorflow",
            "backend_version": tf.__version__,
            "recurrent_activation": keras.layers.LSTM(1).get_config()["recurrent_activation"],
        },
        cases.all_cases(ACTIVATIONS, zero_output=has_zero_output(), dtypes=DTYPES),
        run,
        {(name, dtype): function(name) for name in ACTIVATIONS for dtype in DTYPES},
        left_out,
    )
