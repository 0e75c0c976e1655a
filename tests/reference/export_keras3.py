"""Export reference arrays from Keras 3, on the backend that KERAS_BACKEND names.

Usage: KERAS_BACKEND=tensorflow|jax|torch|numpy python export_keras3.py FOLDER
"""

import importlib
import sys

import cases
import keras
import numpy as np

ACTIVATIONS = [
    "celu",
    "elu",
    "exponential",
    "gelu",
    "hard_shrink",
    "hard_sigmoid",
    "hard_silu",
    "hard_swish",
    "hard_tanh",
    "leaky_relu",
    "linear",
    "log_sigmoid",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "soft_shrink",
    "softplus",
    "softsign",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "swish",
    "tanh",
    "tanh_shrink",
]
BACKEND = keras.backend.backend()
# The other backends compute float64 with float32 inside.
DTYPES = ["float32", "float64"] if BACKEND == "tensorflow" else ["float32"]
# Float32 constants inside TensorFlow's own functions.
NOT_DOUBLE = ["gelu", "leaky_relu"]


def run(case):
    arrays = case["arrays"]
    layer = keras.layers.LSTM(dtype=case["dtype"], **case["layer"])
    layer.build(arrays["sequences"].shape)
    layer.set_weights(cases.weights(case))
    words = {}
    if "initial_h" in arrays:
        words["initial_state"] = [
            keras.ops.convert_to_tensor(arrays[name]) for name in ("initial_h", "initial_c")
        ]
    if "mask" in arrays:
        words["mask"] = keras.ops.convert_to_tensor(arrays["mask"])
    if "previous_sequences" in arrays:
        layer(keras.ops.convert_to_tensor(arrays["previous_sequences"]), **words)
    outputs = layer(keras.ops.convert_to_tensor(arrays["sequences"]), **words)
    return [keras.ops.convert_to_numpy(output) for output in outputs]


def function(name, **words):
    def evaluate(x):
        y = keras.activations.get(name)(keras.ops.convert_to_tensor(x), **words)
        return keras.ops.convert_to_numpy(y)

    return evaluate


def left_out(case):
    layer = case["layer"]
    words = [layer.get("activation"), layer.get("recurrent_activation")]
    if case["dtype"] == "float64" and set(words) & set(NOT_DOUBLE):
        return "float32 constants inside: not double precision"
    zero_output = layer.get("zero_output_for_mask", False)
    if not layer.get("unroll", False) or "mask" not in case["arrays"]:
        return None
    if BACKEND == "torch" and layer.get("go_backwards", False):
        return "unroll with go_backwards and a mask raises AttributeError"
    if BACKEND in ("jax", "numpy") and zero_output:
        return "zero_output_for_mask is ignored when unrolled"
    if BACKEND == "tensorflow" and zero_output and layer["return_sequences"]:
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
    functions["gelu_tanh", "float32"] = function("gelu", approximate=True)
    version = np.__version__ if BACKEND == "numpy" else importlib.import_module(BACKEND).__version__
    cases.export(
        sys.argv[1],
        {
            "framework": "keras",
            "version": keras.__version__,
            "backend": BACKEND,
            "backend_version": version.split("+")[0],  # without the build, as in 2.13.0+cpu
        },
        cases.all_cases(ACTIVATIONS, zero_output=True, dtypes=DTYPES),
        run,
        functions,
        left_out,
    )
