"""Export configurations of layers as Keras writes them into files, with what the layers compute.

Usage: python export_configs.py FOLDER [tf.keras], with KERAS_BACKEND set for Keras 3

Of the environments k122tf, k224, tf21, tf215 and k3jt. Keras 1 gives no states: its layers return
the output alone.
"""

import json
import sys

import numpy as np
import recording

INSIDE = sys.argv[2:] == ["tf.keras"]
try:
    import keras  # in TensorFlow 2.15 the same package as tf.keras
except ModuleNotFoundError:
    from tensorflow import keras

VERSION = keras.__version__
K = keras.backend
NUMBER = int(VERSION.partition(".")[0])
UNITS = 3


def layers():
    """A layer by default, one with all that changes nothing at inference, and a wrapped one."""
    if NUMBER == 1:
        LSTM, l2 = keras.layers.LSTM, keras.regularizers.l2
        plain = {"output_dim": UNITS, "return_sequences": True}
        yield "defaults", LSTM(UNITS)
        further = dict(plain, activation="softsign", inner_activation="sigmoid", go_backwards=True)
        further.update(dropout_W=0.25, dropout_U=0.5, W_regularizer=l2(0.5), consume_less="gpu")
        yield "everything", LSTM(**further)
        yield "gru", keras.layers.GRU(UNITS)
        yield "gru-everything", keras.layers.GRU(**further)
        return
    LSTM, GRU, Bidirectional = keras.layers.LSTM, keras.layers.GRU, keras.layers.Bidirectional
    yield "defaults", LSTM(UNITS)
    further = {
        "units": UNITS,
        "activation": "softsign",
        "recurrent_activation": "hard_sigmoid",
        "return_sequences": True,
        "return_state": True,
        "go_backwards": True,
        "unroll": True,
        "dropout": 0.25,
        "recurrent_dropout": 0.5,
        "kernel_initializer": "he_normal",
        "kernel_regularizer": keras.regularizers.l2(0.5),
        "activity_regularizer": keras.regularizers.l1(0.5),
        "recurrent_constraint": keras.constraints.MaxNorm(2.0),
        "name": "everything",
        "trainable": False,
    }
    if NUMBER == 3:
        further["dtype"] = keras.DTypePolicy("float32")
        further["seed"] = 7
    yield "everything", LSTM(**further)
    yield "no-bias", LSTM(UNITS, use_bias=False, implementation=1)
    inside = LSTM(UNITS, return_sequences=True, return_state=True)
    yield "bidirectional", Bidirectional(inside, merge_mode="sum")
    yield "gru", GRU(UNITS)
    yield "gru-everything", GRU(**dict(further, name="gru_everything", reset_after=True))
    yield "gru-no-bias", GRU(UNITS, use_bias=False, implementation=1, reset_after=False)
    inside = GRU(UNITS, return_sequences=True, return_state=True)
    yield "gru-bidirectional", Bidirectional(inside, merge_mode="mul")


def entry(layer):
    """The layer as a model's file holds it."""
    inputs = keras.layers.Input(batch_shape=(3, 5, 2))
    outputs = layer(inputs)
    first = outputs[0] if isinstance(outputs, (list, tuple)) else outputs
    if NUMBER == 1:
        model = keras.models.Model(input=inputs, output=first)
    else:
        model = keras.models.Model(inputs, first)
    found = json.loads(model.to_json())["config"]["layers"]
    (one,) = [one for one in found if one["class_name"] in ("LSTM", "GRU", "Bidirectional")]
    return dict(one, inbound_nodes=[]), inputs, outputs


def every_case():
    for name, layer in layers():
        said, inputs, outputs = entry(layer)
        shapes = {"sequences": ((3, 5, 2), 1.5)}
        for place, array in enumerate(layer.get_weights()):
            shapes["weights_%d" % place] = np.shape(array)
        arrays = recording.drawn(name, shapes)
        case = {"name": name, "kind": "ordinary", "entry": said, "arrays": arrays}
        yield dict(case, layer=layer, symbols=(inputs, outputs))


def run(case):
    layer, (inputs, outputs) = case.pop("layer"), case.pop("symbols")
    arrays = case["arrays"]
    weights = [arrays["weights_%d" % place] for place in range(len(arrays) - 1)]
    layer.set_weights(weights)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    if NUMBER < 3 and not INSIDE:
        found = K.function([inputs, K.learning_phase()], list(outputs))([arrays["sequences"], 0])
    else:
        found = keras.Model(inputs, list(outputs))(arrays["sequences"])
        found = found if isinstance(found, (list, tuple)) else [found]
    return {"output_%d" % place: np.asarray(one) for place, one in enumerate(found)}


if __name__ == "__main__":
    framework = "tf.keras" if INSIDE else "keras"
    recording.export(
        sys.argv[1],
        "%s-%s-%s-configs" % (framework, VERSION, K.backend()),
        {"framework": framework, "version": VERSION, "backend": K.backend()},
        recording.in_dtypes(list(every_case())),
        run,
    )
