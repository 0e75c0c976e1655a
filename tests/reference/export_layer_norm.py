"""Export reference arrays from the two LSTM cells with layer normalization.

Usage: python export_layer_norm.py FOLDER PACKAGE, which is contrib or addons

Runs on Python 3.7.
"""

import sys

import numpy as np
import recording
import tensorflow

UNITS, INPUTS, STEPS, BATCH = 7, 2, 5, 3
GATES = ("input", "transform", "forget", "output")
STATES = ("initial_h", "initial_c")


def case(name, shapes, words=None, state=False, small=()):
    """A case; of the arrays in ``small`` the variances are about as small as epsilon is."""
    shapes = dict(shapes, inputs=((BATCH, STEPS, INPUTS), 1.5))
    if state:
        shapes.update({"initial_%s" % s: ((BATCH, UNITS), 1.0) for s in "ch"})
    arrays = recording.drawn(name, shapes)
    for key in arrays:
        if key.endswith("gamma"):
            arrays[key] = arrays[key] + 1
        if key in small:
            arrays[key] = arrays[key] * 2.0**-20
    return {"name": name, "kind": "ordinary", "words": words or {}, "arrays": arrays}


def contrib_cases():
    shapes = {"kernel": (INPUTS + UNITS, 4 * UNITS)}
    for scope in GATES + ("state",):
        shapes.update({"%s/gamma" % scope: ((UNITS,), 0.5), "%s/beta" % scope: ((UNITS,), 0.5)})
    yield case("layer-norm", shapes)
    yield case("layer-norm-state", shapes, state=True)
    yield case("layer-norm-forget-bias", shapes, {"forget_bias": 0.5})
    yield case("layer-norm-activation", shapes, {"activation": "softsign"})
    yield case("layer-norm-small", shapes, small=("kernel", "transform/gamma", "transform/beta"))


def run_contrib(one, differentiate=None):
    """What a case gives; with ``differentiate``, what that makes of outputs and arrays."""
    tf, arrays = tensorflow.compat.v1, one["arrays"]
    from tensorflow.contrib import rnn

    with tf.Graph().as_default(), tf.Session() as session:
        words = dict(one["words"])
        if "activation" in words:
            words["activation"] = getattr(tf.nn, words["activation"])
        cell = rnn.LayerNormBasicLSTMCell(UNITS, **words)
        fed = {name: tf.constant(arrays[name]) for name in ("inputs",) + STATES if name in arrays}
        state = None
        if "initial_c" in fed:
            state = tf.nn.rnn_cell.LSTMStateTuple(fed["initial_c"], fed["initial_h"])
        outputs, last = tf.nn.dynamic_rnn(
            cell, fed["inputs"], initial_state=state, dtype=one["dtype"]
        )
        for variable in tf.global_variables():
            name = variable.name[:-2].partition("layer_norm_basic_lstm_cell/")[2]
            fed[name] = variable
            variable.load(arrays[name], session)
        found = dict(zip(("outputs", "c", "h"), (outputs, last.c, last.h)))
        return session.run(differentiate(tf, found, fed) if differentiate else found)


def addons_cases():
    four = 4 * UNITS
    shapes = {"kernel": (INPUTS, four), "recurrent_kernel": (UNITS, four), "bias": ((four,), 0.5)}
    for norm, size in (("kernel", four), ("recurrent", four), ("state", UNITS)):
        for word in ("gamma", "beta"):
            shapes["%s_norm/%s" % (norm, word)] = ((size,), 0.5)
    yield case("layer-norm", shapes)
    yield case("layer-norm-state", shapes, state=True)
    yield case("layer-norm-epsilon", shapes, {"norm_epsilon": 0.5})
    functions = {"activation": "softsign", "recurrent_activation": "hard_sigmoid"}
    yield case("layer-norm-activation", shapes, functions)
    shapes.pop("bias")
    yield case("layer-norm-no-bias", shapes, {"use_bias": False})


def run_addons(one, differentiate=None):
    import tensorflow_addons

    keras, arrays = tensorflow.keras, one["arrays"]
    keras.backend.set_floatx(one["dtype"])
    cell = tensorflow_addons.rnn.LayerNormLSTMCell(UNITS, **one["words"])
    cell.build((BATCH, INPUTS))
    fed = {n: tensorflow.constant(arrays[n]) for n in ("inputs",) + STATES if n in arrays}
    made = {}
    for variable in cell.weights:
        name = "/".join(variable.name[:-2].split("/")[-2:])
        name = name if name in arrays else name.rpartition("/")[2]
        variable.assign(arrays[name])
        made[name] = variable
    layer = keras.layers.RNN(cell, return_sequences=True, return_state=True)
    state = [fed[name] for name in STATES if name in fed] or None
    with tensorflow.GradientTape() as tape:
        tape.watch(list(fed.values()))
        outputs = layer(fed["inputs"], initial_state=state)
        found = dict(zip(("outputs", "h", "c"), outputs))
        if differentiate:
            return differentiate(tape, found, dict(fed, **made))
    return {name: np.asarray(array) for name, array in found.items()}


def about(package):
    version = tensorflow.__version__
    if package == "addons":
        import tensorflow_addons

        version = tensorflow_addons.__version__
    return {"framework": "tensorflow-%s" % package, "version": version, "backend": "layer-norm"}


def every_case(package):
    plain = list({"contrib": contrib_cases, "addons": addons_cases}[package]())
    return recording.in_dtypes(plain, [one["name"] for one in plain])


RUN = {"contrib": run_contrib, "addons": run_addons}

if __name__ == "__main__":
    folder, package = sys.argv[1:]
    words = about(package)
    name = "%(framework)s-%(version)s-%(backend)s" % words
    recording.export(folder, name, words, every_case(package), RUN[package])
