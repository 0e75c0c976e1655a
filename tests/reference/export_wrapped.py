"""Export reference arrays of GRU, SimpleRNN and Bidirectional(LSTM): Keras 2, tf.keras, Keras 3.

Usage: python export_wrapped.py FOLDER, with KERAS_BACKEND set for Keras 3
"""

import importlib
import sys

import cases
import keras
import numpy as np
import one_state
import recording
from keras import backend as K

OLD = keras.__version__ == "2.2.4"
BACKEND = K.backend()
FRAMEWORK = "tf.keras" if keras.__version__.startswith("2.15") else "keras"
DOUBLE = [
    "gru-reset-before-initial-state",
    "gru-reset-after-initial-state",
    "simple-rnn-initial-state",
    "bidirectional-concat-initial-state",
    "bidirectional-concat-mask-initial-state",
    "bidirectional-concat-no-return-sequences",
]
UNITS = 3
STATES = ("initial_forward_h", "initial_forward_c", "initial_backward_h", "initial_backward_c")


def _bidirectional(merge_mode, one=False, state=False, mask=False, **words):
    name = "bidirectional-%s" % str(merge_mode).lower()
    name += "-mask" if mask else ""
    name += "-initial-state" if state else ""
    name += "-no-return-sequences" if one else ""
    layer = dict(units=UNITS, return_sequences=not one, return_state=True, **words)
    shapes = {"sequences": ((5, 7, 2) if mask else (3, 5, 2), 1.5)}
    if state:
        for key in STATES:
            shapes[key] = (shapes["sequences"][0][0], UNITS)
    for way in ("forward_", "backward_"):
        shapes[way + "kernel"] = (2, 4 * UNITS)
        shapes[way + "recurrent_kernel"] = (UNITS, 4 * UNITS)
        shapes[way + "bias"] = ((4 * UNITS,), 0.5)
    arrays = recording.drawn(name, shapes)
    if mask:
        arrays["mask"] = cases.MASK
    case = {"name": name, "kind": "ordinary", "class": "Bidirectional", "layer": layer}
    return dict(case, words={"merge_mode": merge_mode}, arrays=arrays)


def every_case():
    for after in (False, True):
        for case in one_state.grus(after):
            yield case
    for case in one_state.simple_rnns():
        yield case
    if OLD:
        # What a GRU returns without sequences, and with other functions, one Keras says for all.
        for after in (False, True):
            one = {"return_sequences": False}
            yield one_state.gru("-no-return-sequences", after, **one)
            yield one_state.gru("-mask-no-return-sequences", after, mask=True, units=3, **one)
            functions = {"activation": "softsign", "recurrent_activation": "sigmoid"}
            yield one_state.gru("-functions", after, **functions)
    else:
        zero = {"units": 3, "zero_output_for_mask": True}
        yield one_state.simple_rnn("-mask-zero-output", mask=True, state=True, **zero)
    if FRAMEWORK == "tf.keras":
        # Where every timestep is masked, the last output is no state: this Keras emits zeros.
        words = {"units": 3, "return_sequences": False}
        yield one_state.gru("-mask-initial-state-last", True, state=True, mask=True, **words)
    if BACKEND != "tensorflow":
        return  # of which Bidirectional is asked
    yield _bidirectional("concat")
    yield _bidirectional("concat", one=True)
    yield _bidirectional("concat", state=True)
    yield _bidirectional("concat", mask=True)
    for merge_mode in ("concat", "sum", "mul", "ave", None):
        for one in (False, True):
            yield _bidirectional(merge_mode, one, state=True, mask=True)
    for merge_mode in ("sum", "mul", "ave", None):
        yield _bidirectional(merge_mode)


def _layer(case, **words):
    if case["class"] in one_state.BLOCKS:
        return getattr(keras.layers, case["class"])(**dict(case["layer"], **words))
    inner = keras.layers.LSTM(**dict(case["layer"], **words))
    return keras.layers.Bidirectional(inner, **dict(case["words"], **words))


def _weights(arrays):
    return [array for name, array in arrays.items() if name.endswith(("kernel", "bias"))]


def _names(case):
    if case["class"] in one_state.BLOCKS:
        return ["output", "state_h"]
    outputs = ["output"]
    if case["words"]["merge_mode"] is None:
        outputs = ["forward_output", "backward_output"]
    return outputs + ["forward_h", "forward_c", "backward_h", "backward_c"]


def _run_graph(case):
    K.clear_session()
    K.set_floatx(case["dtype"])
    arrays = case["arrays"]
    sequences = keras.layers.Input(batch_shape=arrays["sequences"].shape)
    states = [name for name in arrays if name.startswith("initial_")]
    inputs = [keras.layers.Input(batch_shape=arrays[name].shape) for name in states]
    values = [arrays["sequences"]] + [arrays[name] for name in states]
    words = {"initial_state": list(inputs)} if inputs else {}
    inputs = [sequences] + inputs
    if "mask" in arrays:
        words["mask"] = K.placeholder(shape=arrays["mask"].shape, dtype="bool")
        inputs.append(words["mask"])
        values.append(arrays["mask"])
    layer = _layer(case)
    outputs = layer(sequences, **words)
    layer.set_weights(_weights(arrays))
    call = K.function(inputs, outputs, updates=layer.updates)  # which store a kept state
    if "previous_sequences" in arrays:
        call([arrays["previous_sequences"]] + values[1:])
    return call(values)


def _run_eager(case):
    if FRAMEWORK == "tf.keras":
        import tensorflow as tf

        tensor, array_of = tf.constant, np.asarray
    else:
        tensor, array_of = keras.ops.convert_to_tensor, keras.ops.convert_to_numpy
    tensors = {name: tensor(array) for name, array in case["arrays"].items()}
    states = [tensor for name, tensor in tensors.items() if name.startswith("initial_")]
    words = {"initial_state": states} if states else {}
    if "mask" in tensors:
        words["mask"] = tensors["mask"]
    layer = _layer(case, dtype=case["dtype"])
    layer.build(case["arrays"]["sequences"].shape)
    layer.set_weights(_weights(case["arrays"]))
    if "previous_sequences" in tensors:
        layer(tensors["previous_sequences"], **words)
    return [array_of(output) for output in layer(tensors["sequences"], **words)]


def run(case):
    outputs = _run_graph(case) if OLD else _run_eager(case)
    names = _names(case)
    if len(outputs) != len(names):
        raise ValueError("%s: %d outputs" % (case["name"], len(outputs)))
    return dict(zip(names, outputs))


if __name__ == "__main__":
    # NumPy's float64 is float32 inside; tf.keras's would say nothing new.
    double = DOUBLE if FRAMEWORK == "keras" and BACKEND == "tensorflow" else []
    recording.export(
        sys.argv[1],
        "%s-%s-%s-wrapped" % (FRAMEWORK, keras.__version__, BACKEND),
        {
            "framework": FRAMEWORK,
            "version": keras.__version__,
            "backend": BACKEND,
            # Without the build, as in 2.13.0+cpu.
            "backend_version": importlib.import_module(BACKEND).__version__.split("+")[0],
        },
        recording.in_dtypes(list(every_case()), double),
        run,
    )
