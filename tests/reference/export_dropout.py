"""Export what layers of Keras 3 compute in training under masks that are given, and gradients.

Usage: python export_dropout.py FOLDER, with KERAS_BACKEND=tensorflow

Keras draws the masks itself; here its cell is handed ours, and the rest is its own code.
"""

import sys

import keras
import numpy as np
import recording
import tensorflow as tf

BATCH, TIMESTEPS, FEATURES, UNITS = 3, 4, 2, 3
LAYERS = {"lstm": keras.layers.LSTM, "gru": keras.layers.GRU, "simple_rnn": keras.layers.SimpleRNN}
GATES = {"lstm": 4, "gru": 3, "simple_rnn": 1}


def _case(name, masks, layer="lstm", state=False, mask=False, **words):
    """masks: how many of inputs and how many of states, 0, 1 or one a gate."""
    width = GATES[layer] * UNITS
    shapes = {"kernel": (FEATURES, width), "recurrent_kernel": (UNITS, width)}
    of_bias = (2, width) if layer == "gru" and words.get("reset_after", True) else (width,)
    shapes.update(sequences=((BATCH, TIMESTEPS, FEATURES), 1.5), bias=(of_bias, 0.5))
    shapes.update(arriving=((BATCH, TIMESTEPS, UNITS), 1.0))
    for key, count, size in zip(("inputs", "states"), masks, (FEATURES, UNITS)):
        if count:
            shapes["drop_" + key] = ((count, BATCH, size), 1.0)
    if state:
        of_layer = "hc" if layer == "lstm" else "h"
        shapes.update({"initial_" + one: ((BATCH, UNITS), 1.0) for one in of_layer})
    arrays = recording.drawn(name, shapes)
    if mask:
        arrays["mask"] = np.array([[1, 1, 0, 1], [0, 1, 1, 0], [1, 1, 1, 1]], bool)
    for key in [key for key in arrays if key.startswith("drop_")]:
        arrays[key] = (arrays[key] > 0) * 2.0  # at a rate of 0.5
    return {"name": name, "kind": "gradients", "layer": layer, "words": words, "arrays": arrays}


def every_case():
    yield _case("dropout", (1, 0), dropout=0.5)
    yield _case("both", (4, 4), dropout=0.5, recurrent_dropout=0.5)
    yield _case("recurrent-dropout", (0, 4), recurrent_dropout=0.5)
    every = {"state": True, "mask": True, "go_backwards": True}
    yield _case("every-option", (4, 4), dropout=0.5, recurrent_dropout=0.5, **every)
    both = {"dropout": 0.5, "recurrent_dropout": 0.5}
    before = {"reset_after": False}
    yield _case("gru-dropout", (1, 0), "gru", dropout=0.5)
    yield _case("gru-both", (3, 3), "gru", **both)
    yield _case("gru-reset-before", (0, 3), "gru", recurrent_dropout=0.5, **before)
    yield _case("gru-every-option", (3, 3), "gru", **dict(both, **every))
    yield _case("gru-reset-before-every-option", (3, 3), "gru", **dict(both, **every, **before))
    yield _case("simple-rnn-dropout", (1, 0), "simple_rnn", dropout=0.5)
    yield _case("simple-rnn-both", (1, 1), "simple_rnn", **both)
    yield _case("simple-rnn-every-option", (1, 1), "simple_rnn", **dict(both, **every))


def run(case):
    tensors = {name: tf.constant(array) for name, array in case["arrays"].items()}
    words = dict(case["words"], return_sequences=True, dtype=case["dtype"])
    layer = LAYERS[case["layer"]](UNITS, **words)
    layer.build(tensors["sequences"].shape)
    layer.set_weights([case["arrays"][name] for name in ("kernel", "recurrent_kernel", "bias")])
    for key, method in (("inputs", "get_dropout_mask"), ("states", "get_recurrent_dropout_mask")):
        if "drop_" + key in tensors:
            masks = tf.unstack(tensors["drop_" + key])
            given = masks if hasattr(layer.cell, "dropout_mask_count") else masks[0]
            setattr(layer.cell, method, lambda _input, given=given: given)
    states = [tensors[name] for name in ("initial_h", "initial_c") if name in tensors]
    given = {"initial_state": states if len(states) > 1 else states[0]} if states else {}
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
