"""Runs one LSTM in each real framework, with weights as that framework hands them out.

Each function takes a case and weights, or None for weights of its own, and the words of the layer;
it returns the weights and the output of every timestep. What it imports is there in the
framework's own environment; Keras 1 has Python 3.6.
"""

import numpy as np

BATCH, TIMESTEPS, FEATURES, UNITS, PROJECTION = 3, 9, 10, 32, 5
INPUTS = np.random.RandomState(0).normal(size=(BATCH, TIMESTEPS, FEATURES)).astype("float32")


def drawn(*shape):
    """Weights as PyTorch draws them, for frameworks that leave that to others."""
    limit = UNITS**-0.5
    return np.random.RandomState(sum(shape)).uniform(-limit, limit, shape).astype("float32")


def clipped(clip):
    """The gates' functions that have no name in some releases of Keras, from a backend's clip."""

    def hard_sigmoid_keras2(x):
        return clip(0.2 * x + 0.5, 0.0, 1.0)

    def hard_sigmoid_keras3(x):
        return clip(x / 6.0 + 0.5, 0.0, 1.0)

    return {f.__name__: f for f in (hard_sigmoid_keras2, hard_sigmoid_keras3)}


def keras(case, weights, words):
    """Keras 3; an LSTM, or Bidirectional around it."""
    from keras import layers, ops, saving, utils

    utils.set_random_seed(0)
    both = case.get("both", False)
    words = dict(words, use_bias=case.get("use_bias", True))
    if weights is not None:
        words["use_bias"], both = len(weights) % 3 == 0, len(weights) > 3
    gates = words.get("recurrent_activation", "sigmoid")
    known = clipped(ops.clip)
    if gates in known:  # Bidirectional copies a layer by the names of what it has
        gates = saving.register_keras_serializable()(known[gates])
    words["recurrent_activation"] = gates
    layer = layers.LSTM(UNITS, return_sequences=True, **words)
    layer = layers.Bidirectional(layer) if both else layer
    layer.build(INPUTS.shape)
    if weights is not None:
        layer.set_weights(weights)
    output = ops.convert_to_numpy(layer(ops.convert_to_tensor(INPUTS)))
    return layer.get_weights(), output


def old_keras(layer, number, weights, both):
    """An old release's layer, or Bidirectional around it, which has twice the number of arrays."""
    import keras
    from keras import backend as K

    both = both if weights is None else len(weights) > number
    layer = keras.layers.wrappers.Bidirectional(layer) if both else layer
    inputs = keras.layers.Input(batch_shape=INPUTS.shape)
    output = layer(inputs)
    if weights is not None:
        layer.set_weights(weights)
    return layer.get_weights(), K.function([inputs], [output])([INPUTS])[0]


def keras1(case, weights, words, mode="cpu"):
    """Keras 1.2.2, whose layer hands out twelve arrays, or three."""
    import keras
    from keras import backend as K
    from keras.utils.generic_utils import get_custom_objects

    np.random.seed(0)
    get_custom_objects().update(clipped(K.clip))
    layer = keras.layers.LSTM(UNITS, return_sequences=True, consume_less=mode, **words)
    return old_keras(layer, 3 if mode == "gpu" else 12, weights, case.get("both"))


def keras1_gpu(case, weights, words):
    return keras1(case, weights, words, "gpu")


def cudnnlstm(case, weights, _words):
    """What Keras 2.3.1 itself makes of the arrays of its CuDNNLSTM, in an LSTM on a CPU."""
    import keras
    from keras.engine.saving import preprocess_weights_for_loading

    if weights is None:
        shapes = [(FEATURES, 4 * UNITS), (UNITS, 4 * UNITS), (8 * UNITS,)]
        weights = [drawn(*shape) for shape in shapes]
        weights += [array[::-1].copy() for array in weights] if case.get("both") else []
    words = {"return_sequences": True, "recurrent_activation": "sigmoid"}
    layer, other = (keras.layers.LSTM(UNITS, **words) for _ in range(2))
    # The loader asks a layer of its own, built or around another, what it wants.
    asked = keras.layers.Bidirectional(other) if len(weights) > 3 else other
    asked.build(INPUTS.shape)
    loaded = preprocess_weights_for_loading(asked, list(weights), keras.__version__)
    return weights, old_keras(layer, 3, loaded, False)[1]


def pytorch(case, weights, _words):
    """nn.LSTM."""
    import torch

    torch.manual_seed(0)
    size = PROJECTION if case.get("projection") else 0
    bias, both = case.get("use_bias", True), case.get("both", False)
    if weights is not None:
        bias = "bias_ih_l0" in weights
        both = "weight_ih_l0_reverse" in weights
        size = len(weights["weight_hr_l0"]) if "weight_hr_l0" in weights else 0
    module = torch.nn.LSTM(
        FEATURES, UNITS, batch_first=True, bias=bias, bidirectional=both, proj_size=size
    )
    if weights is not None:
        module.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    with torch.no_grad():
        output, _ = module(torch.tensor(INPUTS))
    return {name: array.numpy() for name, array in module.state_dict().items()}, output.numpy()


def cudnn(_case, weights, _words):
    """The function of PyTorch that hands these four arrays to cuDNN on a GPU, on a CPU."""
    import torch

    if weights is None:
        shapes = {"W": FEATURES, "R": UNITS}
        weights = {name: drawn(4 * UNITS, columns) for name, columns in shapes.items()}
        weights["b_W"], weights["b_R"] = np.split(drawn(8 * UNITS), 2)
    flat = [torch.tensor(weights[name]) for name in ("W", "R", "b_W", "b_R")]
    state = torch.zeros(1, BATCH, UNITS)
    with torch.no_grad():
        # biases, layers, dropout, training, both directions, batch first
        settings = (True, 1, 0.0, False, False, True)
        output, _, _ = torch._VF.lstm(torch.tensor(INPUTS), (state, state), flat, *settings)
    return weights, output.numpy()


def onnx(case, weights, attributes):
    """onnxruntime."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    if weights is None:
        number = 2 if case.get("both") else 1
        weights = {"W": drawn(number, 4 * UNITS, FEATURES), "R": drawn(number, 4 * UNITS, UNITS)}
        if case.get("use_bias", True):
            weights["B"] = drawn(number, 8 * UNITS)
        if case.get("peepholes"):
            weights["P"] = drawn(number, 3 * UNITS)
    names = ["X", "W", "R", *(name if name in weights else "" for name in ("B", "", "", "", "P"))]
    direction = "bidirectional" if len(weights["W"]) == 2 else "forward"
    node = helper.make_node(
        "LSTM", names, ["Y"], hidden_size=UNITS, direction=direction, **attributes
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


def tensorflow1(case, weights, words):
    """The LSTMCell of tf.compat.v1."""
    import tensorflow as tf

    size = PROJECTION if case.get("projection") else None
    peepholes = any(name.startswith("w_") for name in weights or {}) or "peepholes" in case
    if weights and "projection/kernel" in weights:
        size = weights["projection/kernel"].shape[1]
    words = dict(words, activation=getattr(tf, words.get("activation", "tanh")))
    tf.compat.v1.reset_default_graph()
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        made = tf.compat.v1.nn.rnn_cell.LSTMCell
        cell = made(UNITS, use_peepholes=peepholes, num_proj=size, **words)
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


def flax(_case, weights, words):
    """OptimizedLSTMCell under nn.RNN."""
    import jax
    from flax import linen

    known = {"sigmoid": linen.sigmoid, **clipped(jax.numpy.clip)}
    known["hard_sigmoid"] = known["hard_sigmoid_keras3"]
    gates = known[words.get("gate_fn", "sigmoid")]
    rnn = linen.RNN(linen.OptimizedLSTMCell(UNITS, gate_fn=gates))
    params = rnn.init(jax.random.key(0), INPUTS)["params"]
    if weights is not None:
        nested = {}
        for name, array in weights.items():
            outer, inner = name.split(".")
            nested.setdefault(outer, {})[inner] = array
        params = {"cell": nested}
    flat = {
        f"{outer}.{inner}": np.asarray(array)
        for outer, arrays in params["cell"].items()
        for inner, array in arrays.items()
    }
    return flat, np.asarray(rnn.apply({"params": params}, INPUTS))


RUN = {
    "keras": keras,
    "keras1": keras1,
    "keras1_gpu": keras1_gpu,
    "cudnnlstm": cudnnlstm,
    "pytorch": pytorch,
    "cudnn": cudnn,
    "onnx": onnx,
    "tensorflow1": tensorflow1,
    "flax": flax,
}
