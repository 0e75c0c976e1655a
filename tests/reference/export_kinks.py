"""Export what frameworks take for the derivative where there is none.

Usage: python export_kinks.py FOLDER torch|jax|tensorflow|keras3, for as many as there are

Each is asked at every kink of its own functions. The results are added to a file of the project,
which prints code from them: FOLDER says nothing, as the other exporters have it.
"""

import json
import os
import sys

BOUND = 0.5
#: By the name of an activation of this project: where its formula has a kink.
POINTS = {
    "maximum": [0.0],
    "clip": [-BOUND, BOUND],
    "relu": [0.0],
    "relu6": [0.0, 6.0],
    "leaky_relu": [0.0],
    "selu": [0.0],
    "hard_sigmoid": [-3.0, 3.0],
    "hard_sigmoid_keras2": [-2.5, 2.5],
    "hard_tanh": [-1.0, 1.0],
    "hard_silu": [-3.0, 3.0],
    "soft_shrink": [-0.5, 0.5],
    "hard_shrink": [-0.5, 0.5],
    "sparse_plus": [-1.0, 1.0],
    "sparse_sigmoid": [-1.0, 1.0],
    "softsign": [0.0],
    "elu": [0.0],
    "celu": [0.0],
}


def torch():
    import torch
    from torch.nn import functional as F

    functions = {
        "maximum": lambda x: torch.maximum(x, torch.tensor(0.0)),
        "clip": lambda x: torch.clamp(x, -BOUND, BOUND),
        "relu": F.relu,
        "relu6": F.relu6,
        "leaky_relu": lambda x: F.leaky_relu(x, 0.2),
        "selu": F.selu,
        "hard_sigmoid": F.hardsigmoid,
        "hard_tanh": F.hardtanh,
        "hard_silu": F.hardswish,
        "soft_shrink": F.softshrink,
        "hard_shrink": F.hardshrink,
        "softsign": F.softsign,
        "elu": F.elu,
        "celu": F.celu,
    }

    def slope(function, at):
        x = torch.tensor(at, requires_grad=True)
        return torch.autograd.grad(function(x), x)[0].item()

    return {"torch " + torch.__version__.split("+")[0]: (functions, slope)}


def jax():
    import jax
    import jax.numpy as jnp

    functions = {"clip": lambda x: jnp.clip(x, -BOUND, BOUND)}
    functions["maximum"] = lambda x: jnp.maximum(x, 0.0)
    functions["leaky_relu"] = lambda x: jax.nn.leaky_relu(x, 0.2)
    for name in POINTS:
        own = {"softsign": "soft_sign"}.get(name, name)
        if hasattr(jax.nn, own):
            functions.setdefault(name, getattr(jax.nn, own))
    return {"jax " + jax.__version__: (functions, lambda f, at: float(jax.grad(f)(at)))}


def tensorflow():
    import tensorflow as tf

    functions = {
        "maximum": lambda x: tf.maximum(x, 0.0),
        "clip": lambda x: tf.clip_by_value(x, -BOUND, BOUND),
        "relu": tf.nn.relu,
        "relu6": tf.nn.relu6,
        "leaky_relu": lambda x: tf.nn.leaky_relu(x, 0.2),
        "selu": tf.nn.selu,
        "softsign": tf.nn.softsign,
        "elu": tf.nn.elu,
    }
    if not getattr(tf.keras, "__version__", "2").startswith("3"):  # there it is another function
        functions["hard_sigmoid_keras2"] = tf.keras.activations.hard_sigmoid

    def slope(function, at):
        x = tf.constant([at])
        if tf.__version__.startswith("1."):
            with tf.Session() as session:
                return float(session.run(tf.gradients(function(x), x)[0])[0])
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return float(tape.gradient(y, x)[0])

    return {"tensorflow " + tf.__version__: (functions, slope)}


def keras3():
    import keras

    backend = keras.backend.backend()
    functions = {"clip": lambda x: keras.ops.clip(x, -BOUND, BOUND)}
    functions["maximum"] = lambda x: keras.ops.maximum(x, 0.0)
    functions["leaky_relu"] = lambda x: keras.activations.leaky_relu(x, 0.2)
    for name in POINTS:
        if hasattr(keras.activations, name):
            functions.setdefault(name, getattr(keras.activations, name))
    own = {"jax": jax, "torch": torch, "tensorflow": tensorflow}[backend]
    slope = next(iter(own().values()))[1]
    return {"keras " + keras.__version__ + " on " + backend: (functions, slope)}


if __name__ == "__main__":
    home = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(home, "..", "..", "lstm_sym", "recorded", "kinks.json")
    known = {}
    if os.path.exists(path):
        with open(path) as file:
            known = json.load(file)
    for framework in sys.argv[2:]:
        for name, (functions, slope) in globals()[framework]().items():
            known[name] = {
                activation: [[at, round(slope(functions[activation], at), 6)] for at in points]
                for activation, points in POINTS.items()
                if activation in functions
            }
    with open(path, "w") as file:
        json.dump(known, file, indent=1, sort_keys=True)
        file.write("\n")
