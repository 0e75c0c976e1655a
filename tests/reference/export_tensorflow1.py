"""Export reference arrays from the LSTM cells of TensorFlow 1 (tf.nn.rnn_cell).

Usage: python export_tensorflow1.py FOLDER
"""

import sys

import recording
import tensorflow as tf


def _case(name, cell="LSTMCell", zero_state=False, **words):
    words = dict({"num_units": 7}, **words)
    units = words["num_units"]
    outputs = words.get("num_proj", units)
    shapes = {
        "inputs": ((5, 3, 2), 1.5),
        "initial_c": ((3, units), 1.0),
        "initial_h" if cell == "BasicLSTMCell" else "initial_m": (3, outputs),
        "kernel": (2 + outputs, 4 * units),
        "bias": ((4 * units,), 0.5),
    }
    if zero_state:
        shapes = {k: shape for k, shape in shapes.items() if not k.startswith("initial_")}
    if words.get("use_peepholes"):
        shapes.update(w_f_diag=(units,), w_i_diag=(units,), w_o_diag=(units,))
    if "num_proj" in words:
        shapes["projection/kernel"] = (units, outputs)
    # relu feeds back on itself: small weights keep the outputs moderate.
    weights = 0.2 if words.get("activation") == "relu" else 0.7
    arrays = recording.drawn(name, shapes, weights)
    return {"name": name, "kind": "ordinary", "cell": cell, "words": words, "arrays": arrays}


def _alone(name, cell, zero_state=False, **words):
    """A case of a cell with one state."""
    words = dict({"num_units": 7}, **words)
    units = words["num_units"]
    shapes = {"inputs": ((5, 3, 2), 1.5), "initial_h": (3, units)}
    if zero_state:
        del shapes["initial_h"]
    parts = {"gates/": 2 * units, "candidate/": units} if cell == "GRUCell" else {"": units}
    for part, columns in parts.items():
        shapes[part + "kernel"] = (2 + units, columns)
        shapes[part + "bias"] = ((columns,), 0.5)
    weights = 0.2 if words.get("activation") == "relu" else 0.7
    arrays = recording.drawn(name, shapes, weights)
    return {"name": name, "kind": "ordinary", "cell": cell, "words": words, "arrays": arrays}


def every_case():
    yield _case("basic", "BasicLSTMCell")
    yield _case("basic-forget-bias-zero", "BasicLSTMCell", forget_bias=0.0)
    yield _case("basic-forget-bias-large", "BasicLSTMCell", forget_bias=2.5)
    yield _case("basic-relu", "BasicLSTMCell", activation="relu")
    yield _case("lstm")
    yield _case("forget-bias-half", forget_bias=0.5)
    yield _case("activation-tanh", activation="tanh")
    yield _case("activation-relu", activation="relu")
    yield _case("peepholes", use_peepholes=True)
    yield _case("cell-clip", cell_clip=0.5)
    yield _case("cell-clip-peepholes", cell_clip=0.5, use_peepholes=True)
    yield _case("proj", num_units=11, num_proj=7)
    yield _case("proj-clip", num_units=11, num_proj=7, proj_clip=0.25)
    yield _case("basic-zero-state", "BasicLSTMCell", zero_state=True)
    yield _case("zero-state", zero_state=True)
    yield _case("proj-zero-state", num_units=11, num_proj=7, zero_state=True)
    yield _case(
        "everything",
        num_units=11,
        num_proj=7,
        use_peepholes=True,
        cell_clip=0.75,
        proj_clip=0.5,
        forget_bias=2.0,
        activation="relu",
    )
    yield _alone("gru", "GRUCell")
    yield _alone("gru-zero-state", "GRUCell", zero_state=True)
    yield _alone("gru-relu", "GRUCell", activation="relu")
    yield _alone("rnn", "BasicRNNCell")
    yield _alone("rnn-relu-zero-state", "BasicRNNCell", zero_state=True, activation="relu")


def run(case):
    tf.reset_default_graph()
    arrays = dict(case["arrays"])
    sequence = arrays.pop("inputs")
    cell = getattr(tf.nn.rnn_cell, case["cell"])(dtype=case["dtype"], **case["words"])
    state = cell.zero_state(sequence.shape[1], case["dtype"])
    names = [name for name in arrays if name.startswith("initial_")]
    alone = "LSTM" not in case["cell"]
    if names and alone:
        state = tf.constant(arrays.pop("initial_h"))
    elif names:
        state = tf.nn.rnn_cell.LSTMStateTuple(*[tf.constant(arrays.pop(name)) for name in names])
    outputs = []
    for step in sequence:
        output, state = cell(tf.constant(step), state)
        outputs.append(output)
    with tf.Session() as session:
        for variable in cell.variables:
            name = variable.name.split("cell/", 1)[1].split(":")[0]
            variable.load(arrays.pop(name), session)
        last = [state] if alone else list(state)
        outputs, last = session.run([tf.stack(outputs), last])
    if arrays:
        raise ValueError("%s: not used: %s" % (case["name"], list(arrays)))
    if alone:
        return {"outputs": outputs, "h": last[0]}
    output = "h" if case["cell"] == "BasicLSTMCell" else "m"
    return dict(zip(["outputs", "c", output], [outputs] + last))


if __name__ == "__main__":
    plain = list(every_case())
    recording.export(
        sys.argv[1],
        "tensorflow-%s-cells" % tf.__version__,
        {"framework": "tensorflow", "version": tf.__version__},
        recording.in_dtypes(plain, [case["name"] for case in plain]),
        run,
    )
