"""Export reference arrays from the Keras inside TensorFlow 2 (tf.keras).

Usage: python export_tf_keras.py FOLDER
"""

import sys

import cases
import tensorflow as tf

try:
    VERSION = tf.keras.__version__  # up to TensorFlow 2.5
except AttributeError:
    import keras  # the same package as tf.keras, which does not tell its version

    VERSION = keras.__version__

ACTIVATIONS = [
    "elu",
    "exponential",
    "gelu",
    "hard_sigmoid",
    "leaky_relu",
    "linear",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softplus",
    "softsign",
    "swish",
    "tanh",
]
DTYPES = ["float32", "float64"]
if VERSION.endswith("-tf"):
    # The same layer by an older name: one dtype tells the releases apart.
    ACTIVATIONS = [name for name in ACTIVATIONS if hasattr(tf.keras.activations, name)]
    DTYPES = ["float32"]
# Float32 constants inside TensorFlow's own functions.
NOT_DOUBLE = ["gelu", "leaky_relu"]


def run(case):
    arrays = {name: tf.constant(array) for name, array in case["arrays"].items()}
    layer = tf.keras.layers.LSTM(dtype=case["dtype"], **case["layer"])
    layer.build(arrays["sequences"].shape)
    layer.set_weights(cases.weights(case))
    words = {}
    if "initial_h" in arrays:
        words["initial_state"] = [arrays["initial_h"], arrays["initial_c"]]
    if "mask" in arrays:
        words["mask"] = arrays["mask"]
    if "previous_sequences" in arrays:
        layer(arrays["previous_sequences"], **words)
    return [output.numpy() for output in layer(arrays["sequences"], **words)]


def function(name, **words):
    return lambda x: tf.keras.activations.get(name)(tf.constant(x), **words).numpy()


def left_out(case):
    layer = case["layer"]
    words = [layer.get("activation"), layer.get("recurrent_activation")]
    if case["dtype"] == "float64" and set(words) & set(NOT_DOUBLE):
        return "float32 constants inside: not double precision"
    if layer.get("stateful", False) and "initial_h" in case["arrays"]:
        wins = "initial state that is passed wins over the recorded one"
        if tf.__version__.startswith("2.0."):
            return "the %s; in TensorFlow 2.1, by the same name, it does not" % wins
        return "the recorded state wins over the initial state that is passed"
    if VERSION == "2.2.4-tf" and layer.get("zero_output_for_mask", False):
        if not layer.get("unroll", False):
            return "it is ignored; TensorFlow 1.15, by the same name, heeds it"
    if layer.get("unroll", False) and layer.get("zero_output_for_mask", False):
        if not layer["return_sequences"]:
            return "unroll with zero_output_for_mask and one output raises ValueError"
        if layer.get("go_backwards", False):
            return "unroll with go_backwards zeroes the steps of the mask that is not reversed"
    return None


if __name__ == "__main__":
    functions = {
        (name, dtype): function(name)
        for name in ACTIVATIONS
        for dtype in DTYPES
        if dtype == "float32" or name not in NOT_DOUBLE
    }
    if "gelu" in ACTIVATIONS:
        functions["gelu_tanh", "float32"] = function("gelu", approximate=True)
    cases.export(
        sys.argv[1],
        {
            "framework": "tf.keras",
            "version": VERSION,
            "backend": "tensorflow",
            "backend_version": tf.__version__,
            "recurrent_activation": tf.keras.layers.LSTM(1).get_config()["recurrent_activation"],
        },
        cases.all_cases(ACTIVATIONS, zero_output=True, dtypes=DTYPES),
        run,
        functions,
        left_out,
    )
