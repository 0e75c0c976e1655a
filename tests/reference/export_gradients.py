"""Export the gradients that frameworks' own autograd gives, for cases of the other exporters.

Usage: python export_gradients.py FOLDER WHAT, one of the functions at the end

The loss is the sum of all outputs, each times a drawn array; `arriving` draws them. The arrays of a
case stand in the other exporter's file; here stand the gradients of those that are floats.
"""

import sys
import zlib

import cases
import numpy as np
import recording

FOLDER = sys.argv[1]


def arriving(name, outputs):
    """What the loss's gradient is at each output of a case: {output: shape} to {output: array}."""
    random = np.random.RandomState(zlib.crc32(("gradient " + name).encode()))
    return {key: cases.draw(random, shape, 1.0) for key, shape in outputs.items()}


def of_keras(every_case, about, gradients, left_out):
    """Gradients of the layer's cases: gradients(case, arriving) gives {array: gradient}."""

    def plain():
        for case in every_case:
            if not left_out(case) and not case["layer"].get("stateful"):
                yield dict(case, kind=case["kind"], words=case["layer"])

    def run(case):
        batch, timesteps, _ = case["arrays"]["sequences"].shape
        units = case["layer"]["units"]
        whole = (batch, timesteps, units) if case["layer"]["return_sequences"] else (batch, units)
        shapes = {"lstm_output": whole, "state_h": (batch, units), "state_c": (batch, units)}
        given = arriving(case["name"], shapes)
        given = {key: array.astype(case["dtype"]) for key, array in given.items()}
        return gradients(case, given)

    finish(about, plain(), run)


def finish(about, every_case, run, part=()):
    """Write the gradients alone; `part` ends the file's name where there are several."""
    arrays = {}
    manifest = dict(about, cases={}, seed=cases.SEED, drawn="'gradient ' and the case's name")
    for case in every_case:
        found = {key: np.asarray(array) for key, array in run(case).items()}
        for key, array in found.items():
            if array.dtype != case["dtype"] or not np.isfinite(array).all():
                raise ValueError("%s.%s: %s" % (case["name"], key, array))
            arrays["%s.%s" % (case["name"], key)] = array
        words = {"dtype": case["dtype"], "kind": "gradients", "gradients": sorted(found)}
        words.update({"of": case["of"]} if "of" in case else {})  # which outputs alone
        manifest["cases"][case["name"]] = words
    words = [about[key] for key in ("framework", "version", "backend") if key in about]
    cases.write(FOLDER, "-".join([*words, *part]), manifest, arrays)


def floats(arrays):
    return {key: array for key, array in arrays.items() if array.dtype.kind == "f"}


def in_a_graph(K, keras, case, given, kind, arrays_of_weights):
    """Gradients of a layer of Keras 2, whose loss sums what is given of its outputs, in order."""
    K.clear_session()
    K.set_floatx(case["dtype"])
    arrays = case["arrays"]
    made = {}
    for name in ("sequences", "initial_h", "initial_c"):
        if name in arrays:
            made[name] = keras.layers.Input(batch_shape=arrays[name].shape)
    inputs, values, words = list(made.values()), [arrays[name] for name in made], {}
    if "initial_h" in made:
        words["initial_state"] = [made[n] for n in made if n != "sequences"]
    if "mask" in arrays:
        words["mask"] = K.placeholder(shape=arrays["mask"].shape, dtype="bool")
        inputs.append(words["mask"])
        values.append(arrays["mask"])
    layer = kind(**case["layer"])
    outputs = layer(made["sequences"], **words)
    layer.set_weights(arrays_of_weights)
    loss = sum(K.sum(out * K.constant(d)) for out, d in zip(outputs, given.values()))
    weights = [layer.weights[k] for k in range(len(layer.weights))]
    asked = dict(made, **dict(zip(("kernel", "recurrent_kernel", "bias"), weights)))
    found = K.gradients(loss, list(asked.values()))
    return dict(zip(asked, K.function(inputs, found)(values)))


def keras2():
    import export_keras2 as base

    K, keras, tf = base.K, base.keras, base.tf

    def gradients(case, given):
        return in_a_graph(K, keras, case, given, keras.layers.LSTM, cases.weights(case))

    every = cases.all_cases(base.ACTIVATIONS, base.has_zero_output(), ["float32"])
    about = {"framework": "keras", "version": base.VERSION, "backend": "tensorflow"}
    of_keras(every, dict(about, backend_version=tf.__version__), gradients, base.left_out)


def tf_keras():
    import export_tf_keras as base
    import tensorflow as tf

    def gradients(case, given):
        arrays = {name: tf.constant(array) for name, array in case["arrays"].items()}
        layer = tf.keras.layers.LSTM(dtype=case["dtype"], **case["layer"])
        layer.build(arrays["sequences"].shape)
        layer.set_weights(cases.weights(case))
        words = {}
        if "initial_h" in arrays:
            words["initial_state"] = [arrays["initial_h"], arrays["initial_c"]]
        if "mask" in arrays:
            words["mask"] = arrays["mask"]
        asked = {k: arrays[k] for k in ("sequences", "initial_h", "initial_c") if k in arrays}
        with tf.GradientTape() as tape:
            for array in asked.values():
                tape.watch(array)
            outputs = layer(arrays["sequences"], **words)
            pairs = zip(("lstm_output", "state_h", "state_c"), outputs)
            loss = sum(tf.reduce_sum(out * given[name]) for name, out in pairs)
        asked.update(zip(("kernel", "recurrent_kernel", "bias"), layer.trainable_weights))
        return dict(zip(asked, [g.numpy() for g in tape.gradient(loss, list(asked.values()))]))

    every = cases.all_cases(base.ACTIVATIONS, True, ["float32"])
    about = {"framework": "tf.keras", "version": base.VERSION, "backend": "tensorflow"}
    of_keras(every, dict(about, backend_version=tf.__version__), gradients, base.left_out)


def keras3():
    import export_keras3 as base

    keras = base.keras

    def parts(case):
        layer = keras.layers.LSTM(dtype=case["dtype"], **case["layer"])
        layer.build(case["arrays"]["sequences"].shape)
        layer.set_weights(cases.weights(case))
        names = [name for name in ("sequences", "initial_h", "initial_c") if name in case["arrays"]]
        return layer, names

    def call(layer, given, mask, run):
        words = {} if mask is None else {"mask": mask}
        if "initial_h" in given:
            words["initial_state"] = [given["initial_h"], given["initial_c"]]
        return run(given["sequences"], **words)

    def in_jax(case, given):
        import jax

        layer, names = parts(case)
        mask = case["arrays"].get("mask")
        fixed = [v.value for v in layer.non_trainable_variables]
        learned = [v.value for v in layer.trainable_variables]

        def loss(inputs, learned):
            def run(x, **words):
                return layer.stateless_call(learned, fixed, x, **words)[0]

            outputs = call(layer, inputs, mask, run)
            pairs = zip(("lstm_output", "state_h", "state_c"), outputs)
            return sum((out * given[name]).sum() for name, out in pairs)

        inputs = {name: jax.numpy.asarray(case["arrays"][name]) for name in names}
        of_inputs, of_weights = jax.grad(loss, (0, 1))(inputs, learned)
        return dict(of_inputs, **dict(zip(("kernel", "recurrent_kernel", "bias"), of_weights)))

    def in_torch(case, given):
        import torch

        layer, names = parts(case)
        mask = case["arrays"].get("mask")
        inputs = {name: torch.tensor(case["arrays"][name], requires_grad=True) for name in names}
        outputs = call(layer, inputs, None if mask is None else torch.tensor(mask), layer)
        pairs = zip(("lstm_output", "state_h", "state_c"), outputs)
        loss = sum((out * torch.tensor(given[name])).sum() for name, out in pairs)
        asked = dict(inputs)
        learned = [v.value for v in layer.trainable_variables]
        asked.update(zip(("kernel", "recurrent_kernel", "bias"), learned))
        return dict(
            zip(asked, [g.numpy() for g in torch.autograd.grad(loss, list(asked.values()))])
        )

    def in_tensorflow(case, given):
        import tensorflow as tf

        layer, names = parts(case)
        mask = case["arrays"].get("mask")
        asked = {name: tf.constant(case["arrays"][name]) for name in names}
        with tf.GradientTape() as tape:
            tape.watch(list(asked.values()))
            outputs = call(layer, asked, None if mask is None else tf.constant(mask), layer)
            pairs = zip(("lstm_output", "state_h", "state_c"), outputs)
            loss = sum(tf.reduce_sum(out * given[name]) for name, out in pairs)
        learned = [v.value for v in layer.trainable_variables]
        asked.update(zip(("kernel", "recurrent_kernel", "bias"), learned))
        return dict(zip(asked, [g.numpy() for g in tape.gradient(loss, list(asked.values()))]))

    every = cases.all_cases(base.ACTIVATIONS, True, ["float32"])
    version = base.importlib.import_module(base.BACKEND).__version__.split("+")[0]
    about = {"framework": "keras", "version": keras.__version__, "backend": base.BACKEND}
    gradients = {"jax": in_jax, "torch": in_torch, "tensorflow": in_tensorflow}[base.BACKEND]
    of_keras(every, dict(about, backend_version=version), gradients, base.left_out)


def one_state():
    """GRU and SimpleRNN of Keras 2, of tf.keras and of Keras 3 on TensorFlow."""
    import export_wrapped as base
    import tensorflow as tf

    def arriving_at(case):
        batch, timesteps, _ = case["arrays"]["sequences"].shape
        last = (batch, case["layer"]["units"])
        whole = (batch, timesteps, last[1]) if case["layer"]["return_sequences"] else last
        given = arriving(case["name"], dict(zip(base._names(case), (whole, last))))
        return {key: array.astype(case["dtype"]) for key, array in given.items()}

    def run(case):
        given, kind = arriving_at(case), getattr(base.keras.layers, case["class"])
        weights = base._weights(case["arrays"])
        if base.OLD:
            return in_a_graph(base.K, base.keras, case, given, kind, weights)
        tensors = {name: tf.constant(array) for name, array in case["arrays"].items()}
        layer = kind(dtype=case["dtype"], **case["layer"])
        layer.build(case["arrays"]["sequences"].shape)
        layer.set_weights(weights)
        asked = {name: tensors[name] for name in ("sequences", "initial_h") if name in tensors}
        words = {"mask": tensors["mask"]} if "mask" in tensors else {}
        if "initial_h" in asked:
            words["initial_state"] = [asked["initial_h"]]
        with tf.GradientTape() as tape:
            tape.watch(list(asked.values()))
            pairs = zip(layer(asked["sequences"], **words), given.values())
            loss = sum(tf.reduce_sum(out * d) for out, d in pairs)
        learned = layer.trainable_weights
        if base.FRAMEWORK == "keras":  # its variables hold those of TensorFlow
            learned = [variable.value for variable in learned]
        asked.update(zip(("kernel", "recurrent_kernel", "bias"), learned))
        return dict(zip(asked, [g.numpy() for g in tape.gradient(loss, list(asked.values()))]))

    plain = [
        case
        for case in base.every_case()
        if case["class"] in base.one_state.BLOCKS and not case["layer"].get("stateful")
    ]
    every = recording.in_dtypes(plain, [case["name"] for case in plain])
    about = {"framework": base.FRAMEWORK, "version": base.keras.__version__}
    about.update(backend=base.BACKEND, backend_version=tf.__version__)
    finish(about, every, run, ["one-state"])


def torch():
    import export_torch as base

    torch = base.torch
    torch.set_num_threads(1)

    def run(case):
        tensors = {
            name: torch.tensor(array, requires_grad=True) for name, array in case["arrays"].items()
        }
        left = dict(tensors)
        sequence = left.pop("input")
        states = [left.pop(name) for name in ("h_0", "c_0") if name in left]
        module = getattr(torch.nn, case["module"])(dtype=sequence.dtype, **case["words"])
        hx = (tuple(states) if case["module"] == "LSTM" else states[0]) if states else None
        output, last = torch.func.functional_call(module, left, (sequence, hx))
        last = [last] if case["module"] in base.ALONE else list(last)
        outputs = dict(zip(("output", "h_n", "c_n"), [output] + last))
        given = arriving(case["name"], {key: tuple(out.shape) for key, out in outputs.items()})
        loss = sum((out * torch.tensor(given[k]).to(out.dtype)).sum() for k, out in outputs.items())
        found = torch.autograd.grad(loss, list(tensors.values()))
        return dict(zip(tensors, [g.numpy() for g in found]))

    plain = [
        case
        for case in base.every_case()
        if "lengths" not in case
        and case["module"] != "LSTMCell"
        and case["words"].get("num_layers", 1) == 1
    ]
    every = recording.in_dtypes(plain, [case["name"] for case in plain])
    finish({"framework": "torch", "version": base.VERSION}, every, run)


def flax():
    import export_flax as base

    jax = base.jax
    jax.config.update("jax_enable_x64", True)  # else float64 becomes float32

    def run(case):
        def outputs(arrays):
            return base.run(dict(case, arrays={**case["arrays"], **arrays}))

        asked = {k: jax.numpy.asarray(a) for k, a in floats(case["arrays"]).items()}
        shapes = {key: out.shape for key, out in outputs({}).items()}
        given = arriving(case["name"], shapes)

        def loss(arrays):
            return sum(
                (out * given[key].astype(case["dtype"])).sum()
                for key, out in outputs(arrays).items()
            )

        return jax.grad(loss)(asked)

    plain = [
        case
        for case in base.every_case()
        if not case["cell"].startswith("nnx.") and "seq_lengths" not in case
    ]
    every = recording.in_dtypes(plain, [case["name"] for case in plain])
    about = {"framework": "flax", "version": base.flax.__version__, "backend": "jax"}
    finish(dict(about, backend_version=jax.__version__), every, run)


def tensorflow1():
    import export_tensorflow1 as base

    tf = base.tf

    def run(case):
        tf.reset_default_graph()
        arrays = dict(case["arrays"])
        fed = {name: tf.constant(array) for name, array in arrays.items()}
        cell = getattr(tf.nn.rnn_cell, case["cell"])(dtype=case["dtype"], **case["words"])
        state = cell.zero_state(arrays["inputs"].shape[1], case["dtype"])
        names = [name for name in arrays if name.startswith("initial_")]
        if names:
            state = tf.nn.rnn_cell.LSTMStateTuple(*[fed[name] for name in names])
        outputs = []
        for step in tf.unstack(fed["inputs"]):
            output, state = cell(step, state)
            outputs.append(output)
        results = dict(zip(["outputs", "c", "m"], [tf.stack(outputs)] + list(state)))
        shapes = {key: tuple(out.shape.as_list()) for key, out in results.items()}
        given = arriving(case["name"], shapes)
        loss = sum(
            tf.reduce_sum(out * tf.constant(given[k].astype(case["dtype"])))
            for k, out in results.items()
        )
        asked = {name: fed[name] for name in ["inputs"] + names}
        with tf.Session() as session:
            for variable in cell.variables:
                name = variable.name.split("cell/", 1)[1].split(":")[0]
                asked[name] = variable
                variable.load(arrays[name], session)
            return dict(zip(asked, session.run(tf.gradients(loss, list(asked.values())))))

    plain = list(base.every_case())
    every = recording.in_dtypes(plain, [case["name"] for case in plain])
    finish({"framework": "tensorflow", "version": tf.__version__}, every, run)


def layer_norm(package):
    """The cells with layer normalization of tf.contrib and of Addons."""
    import export_layer_norm as base

    # in the order of the exporter's results
    outputs = ("outputs", "c", "h") if package == "contrib" else ("outputs", "h", "c")

    def run(case):
        last = base.BATCH, base.UNITS
        whole = base.BATCH, base.STEPS, base.UNITS
        given = arriving(case["name"], dict(zip(outputs, (whole, last, last))))
        given = {key: array.astype(case["dtype"]) for key, array in given.items()}

        def in_a_session(tf, found, fed):
            loss = sum(tf.reduce_sum(found[key] * given[key]) for key in outputs)
            return dict(zip(fed, tf.gradients(loss, list(fed.values()))))

        def on_a_tape(tape, found, fed):
            loss = sum(base.tensorflow.reduce_sum(found[key] * given[key]) for key in outputs)
            of = tape.gradient(loss, list(fed.values()))
            return dict(zip(fed, [g.numpy() for g in of]))

        return base.RUN[package](case, in_a_session if package == "contrib" else on_a_tape)

    finish(base.about(package), base.every_case(package), run)


if __name__ == "__main__":
    run_ = {"keras2": keras2, "tf.keras": tf_keras, "keras3": keras3, "torch": torch}
    run_.update(flax=flax, tensorflow1=tensorflow1, layer_norm=layer_norm, one_state=one_state)
    run_[sys.argv[2]](*sys.argv[3:])
