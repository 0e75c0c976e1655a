"""How layers of further packages are run; `export_packages.py` asks for one of these.

Each function returns the version, the cells, the shapes of their arrays, and what runs them.
Runs on Python 3.6.
"""

import os
import struct
import tempfile

import numpy as np

UNITS, INPUTS, STEPS, BATCH = 7, 2, 5, 3
PLACES = 4  # of a convolution
#: Cells of other equations than any layout has: their files in docs/formulations/cells.
OWN = {
    "NASCell": "nas",
    "UGRNNCell": "ugrnn",
    "CoupledLSTMBuilder": "dynet_coupled",
    "StatefulPeepholeLSTM": "chainer_peephole",
    "LSTMLayer-peepholes": "lasagne",
}


#: What a case says of its functions, where they are others than those of `convert` by default.
WORDS = {
    ("keras", "GRU"): {"recurrent_activation": "hard_sigmoid_keras2"},
    ("keras", "GRU-gpu"): {"recurrent_activation": "hard_sigmoid_keras2"},
    ("mxnet", "RNN"): {"activation": "tanh"},
    ("openvino", "GRU"): {"reset_after": False},  # which has both
    ("openvino", "GRU-after"): {"reset_after": True},
    ("openvino", "RNN-relu"): {"activation": "relu"},
    ("nnabla", "rnn-relu"): {"activation": "relu"},
    ("chainer", "NStepRNNReLU"): {"activation": "relu"},
}
#: Packages that compute in float64, too.
DOUBLE = ("keras", "chainer")
#: Two layers of both directions, under the names that a whole module gives its arrays.
BOTH = {"num_layers": 2, "bidirectional": True}


def over_rows(one):
    """What is run for one example, for all of them."""

    def run(kind, weights, x, states):
        rows = [one(kind, weights, x[b], [s[b] for s in states]) for b in range(len(x))]
        outputs, ends = zip(*rows)
        return np.stack(outputs), [np.stack(each) for each in zip(*ends)]

    return run


def thinc():
    import thinc.about
    from thinc.api import LSTM, Padded

    names = ("Wx", "bx", "Wh", "bh")

    def run(kind, weights, x, states):
        model = LSTM(UNITS, INPUTS)
        model.initialize()
        h, c = states
        model.set_param("LSTM", np.concatenate([weights[name].ravel() for name in names]))
        model.set_param("HC0", np.stack([c, h])[:, None, None])  # the other way round than its name
        sizes, lengths = np.ones(STEPS, "i4"), np.array([STEPS], "i4")
        found = model.predict(Padded(x[:, None], sizes, lengths, np.zeros(1, "i4")))
        return found.data[:, 0].copy(), []

    def shapes(kind):
        four = 4 * UNITS
        return {"Wx": (four, INPUTS), "bx": (four,), "Wh": (four, UNITS), "bh": (four,)}

    return thinc.about.__version__, {"lstm": ("LSTM", "thinc")}, shapes, over_rows(run)


def keras1():
    import keras
    from keras import backend as K

    def made(kind, rows=BATCH):
        plain, _, way = kind.partition("-")
        words = dict({"stateful": True, "return_sequences": True}, consume_less=way or "cpu")
        layer = getattr(keras.layers, plain)(UNITS, **words)
        inputs = keras.layers.Input(batch_shape=(rows, STEPS, INPUTS), dtype=K.floatx())
        return layer, inputs, layer(inputs)

    def run(kind, weights, x, states):
        K.clear_session()
        K.set_floatx(str(x.dtype))
        layer, inputs, output = made(kind)
        layer.set_weights(list(weights.values()))
        K.set_value(layer.states[0], states[0])
        (found,) = K.function([inputs], [output], updates=layer.updates)([x])
        return found, [K.get_value(layer.states[0])]

    def shapes(kind):
        layer, _, _ = made(kind)
        names = [one.name.split("/")[-1].split(":")[0] for one in layer.trainable_weights]
        names = [name.split("_", 2)[2] for name in names]
        return dict(zip(names, [one.shape for one in layer.get_weights()]))

    cells = {"gru": ("GRU", "keras1"), "gru-gpu": ("GRU-gpu", "keras1_gpu")}
    cells["rnn"] = ("SimpleRNN", "keras1")
    return keras.__version__, cells, shapes, run


def paddle():
    import paddle
    from paddle import nn

    projected = {"LSTM-projection": {"proj_size": 3}}

    def made(kind):
        layer = getattr(nn, kind.partition("-")[0])(INPUTS, UNITS, **projected.get(kind, {}))
        named = {name: p for name, p in layer.state_dict().items() if name.startswith("0.cell.")}
        return layer, {name[len("0.cell.") :]: p for name, p in named.items()}

    def run(kind, weights, x, states):
        layer, parameters = made(kind)
        for name, parameter in parameters.items():
            parameter.set_value(weights[name])
        given = [paddle.to_tensor(one[None]) for one in states]
        outputs, last = layer(paddle.to_tensor(x), given[0] if len(given) == 1 else given)
        last = last if isinstance(last, (list, tuple)) else [last]
        return outputs.numpy(), [one.numpy()[0] for one in last]

    def shapes(kind):
        return {name: tuple(p.shape) for name, p in made(kind)[1].items()}

    cells = {"lstm": ("LSTM", "paddle"), "gru": ("GRU", "paddle"), "rnn": ("SimpleRNN", "paddle")}
    cells["lstm-projection"] = ("LSTM-projection", "paddle")
    return paddle.__version__, cells, shapes, run


def mindspore():
    import mindspore
    from mindspore import Tensor, nn

    def made(kind):
        plain, _, which = kind.partition("-")
        words = BOTH if which else {}
        layer = getattr(nn, plain)(INPUTS, UNITS, batch_first=True, **words)
        return layer, {parameter.name: parameter for parameter in layer.get_parameters()}

    def run(kind, weights, x, states):
        layer, parameters = made(kind)
        for name, parameter in parameters.items():
            parameter.set_data(Tensor(weights[name]))
        given = tuple(Tensor(one[None]) for one in states) or (None,)
        outputs, last = layer(Tensor(x), given if len(given) > 1 else given[0])
        last = [one.asnumpy() for one in (last if isinstance(last, tuple) else (last,))]
        return outputs.asnumpy(), last if kind.endswith("both") else [one[0] for one in last]

    def shapes(kind):
        return {name: tuple(p.shape) for name, p in made(kind)[1].items()}

    cells = {"lstm": ("LSTM", "mindspore"), "gru": ("GRU", "mindspore")}
    cells["rnn"] = ("RNN", "mindspore")
    cells["lstm-both"] = ("LSTM-both", "mindspore")
    return mindspore.__version__, cells, shapes, run


def mxnet():
    import mxnet
    from mxnet.gluon import rnn

    more = {
        "RNN": {"activation": "tanh"},
        "LSTM-projection": {"projection_size": 3},
        "LSTM-both": BOTH,
        "GRU-both": BOTH,
    }

    def made(kind):
        plain, _, which = kind.partition("-")
        words = dict(more.get(kind, {}), prefix=plain.lower() + "0_")
        layer = getattr(rnn, plain)(UNITS, input_size=INPUTS, layout="NTC", **words)
        layer.initialize()
        named = layer.collect_params().items()
        return layer, {n if which == "both" else n.partition("_")[2]: p for n, p in named}

    def run(kind, weights, x, states):
        layer, parameters = made(kind)
        for name, parameter in parameters.items():
            parameter.set_data(mxnet.nd.array(weights[name]))
        given = [mxnet.nd.array(one[None]) for one in states] or layer.begin_state(len(x))
        outputs, last = layer(mxnet.nd.array(x), given)
        last = [one.asnumpy() for one in last]
        return outputs.asnumpy(), last if kind.endswith("both") else [one[0] for one in last]

    def shapes(kind):
        return {name: p.shape for name, p in made(kind)[1].items()}

    cells = {"lstm": ("LSTM", "mxnet"), "gru": ("GRU", "mxnet"), "rnn": ("RNN", "mxnet")}
    cells["lstm-projection"] = ("LSTM-projection", "mxnet")
    cells.update({"lstm-both": ("LSTM-both", "mxnet"), "gru-both": ("GRU-both", "mxnet")})
    return mxnet.__version__, cells, shapes, run


def ncnn():
    import ncnn

    gates = {"LSTM": 4, "GRU": 3, "RNN": 1}

    def run(kind, weights, x, states):
        names = ["x", "h", "c"][: 1 + len(states)]
        lines = ["Input %s 0 1 %s" % (name, name) for name in names]
        ends = ["y" + name for name in names]
        size = weights["weight_xc"].size
        words = (kind.partition("-")[0], len(names), len(names), " ".join(names + ends))
        rows = weights["weight_hr"].shape[0] if "weight_hr" in weights else UNITS
        lines.append("%s cell %d %d %s" % words + " 0=%d 1=%d 2=0 3=%d" % (rows, size, UNITS))
        head = ["7767517", "%d %d" % (len(lines), 2 * len(names))]
        with tempfile.TemporaryDirectory() as folder:
            files = [os.path.join(folder, name) for name in ("param", "bin")]
            with open(files[0], "w") as text:
                text.write("\n".join(head + lines) + "\n")
            with open(files[1], "wb") as binary:
                for name in ("weight_xc", "bias_c", "weight_hc", "weight_hr"):
                    if name in weights:
                        binary.write(struct.pack("<i", 0) + weights[name].tobytes())
            net = ncnn.Net()
            net.opt.use_fp16_packed = net.opt.use_fp16_storage = False
            net.opt.use_fp16_arithmetic = net.opt.use_bf16_storage = False
            net.load_param(files[0])
            net.load_model(files[1])
            extractor = net.create_extractor()
            for name, array in zip(names, [x] + [one[None] for one in states]):
                extractor.input(name, ncnn.Mat(np.ascontiguousarray(array)).clone())
            found = [np.array(extractor.extract(name)[1]) for name in ends]
        return found[0], [one[0] for one in found[1:]]

    def shapes(kind):
        cell, _, projection = kind.partition("-")
        rows = gates[cell] * UNITS
        biases = (4 if kind == "GRU" else gates[cell]) * UNITS
        units = 3 if projection else UNITS
        found = {"weight_xc": (rows, INPUTS), "bias_c": (biases,), "weight_hc": (rows, units)}
        return dict(found, weight_hr=(units, UNITS)) if projection else found

    cells = {"lstm": ("LSTM", "ncnn"), "gru": ("GRU", "ncnn"), "rnn": ("RNN", "ncnn")}
    cells["lstm-projection"] = ("LSTM-projection", "ncnn")
    return ncnn.__version__, cells, shapes, over_rows(run)


def contrib():
    import tensorflow

    tf = tensorflow.compat.v1
    from tensorflow.contrib import rnn

    convolved = {"input_shape": [PLACES, INPUTS], "output_channels": UNITS, "kernel_shape": [3]}
    coupled = "CoupledInputForgetGateLSTMCell"
    words = {
        coupled: (UNITS, {}),
        coupled + "-peepholes": (UNITS, {"use_peepholes": True}),
        "NASCell": (UNITS, {}),
        "UGRNNCell": (UNITS, {}),
        "Conv1DLSTMCell": (None, convolved),
    }

    def built(kind, inputs, states):
        units, more = words[kind]
        cell = getattr(rnn, kind.partition("-")[0])(*([units] if units else []), **more)
        state = states[0]
        if len(states) == 2:
            state = tf.nn.rnn_cell.LSTMStateTuple(states[1], states[0])
        found = tf.nn.dynamic_rnn(cell, inputs, initial_state=state)
        return found, {v.name.split("/", 2)[2][:-2]: v for v in tf.global_variables()}

    def run(kind, weights, x, states):
        with tf.Graph().as_default(), tf.Session() as session:
            (outputs, last), variables = built(
                kind, tf.constant(x), [tf.constant(one) for one in states]
            )
            for name, variable in variables.items():
                variable.load(weights[name], session)
            last = [last.h, last.c] if len(states) == 2 else [last]
            outputs, *last = session.run([outputs] + last)
        return outputs, last

    def shapes(kind):
        places = (PLACES,) if kind.startswith("Conv") else ()
        given = {"inputs": (BATCH, STEPS) + places + (INPUTS,)}
        given["initial_h"] = (BATCH,) + places + (UNITS,)
        if kind != "UGRNNCell":
            given["initial_c"] = given["initial_h"]
        with tf.Graph().as_default():
            inputs, *states = [tf.zeros(shape) for shape in given.values()]
            _, variables = built(kind, inputs, states)
            shapes = {name: tuple(v.shape.as_list()) for name, v in variables.items()}
        return dict(given, **shapes) if places else shapes

    plain, peepholes = (
        (coupled, "tensorflow1_coupled"),
        (coupled + "-peepholes", "tensorflow1_coupled"),
    )
    cells = {"lstm": plain, "lstm-peepholes": peepholes, "lstm-nas": ("NASCell", "")}
    cells["ugrnn"] = ("UGRNNCell", "")
    cells["lstm-convolved"] = ("Conv1DLSTMCell", "")
    return tensorflow.__version__, cells, shapes, run


def addons():
    import tensorflow
    import tensorflow_addons

    def made(kind):
        cell = getattr(tensorflow_addons.rnn, kind)(UNITS)
        cell.build((None, INPUTS))
        return cell, {v.name.rpartition("/")[2][:-2]: v for v in cell.weights}

    def run(kind, weights, x, states):
        cell, variables = made(kind)
        for name, variable in variables.items():
            variable.assign(weights[name])
        layer = tensorflow.keras.layers.RNN(cell, return_sequences=True, return_state=True)
        turned = slice(None, None, -1 if kind == "NASCell" else 1)  # its cell state comes first
        given = [tensorflow.constant(one) for one in states][turned]
        outputs, *last = layer(x, initial_state=given)
        return outputs.numpy(), [one.numpy() for one in last][turned]

    def shapes(kind):
        return {name: tuple(v.shape) for name, v in made(kind)[1].items()}

    cells = {"lstm": ("PeepholeLSTMCell", "addons"), "lstm-nas": ("NASCell", "")}
    return tensorflow_addons.__version__, cells, shapes, run


def lasagne():
    os.environ.setdefault("THEANO_FLAGS", "mode=FAST_COMPILE,floatX=float32,cxx=")
    import lasagne
    import theano.tensor
    from lasagne.layers import InputLayer, LSTMLayer

    def made(kind, h, c):
        source = InputLayer((None, None, INPUTS))
        peepholes = kind == "LSTMLayer-peepholes"
        layer = LSTMLayer(source, UNITS, hid_init=h, cell_init=c, peepholes=peepholes)
        named = {p.name: p for p in layer.get_params()}
        return layer, {n: p for n, p in named.items() if n not in ("hid_init", "cell_init")}

    def run(kind, weights, x, states):
        layer, parameters = made(kind, *[one[None] for one in states])
        for name, parameter in parameters.items():
            parameter.set_value(weights[name])
        given = theano.tensor.tensor3("x", dtype="float32")
        output = lasagne.layers.get_output(layer, given)
        return output.eval({given: x[None]})[0], []

    def shapes(kind):
        zeros = np.zeros((1, UNITS), "f4")
        return {name: p.get_value().shape for name, p in made(kind, zeros, zeros)[1].items()}

    cells = {"lstm": ("LSTMLayer", "lasagne"), "lstm-peepholes": ("LSTMLayer-peepholes", "")}
    return lasagne.__version__, cells, shapes, over_rows(run)
