"""Measure that converted weights give the same numbers in the real frameworks.

Usage, with generated/ on PYTHONPATH, each in an environment of Python 3.11 or later that has the
framework (torch and onnx in peers, keras in k3jt with KERAS_BACKEND, flax in flax, tensorflow1 in
tf215):
  python measure_conversions.py save FRAMEWORK FOLDER     real weights, and what they compute
  python measure_conversions.py load FRAMEWORK FOLDER     all saved ones, converted and computed
"""

import sys
from pathlib import Path

import numpy as np

from lstm_numpy import convert, convert_options
from lstm_numpy.layouts import STORAGES

BATCH, TIMESTEPS, FEATURES, UNITS, PROJECTION = 3, 9, 10, 32, 5
INPUTS = np.random.default_rng(0).normal(size=(BATCH, TIMESTEPS, FEATURES)).astype("float32")
HARD = {"recurrent_activation": "hard_sigmoid"}
CASES = {
    "keras": {
        "plain": {},
        "no-bias": {"use_bias": False},
        "bidirectional": {"both": True},
        "hard-sigmoid": HARD,
        "hard-sigmoid-bidirectional": {"both": True, **HARD},
    },
    "pytorch": {
        "plain": {},
        "no-bias": {"use_bias": False},
        "bidirectional": {"both": True},
        "projection": {"projection": True},
    },
    "onnx": {
        "plain": {},
        "no-bias": {"use_bias": False},
        "bidirectional": {"both": True},
        "peepholes": {"peepholes": True},
    },
    "tensorflow1": {
        "plain": {},
        "peepholes": {"peepholes": True},
        "projection": {"projection": True},
    },
    "flax": {"plain": {}},
}


def drawn(*shape):
    """Weights as PyTorch draws them, for frameworks that leave that to others."""
    limit = UNITS**-0.5
    return np.random.default_rng(sum(shape)).uniform(-limit, limit, shape).astype("float32")


def keras(case, weights):
    """Real Keras 3; an LSTM, or Bidirectional around it."""
    from keras import layers, ops, utils

    utils.set_random_seed(0)
    words = {"recurrent_activation": case.get("recurrent_activation", "sigmoid")}
    words["use_bias"] = case.get("use_bias", True)
    layer = layers.LSTM(UNITS, return_sequences=True, **words)
    if case.get("both"):
        layer = layers.Bidirectional(layer)
    layer.build(INPUTS.shape)
    if weights is not None:
        if case.get("use_bias", True) != (len(weights) % 3 == 0):
            raise ValueError("the bias came or went")
        layer.set_weights(weights)
    output = ops.convert_to_numpy(layer(ops.convert_to_tensor(INPUTS)))
    return layer.get_weights(), output


def pytorch(case, weights):
    """Real nn.LSTM."""
    import torch

    torch.manual_seed(0)
    module = torch.nn.LSTM(
        FEATURES,
        UNITS,
        batch_first=True,
        bias=case.get("use_bias", True),
        bidirectional=case.get("both", False),
        proj_size=PROJECTION if case.get("projection") else 0,
    )
    if weights is not None:
        module.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    with torch.no_grad():
        output, _ = module(torch.tensor(INPUTS))
    return {name: array.numpy() for name, array in module.state_dict().items()}, output.numpy()


def onnx(case, weights):
    """Real onnxruntime, with the attributes that the functions need."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    number = 2 if case.get("both") else 1
    if weights is None:
        weights = {"W": drawn(number, 4 * UNITS, FEATURES), "R": drawn(number, 4 * UNITS, UNITS)}
        if case.get("use_bias", True):
            weights["B"] = drawn(number, 8 * UNITS)
        if case.get("peepholes"):
            weights["P"] = drawn(number, 3 * UNITS)
    words = {k: v for k, v in case.items() if k == "recurrent_activation"}
    attributes = convert_options("keras", "onnx", directions=number, **words)
    names = ["X", "W", "R", *(name if name in weights else "" for name in ("B", "", "", "", "P"))]
    node = helper.make_node(
        "LSTM",
        names,
        ["Y"],
        hidden_size=UNITS,
        direction="bidirectional" if number == 2 else "forward",
        **attributes,
    )
    X = helper.make_tensor_value_info("X", TensorProto.FLOAT, [TIMESTEPS, BATCH, FEATURES])
    Y = helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)
    arrays = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    graph = helper.make_graph([node], "lstm", [X], [Y], arrays)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (Y,) = session.run(None, {"X": INPUTS.swapaxes(0, 1).copy()})
    return weights, np.concatenate(np.moveaxis(Y, 1, 0), axis=-1).swapaxes(0, 1)


def tensorflow1(case, weights):
    """The real LSTMCell of tf.compat.v1, whose forget_bias is 1."""
    import tensorflow as tf

    size = PROJECTION if case.get("projection") else None
    peepholes = any(name.startswith("w_") for name in weights or {}) or "peepholes" in case
    tf.compat.v1.reset_default_graph()
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        cell = tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS, use_peepholes=peepholes, num_proj=size)
        output, _ = tf.compat.v1.nn.dynamic_rnn(cell, tf.constant(INPUTS), dtype=tf.float32)
        session.run(tf.compat.v1.global_variables_initializer())
        named = {v.name.split("lstm_cell/")[1].split(":")[0]: v for v in cell.variables}
        if weights is None:
            weights = {name: drawn(*v.shape) for name, v in named.items()}
        if set(weights) != set(named):
            raise ValueError(f"{set(weights)} for {set(named)}")
        for name, variable in named.items():
            variable.load(weights[name], session)
        return weights, session.run(output)


def flax(_case, weights):
    """Real OptimizedLSTMCell under nn.RNN."""
    import jax
    from flax import linen

    rnn = linen.RNN(linen.OptimizedLSTMCell(UNITS))
    params = rnn.init(jax.random.key(0), INPUTS)["params"]
    if weights is not None:
        params = {"cell": weights}
    cell = jax.tree.map(np.asarray, params["cell"])
    return cell, np.asarray(rnn.apply({"params": params}, INPUTS))


RUN = {
    "keras": keras,
    "pytorch": pytorch,
    "onnx": onnx,
    "tensorflow1": tensorflow1,
    "flax": flax,
}


def flat(weights):
    """Arrays under names, for a file."""
    if isinstance(weights, list):
        return {str(place): array for place, array in enumerate(weights)}
    found = {}
    for name, value in weights.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        found.update({f"{name}.{end}".rstrip("."): array for end, array in inner})
    return found


def save(framework, folder):
    for name, case in CASES[framework].items():
        weights, output = RUN[framework](case, None)
        arrays = {f"weights:{key}": array for key, array in flat(weights).items()}
        np.savez(folder / f"{framework}+{name}.npz", output=output, **arrays)
        print(f"{framework} {name}: largest output {abs(output).max():.3f}")


def load(target, folder):
    for path in sorted(folder.glob("*.npz")):
        source, name = path.stem.split("+")
        case = dict(CASES[source][name])
        with np.load(path) as loaded:
            arrays = dict(loaded)
        output = arrays.pop("output")
        weights = {key.removeprefix("weights:"): array for key, array in arrays.items()}
        if STORAGES[source].kind == "list":
            weights = [weights[str(place)] for place in range(len(weights))]
        functions = {k: v for k, v in case.items() if k == "recurrent_activation"}
        try:
            converted = convert(weights, source, target, **functions)
        except ValueError as error:
            print(f"{source} -> {target}, {name}: impossible: {error}")
            continue
        if target == "flax" and functions:
            print(f"{source} -> {target}, {name}: left out, its gate_fn is a function")
            continue
        _, ours = RUN[target](case, converted)
        print(f"{source} -> {target}, {name}: off by {abs(ours - output).max():.1e}")


if __name__ == "__main__":
    {"save": save, "load": load}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
