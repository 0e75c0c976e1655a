"""Runs one LSTM of each real framework with the words of the printed function that is like it.

A function takes the words and returns the outputs; it raises NoSuchOption for what its framework
has no word for. What it imports is there in the framework's own environment.
"""

import numpy as np


class NoSuchOption(Exception):
    """The framework cannot be asked this."""


def only(words, *known):
    odd = set(words) - set(known)
    if odd:
        raise NoSuchOption(f"{odd}")


def keras(words):
    """Keras 3, the LSTM."""
    from keras import layers

    return _keras(layers.LSTM, words)


def keras_gru(words):
    """Keras 3, the GRU, whose two biases are the rows of one array."""
    from keras import layers

    words = dict(words)
    biases = [words.pop(name, None) for name in ("bias", "recurrent_bias")]
    if words.get("reset_after") is False:
        if biases[1] is not None:
            # Its candidate has one bias, and so have its gates.
            raise NoSuchOption("two biases")
        words["bias"] = biases[0]
    elif (biases[0] is None) != (biases[1] is None):
        raise NoSuchOption("one bias alone")
    elif biases[0] is not None:
        words["bias"] = np.stack(biases)
    return _keras(layers.GRU, words)


def _keras(kind, words):
    from keras import ops

    words = dict(words)
    sequences = words.pop("sequences")
    weights = [words.pop("kernel"), words.pop("recurrent_kernel")]
    bias = words.pop("bias", None)
    call = {}
    if "initial_state" in words:
        state = words.pop("initial_state")
        state = state if isinstance(state, list) else [state]
        call["initial_state"] = [ops.convert_to_tensor(array) for array in state]
    if "mask" in words:
        call["mask"] = ops.convert_to_tensor(words.pop("mask"))
    masked = words.pop("masked_output", "previous")
    if masked == "state":
        raise NoSuchOption("masked_output=state: this backend repeats the previous output")
    words.setdefault("return_sequences", True)
    layer = kind(
        len(weights[1]),
        dtype="float64",
        use_bias=bias is not None,
        zero_output_for_mask=masked == "zero",
        return_state=True,
        **words,
    )
    layer.build(sequences.shape)
    layer.set_weights([*weights, *([] if bias is None else [bias])])
    outputs = layer(ops.convert_to_tensor(sequences), **call)
    return [ops.convert_to_numpy(output) for output in outputs]


def torch(words):
    """nn.LSTM, with and without a projection; go_backwards is its reverse direction."""
    import torch
    from torch.nn.utils import rnn

    one_bias = ("bias_ih" in words) != ("bias_hh" in words)
    if one_bias:
        raise NoSuchOption("one bias alone")
    size = words["weight_hr"].shape[0] if "weight_hr" in words else 0
    units = words["weight_ih"].shape[0] // 4
    module = torch.nn.LSTM(
        words["input"].shape[2], units, batch_first=True, bidirectional=True, proj_size=size,
        dtype=torch.float64,
    )  # fmt: skip
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")
    given = {f"{n}_l0{way}": words[n] for n in names if n in words for way in ("", "_reverse")}
    module.load_state_dict({name: torch.tensor(array) for name, array in given.items()})
    state = words.get("initial_state")
    hx = None if state is None else tuple(torch.tensor(np.stack([s, s])) for s in state)
    given = torch.tensor(words["input"])
    if "mask" in words:
        lengths = words["mask"].sum(axis=1)
        given = rnn.pack_padded_sequence(given, lengths, batch_first=True, enforce_sorted=False)
    with torch.no_grad():
        output, (h, c) = module(given, hx)
    if "mask" in words:
        output, _ = rnn.pad_packed_sequence(output, batch_first=True)
    way = int(words.get("go_backwards", False))
    half = np.split(output.numpy(), 2, axis=2)[way]
    return [half[:, ::-1] if way else half, h.numpy()[way], c.numpy()[way]]


FUNCTIONS = {"sigmoid": "Sigmoid", "tanh": "Tanh", "softsign": "Softsign"}


def onnx_model(words):
    """A model of one node, and what goes into it: the operator takes float32 alone."""
    from onnx import TensorProto, helper, numpy_helper

    if "masked_output" in words:
        raise NoSuchOption("masked_output: always zero")
    X = words["X"].swapaxes(0, 1).astype("float32")
    arrays = {name: words[name][None] for name in ("W", "R", "P")}
    arrays["B"] = np.concatenate([words["Wb"], words["Rb"]])[None]
    if "initial_state" in words:
        states = zip(("initial_h", "initial_c"), words["initial_state"])
        arrays.update({name: state[None] for name, state in states})
    arrays = {name: array.astype("float32") for name, array in arrays.items()}
    if "mask" in words:
        arrays["sequence_lens"] = words["mask"].sum(axis=1).astype("int32")
    chosen = [words.get(name, default) for name, default in zip("fgh", ("sigmoid", "tanh", "tanh"))]
    attributes = {"activations": [FUNCTIONS[name] for name in chosen]}
    if "clip" in words and np.isfinite(words["clip"]):
        attributes["clip"] = float(words["clip"])
    attributes["input_forget"] = int(words.get("input_forget", False))
    attributes["direction"] = "reverse" if words.get("go_backwards") else "forward"
    names = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
    node = helper.make_node(
        "LSTM",
        [name if name == "X" or name in arrays else "" for name in names],
        ["Y", "Y_h", "Y_c"],
        hidden_size=len(words["P"]) // 3,
        **attributes,
    )
    inputs = [helper.make_tensor_value_info("X", TensorProto.FLOAT, X.shape)]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in node.output]
    stored = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    graph = helper.make_graph([node], "one_node", inputs, outputs, stored)
    opset = [helper.make_opsetid("", 22)]
    return helper.make_model(graph, opset_imports=opset, ir_version=10), {"X": X}


def onnxruntime(words):
    import onnxruntime

    model, given = onnx_model(words)
    providers = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=providers)
    return in_order_of_processing(words, session.run(None, given))


def in_order_of_processing(words, results):
    """The results with the output as the equations have it: ONNX's is in the order of the input."""
    Y, *states = results
    return [Y[::-1] if words.get("go_backwards") else Y, *states]


def onnx_reference(words):
    from onnx.reference import ReferenceEvaluator

    model, given = onnx_model(words)
    return in_order_of_processing(words, ReferenceEvaluator(model).run(None, given))


def tensorflow1(words):
    return _tensorflow1("LSTMCell", words)


def tensorflow1_basic(words):
    return _tensorflow1("BasicLSTMCell", words)


def _tensorflow1(kind, words):
    import tensorflow as tf

    diagonals = [name for name in words if name.endswith("_diag")]
    if len(diagonals) not in (0, 3):
        raise NoSuchOption("one peephole alone")
    cell_words = {"forget_bias": words.get("forget_bias", 1.0)}
    cell_words["activation"] = getattr(tf.nn, words.get("activation", "tanh"))
    if kind == "LSTMCell":
        clips = {name: words.get(name, np.inf) for name in ("cell_clip", "proj_clip")}
        cell_words.update({k: v for k, v in clips.items() if np.isfinite(v)})
        size = words["projection"].shape[1] if "projection" in words else None
        cell_words.update(use_peepholes=bool(diagonals), num_proj=size)
    named = {name: words[name] for name in (*diagonals, "bias")}
    named["kernel"] = np.concatenate([words["input_kernel"], words["recurrent_kernel"]])
    if "projection" in words:
        named["projection/kernel"] = words["projection"]
    tf.compat.v1.reset_default_graph()
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        units = words["bias"].size // 4
        cell = getattr(tf.compat.v1.nn.rnn_cell, kind)(units, dtype=tf.float64, **cell_words)
        state = None
        if "initial_state" in words:
            state = tf.compat.v1.nn.rnn_cell.LSTMStateTuple(
                *map(tf.constant, words["initial_state"])
            )
        inputs = tf.constant(words["inputs"])
        run = tf.compat.v1.nn.dynamic_rnn(cell, inputs, initial_state=state, dtype=tf.float64)
        session.run(tf.compat.v1.global_variables_initializer())
        for variable in cell.variables:
            name = variable.name.split("lstm_cell/")[1].split(":")[0]
            variable.load(named[name], session)
        output, (c, m) = session.run(run)
        return [output, c, m]


def flax(words):
    """OptimizedLSTMCell under nn.RNN, in double precision."""
    import jax
    from flax import linen

    jax.config.update("jax_enable_x64", True)
    functions = {"sigmoid": linen.sigmoid, "tanh": linen.tanh, "softsign": linen.soft_sign}
    defaults = {"gate_fn": "sigmoid", "activation_fn": "tanh"}
    chosen = {name: functions[words.get(name, default)] for name, default in defaults.items()}
    units = words["hidden_bias"].size // 4
    cell = linen.OptimizedLSTMCell(units, param_dtype="float64", **chosen)
    rnn = linen.RNN(cell, reverse=words.get("go_backwards", False), return_carry=True)
    params = {}
    for place, gate in enumerate("ifgo"):
        columns = slice(place * units, (place + 1) * units)
        params[f"i{gate}"] = {"kernel": words["input_kernel"][:, columns]}
        params[f"h{gate}"] = {
            "kernel": words["hidden_kernel"][:, columns],
            "bias": words["hidden_bias"][columns],
        }
    state = words.get("initial_state")
    carry = {} if state is None else {"initial_carry": tuple(state)}
    (c, h), outputs = rnn.apply({"params": {"cell": params}}, words["inputs"], **carry)
    return [np.asarray(array) for array in (outputs, c, h)]


# Of which formulation each is, in which environment it runs, and under what name.
PEERS = {
    "keras": ("keras", "k3jt", keras),
    "keras_gru": ("gru", "k3jt", keras_gru),
    "torch": ("pytorch", "peers", torch),
    "torch_projection": ("pytorch_projection", "peers", torch),
    "onnxruntime": ("onnx", "peers", onnxruntime),
    "onnx_reference": ("onnx", "peers", onnx_reference),
    "tensorflow1_basic": ("tensorflow1_basic", "tf215", tensorflow1_basic),
    "tensorflow1": ("tensorflow1", "tf215", tensorflow1),
    "tensorflow1_projection": ("tensorflow1_projection", "tf215", tensorflow1),
    "flax": ("flax", "flax", flax),
}
