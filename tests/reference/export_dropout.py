"""Export what an LSTM of Keras 3 computes in training under masks that are given, and gradients.

Usage: python export_dropout.py FOLDER, with KERAS_BACKEND=tensorflow

Keras draws the masks itself; here its cell is handed ours, and the rest is its own code.
"""

import sys

import keras
import numpy as np
import recording
import tensorflow as tf

BATCH, TIMESTEPS, FEATURES, UNITS = 3, 4, 2, 3
WEIGHTS = {"kernel": (FEATURES, 4 * UNITS), "recurrent_kernel": (UNITS, 4 * UNITS)}


def _case(name, masks, state=False, mask=False, **words):
    """masks: how many of inputs and how many of states, 0, 1 or one a gate."""
    shapes = dict(WEIGHTS, sequences=((BATCH, TIMESTEPS, FEATURES), 1.5), bias=((4 * UNITS,), 0.5))
    shapes.update(arriving=((BATCH, TIMESTEPS, UNITS), 1.0))
    for key, count, size in zip(("inputs", "states"), masks, (FEATURES, UNITS)):
        if count:
            shapes["drop_" + key] = ((count, BATCH, size), 1.0)
    if state:
        shapes.update({"initial_" + one: ((BATCH, UNITS), 1.0) for one in "hc"})
    arrays = recording.drawn(name, shapes)
    if mask:
        arrays["mask"] = np.array([[1, 1, 0, 1], [0, 1, 1, 0], [1, 1, 1, 1]], bool)
    for key in [key for key in arrays if key.startswith("drop_")]:
        arrays[key] = (arrays[key] > 0) * 2.0  # at a rate of 0.5
    return {"name": name, "kind": "gradients", "words": words, "arrays": arrays}


def every_case():
    yield _case("dropout", (1, 0), dropout=0.5)
    yield _case("both", (4, 4), dropout=0.5, recurrent_dropout=0.5)
    yield _case("recurrent-dropout", (0, 4), recurrent_dropout=0.5)
    every = {"state": True, "mask": True, "go_backwards": True}
    yield _case("every-option", (4, 4), dropout=0.5, recurrent_dropout=0.5, **every)


def run(case):
    tensors = {name: tf.constant(array) for name, array in case["arrays"].items()}
    words = dict(case["words"], return_sequences=True, dtype=case["dtype"])
    layer = keras.layers.LSTM(UNITS, **words)
    layer.build(tensors["sequences"].shape)
    layer.set_weights([case["arrays"][name] for name in ("kernel", "recurrent_kernel", "bias")])
    for key, method in (("inputs", "get_dropout_mask"), ("states", "get_recurrent_dropout_mask")):
        if "drop_" + key in tensors:
            masks = tf.unstack(tensors["drop_" + key])
            given = masks if layer.cell.implementation == 1 else masks[0]
            setattr(layer.cell, method, lambda _input, given=given: given)
    states = [tensors[name] for name in ("initial_h", "initial_c") if name in tensors]
    given = {"initial_state": states} if states else {}
    given.update({"mask": tensors["mask"]} if "mask" in tensors else {})
    with tf.GradientTape() as tape:
        tape.watch([tensors["sequences"]] + states)
        output = layer(tensors["sequences"], training=True, **given)
        loss = tf.reduce_sum(output * tensors["arriving"])
    asked = {k: tensors[k] for k in ("sequences", "initial_h", "initial_c") if k in tensors}
    asked.update((v.name, v.value) for v in layer.trainable_variables)
    found = tape.gradient(loss, list(asked.values()))
    return dict({"d_" + name: g.numpy() for name, g in zip(asked, found)}, output=output.numpy())


if __name__ == "__main__":
    about = {"framework": "keras", "version": keras.__version__, "backend": "tensorflow"}
    every = list(every_case())
    recording.export(
        sys.argv[1],
        "keras-%s-tensorflow-dropout" % keras.__version__,
        dict(about, backend_version=tf.__version__),
        recording.in_dtypes(every, [case["name"] for case in every]),
        run,
    )
