"""Export reference arrays from the LSTM of Keras 1 on TensorFlow 1.

It returns no states and takes none: every case is stateful, so that both can be set and read.
Usage: python export_keras1.py FOLDER
"""

import sys

import keras
import recording
import tensorflow as tf
from keras import backend as K

GATES = "icfo"  # the order of get_weights
DOUBLE = ["consume-less-cpu", "consume-less-mem", "consume-less-gpu", "go-backwards"]


def _case(name, state=True, **words):
    words = dict({"output_dim": 7, "return_sequences": True}, **words)
    units = words["output_dim"]
    shapes = {"sequences": ((3, 5, 2), 1.5)}
    if state:
        shapes.update(initial_h=(3, units), initial_c=((3, units), 1.0))
    if words.get("consume_less") == "gpu":
        shapes.update(W=(2, 4 * units), U=(units, 4 * units), b=((4 * units,), 0.5))
    else:
        for gate in GATES:
            shapes["W_" + gate] = (2, units)
            shapes["U_" + gate] = (units, units)
            shapes["b_" + gate] = ((units,), 0.5)
    # relu feeds back on itself: small weights keep the outputs moderate.
    weights = 0.2 if words.get("activation") == "relu" else 0.7
    arrays = recording.drawn(name, shapes, weights)
    order = [key for key in shapes if key[0] in "WUb"]
    return {"name": name, "kind": "ordinary", "layer": words, "weights": order, "arrays": arrays}


def every_case():
    yield _case("defaults", state=False)
    for mode in ("cpu", "mem", "gpu"):
        yield _case("consume-less-" + mode, consume_less=mode)
        yield _case("unroll-" + mode, consume_less=mode, unroll=True)
    yield _case("go-backwards", go_backwards=True)
    yield _case("no-return-sequences", return_sequences=False)
    yield _case("inner-activation-sigmoid", inner_activation="sigmoid")
    yield _case("activation-relu", activation="relu")


def run(case):
    K.clear_session()
    K.set_floatx(case["dtype"])
    arrays = case["arrays"]
    # Input's default dtype is the one at import time.
    sequences = keras.layers.Input(batch_shape=arrays["sequences"].shape, dtype=case["dtype"])
    layer = keras.layers.LSTM(stateful=True, **case["layer"])
    output = layer(sequences)
    names = [weight.name.split("/")[-1].split(":")[0] for weight in layer.trainable_weights]
    if [name.split("_", 2)[2] for name in names] != case["weights"]:
        raise ValueError("the weights stand in another order: %s" % names)
    layer.set_weights([arrays[name] for name in case["weights"]])
    if "initial_h" in arrays:
        for state, name in zip(layer.states, ("initial_h", "initial_c")):
            K.set_value(state, arrays[name])
    y = K.function([sequences], [output], updates=layer.updates)([arrays["sequences"]])[0]
    return dict(zip(("output", "state_h", "state_c"), [y] + [K.get_value(s) for s in layer.states]))


if __name__ == "__main__":
    recording.export(
        sys.argv[1],
        "keras-%s-tensorflow" % keras.__version__,
        {
            "framework": "keras",
            "version": keras.__version__,
            "backend": "tensorflow",
            "backend_version": tf.__version__,
        },
        recording.in_dtypes(list(every_case()), DOUBLE),
        run,
    )
