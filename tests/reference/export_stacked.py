"""Export reference arrays from stacked layers: Keras 2.2.4, tf.keras 2.15 and Keras 3.

Usage: python export_stacked.py FOLDER

Keras hands the mask on by itself, from a Masking layer below all others. The input of every layer
is recorded beside what the last one returns.
"""

import importlib
import sys

import cases
import keras
import recording
from keras import backend as K

OLD = keras.__version__ == "2.2.4"
BACKEND = K.backend()
FRAMEWORK = "tf.keras" if keras.__version__.startswith("2.15") else "keras"
ARRAYS = ("kernel", "recurrent_kernel", "bias")


def _lstm(units, **words):
    return {"class": "LSTM", "layer": dict({"units": units, "return_sequences": True}, **words)}


def _both(units, merge_mode, **words):
    words = dict(_lstm(units, **words), words={"merge_mode": merge_mode})
    return dict(words, **{"class": "Bidirectional"})


def _case(name, *layers, **options):
    mask = options.get("mask", False)
    shapes = {"sequences": ((5, 7, 2) if mask else (3, 5, 2), 1.5)}
    width = 2
    for number, layer in enumerate(layers, start=1):
        units, both = layer["layer"]["units"], layer["class"] == "Bidirectional"
        for way in ("forward_", "backward_") if both else ("",):
            key = "layer%d_%s" % (number, way)
            shapes[key + "kernel"] = (width, 4 * units)
            shapes[key + "recurrent_kernel"] = (units, 4 * units)
            shapes[key + "bias"] = ((4 * units,), 0.5)
        width = 2 * units if both and layer["words"]["merge_mode"] == "concat" else units
    arrays = recording.drawn(name, shapes)
    if mask:
        arrays["mask"] = cases.MASK
        arrays["sequences"] *= cases.MASK[..., None]
        if ((arrays["sequences"] != 0).any(axis=-1) != cases.MASK).any():
            raise ValueError("%s: a timestep that counts is zero" % name)
    words = {"name": name, "kind": "ordinary", "class": "Stacked", "arrays": arrays}
    return dict(words, layers=list(layers))


def every_case():
    last = {"return_state": True}
    for mask in (False, True):
        end = "-mask" if mask else ""
        yield _case("stacked" + end, _lstm(3), _lstm(4, **last), mask=mask)
        layers = [_both(3, "concat"), _lstm(4, **last)]
        yield _case("stacked-on-bidirectional" + end, *layers, mask=mask)
    one = dict(last, return_sequences=False)
    yield _case("stacked-three", _both(3, "sum"), _lstm(4), _lstm(3, **one))


def run(case):
    K.clear_session()
    K.set_floatx(case["dtype"])
    dtype = {} if OLD else {"dtype": case["dtype"]}
    arrays = case["arrays"]
    start = keras.layers.Input(batch_shape=arrays["sequences"].shape, **dtype)
    output = keras.layers.Masking(0.0, **dtype)(start) if "mask" in arrays else start
    inputs = []
    for number, words in enumerate(case["layers"], start=1):
        layer = keras.layers.LSTM(**dict(words["layer"], **dtype))
        if words["class"] == "Bidirectional":
            layer = keras.layers.Bidirectional(layer, **dict(words["words"], **dtype))
        inputs.append(output)
        output = layer(output)
        key = "layer%d_" % number
        weights = [name for name in arrays if name.startswith(key) and name.endswith(ARRAYS)]
        layer.set_weights([arrays[name] for name in weights])
    outputs = inputs + list(output)
    if OLD:
        # TensorFlow 1 does not hand out the very tensor that it is fed.
        outputs = [K.identity(one) for one in outputs]
        found = K.function([start], outputs)([arrays["sequences"]])
    else:
        found = keras.Model(start, outputs)(arrays["sequences"])
    K.set_floatx("float32")
    names = ["layer%d_input" % (place + 1) for place in range(len(inputs))]
    return dict(zip(names + ["output", "state_h", "state_c"], found))


if __name__ == "__main__":
    # tf.keras in double precision would say nothing new.
    double = ["stacked-on-bidirectional-mask", "stacked-three"] if FRAMEWORK == "keras" else []
    recording.export(
        sys.argv[1],
        "%s-%s-%s-stacked" % (FRAMEWORK, keras.__version__, BACKEND),
        {
            "framework": FRAMEWORK,
            "version": keras.__version__,
            "backend": BACKEND,
            "backend_version": importlib.import_module(BACKEND).__version__,
        },
        recording.in_dtypes(list(every_case()), double),
        run,
    )
