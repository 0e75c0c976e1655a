"""Export reference arrays from the recurrent cells of further packages, each in its environment.

Usage: python export_packages.py FOLDER PACKAGE

A case names the arrays by the package's own names and how `lstm_numpy.convert` calls their storage.
Runs on Python 3.8.
"""

import os
import sys

import numpy as np
import recording
from further_packages import (
    BATCH,
    BOTH,
    DOUBLE,
    INPUTS,
    OWN,
    STEPS,
    UNITS,
    WORDS,
    addons,
    contrib,
    keras1,
    lasagne,
    mindspore,
    mxnet,
    ncnn,
    paddle,
    thinc,
)

#: By the word of the command: the name of the package, where it is another.
NAMES = {
    "contrib": "tensorflow-contrib",
    "addons": "tensorflow-addons",
    "paddle": "paddlepaddle",
    "keras1": "keras",
}


def mlx():
    import mlx.core as mx
    from mlx import nn

    mx.set_default_device(mx.cpu)

    def run(kind, weights, x, states):
        layer = getattr(nn, kind)(INPUTS, UNITS)
        layer.update({name: mx.array(array) for name, array in weights.items()})
        found = layer(mx.array(x), *[mx.array(state) for state in states])
        found = found if isinstance(found, tuple) else (found,)
        outputs = [np.array(one) for one in found]
        return outputs[0], [one[:, -1] for one in outputs]

    def shapes(kind):
        return {k: v.shape for k, v in getattr(nn, kind)(INPUTS, UNITS).parameters().items()}

    from importlib.metadata import version

    cells = {"lstm": ("LSTM", "mlx"), "gru": ("GRU", "mlx"), "rnn": ("RNN", "mlx")}
    return version("mlx"), cells, shapes, run


def tinygrad():
    os.environ["DEV"] = "PYTHON"
    from tinygrad import Tensor, nn

    def run(kind, weights, x, states):
        cell = nn.LSTMCell(INPUTS, UNITS)
        for name, array in weights.items():
            setattr(cell, name, Tensor(array))
        state, outputs = tuple(Tensor(one) for one in states), []
        for step in range(STEPS):
            state = cell(Tensor(x[:, step]), state)
            outputs.append(state[0].numpy())
        return np.stack(outputs, 1), [one.numpy() for one in state]

    def shapes(kind):
        named = vars(nn.LSTMCell(INPUTS, UNITS))
        return {k: tuple(v.shape) for k, v in named.items() if hasattr(v, "shape")}

    from importlib.metadata import version

    return version("tinygrad"), {"lstm": ("LSTMCell", "tinygrad")}, shapes, run


def nnabla():
    import nnabla
    from nnabla import parametric_functions as PF

    def run(kind, weights, x, states):
        nnabla.clear_parameters()
        h, c = (nnabla.Variable.from_numpy_array(one) for one in states)
        PF.lstm_cell(nnabla.Variable((BATCH, INPUTS)), h, c, UNITS)
        for name, array in weights.items():
            nnabla.get_parameters()["lstm/" + name].d = array
        outputs = []
        for step in range(STEPS):
            h, c = PF.lstm_cell(nnabla.Variable.from_numpy_array(x[:, step]), h, c, UNITS)
            h.forward()
            c.forward()
            outputs.append(h.d.copy())
        return np.stack(outputs, 1), [h.d.copy(), c.d.copy()]

    def shapes(kind):
        rows = INPUTS + UNITS
        return {"affine/W": (rows, 4, UNITS), "affine/b": (4, UNITS)}

    def run_layer(kind, weights, x, states):
        from nnabla import functions

        given = [nnabla.Variable.from_numpy_array(one[None, None]) for one in states]
        kernel = nnabla.Variable.from_numpy_array(weights["weight_l0"][None])
        bias = nnabla.Variable.from_numpy_array(weights["bias"][None, None])
        x = nnabla.Variable.from_numpy_array(np.ascontiguousarray(x.swapaxes(0, 1)))
        plain, _, relu = kind.partition("-")
        words = {"nonlinearity": relu} if relu else {}
        found = getattr(functions, plain)(x, *given, kernel, None, bias, training=False, **words)
        nnabla.forward_all(found)
        outputs, *last = [one.d.copy() for one in found]
        return outputs.swapaxes(0, 1), [one[0, 0] for one in last]

    def run_any(kind, *given):
        return (run if kind == "lstm_cell" else run_layer)(kind, *given)

    def all_shapes(kind):
        if kind == "lstm_cell":
            return shapes(kind)
        if kind.startswith("rnn"):
            return {"weight_l0": (UNITS, INPUTS + UNITS), "bias": (UNITS,)}
        blocks = {"lstm": 4, "gru": 3}[kind]
        return {"weight_l0": (blocks, UNITS, INPUTS + UNITS), "bias": (4, UNITS)}

    cells = {"lstm": ("lstm_cell", "nnabla")}
    cells["lstm-layer"] = ("lstm", "nnabla_layer")
    cells["gru-layer"] = ("gru", "nnabla_layer")
    cells.update({"rnn-layer": ("rnn", "nnabla_layer"), "rnn-relu": ("rnn-relu", "nnabla_layer")})
    return nnabla.__version__, cells, all_shapes, run_any


def chainer():
    import chainer
    from chainer import links

    def made(kind):
        n_step = kind.startswith("NStep")
        return getattr(links, kind)(*((1, INPUTS, UNITS, 0.0) if n_step else (INPUTS, UNITS)))

    def run(kind, weights, x, states):
        link = made(kind)
        for name, parameter in link.namedparams():
            parameter.array = weights[name.replace("/0/", "").strip("/")]
        if kind.startswith("NStep"):
            whole = [one[None] for one in states]
            *last, ys = link(*whole, list(x))
            return np.stack([y.array for y in ys]), [one.array[0] for one in last]
        outputs = []
        if kind == "StatefulPeepholeLSTM":
            link.h, link.c = (chainer.Variable(one) for one in states)
            for step in range(STEPS):
                outputs.append(link(x[:, step]).array)
            return np.stack(outputs, 1), [link.h.array, link.c.array]
        if kind == "LSTM":
            h, c = states
            link.set_state(chainer.Variable(c), chainer.Variable(h))
            for step in range(STEPS):
                outputs.append(link(x[:, step]).array)
            return np.stack(outputs, 1), [link.h.array, link.c.array]
        link.set_state(chainer.Variable(states[0]))
        for step in range(STEPS):
            outputs.append(link(x[:, step]).array)
        return np.stack(outputs, 1), [outputs[-1]]

    def shapes(kind):
        return {n.replace("/0/", "").strip("/"): p.shape for n, p in made(kind).namedparams()}

    cells = {"lstm": ("LSTM", "chainer"), "gru": ("GRU", "chainer")}
    cells.update({"lstm-n-step": ("NStepLSTM", "chainer_n_step")})
    cells.update({"gru-n-step": ("NStepGRU", "chainer_n_step")})
    cells.update({"rnn-n-step": ("NStepRNNTanh", "chainer_n_step")})
    cells.update({"rnn-relu": ("NStepRNNReLU", "chainer_n_step")})
    cells["lstm-peephole"] = ("StatefulPeepholeLSTM", "")
    return chainer.__version__, cells, shapes, run


def dynet():
    import dynet

    def run(kind, weights, x, states):
        collection = dynet.ParameterCollection()
        builder = getattr(dynet, kind)(1, INPUTS, UNITS, collection)
        for parameter, array in zip(builder.get_parameters()[0], weights.values()):
            parameter.set_value(array)
        found, ends = [], []
        for row in range(BATCH):
            dynet.renew_cg()
            # the cell state comes first
            given = [dynet.inputTensor(one[row]) for one in reversed(states)]
            state, outputs = builder.initial_state(given), []
            for step in range(STEPS):
                state = state.add_input(dynet.inputTensor(x[row, step]))
                outputs.append(state.output().npvalue())
            found.append(outputs)
            ends.append([one.npvalue() for one in reversed(state.s())])
        return np.array(found, "f4"), [np.array(one, "f4") for one in zip(*ends)]

    def shapes(kind):
        collection = dynet.ParameterCollection()
        builder = getattr(dynet, kind)(1, INPUTS, UNITS, collection)
        (parameters,) = builder.get_parameters()
        return {"p%d" % place: tuple(p.shape()) for place, p in enumerate(parameters)}

    cells = {"lstm": ("VanillaLSTMBuilder", "dynet"), "gru": ("GRUBuilder", "dynet")}
    cells["rnn"] = ("SimpleRNNBuilder", "dynet")
    cells["lstm-coupled"] = ("CoupledLSTMBuilder", "")
    return "2.1.2", cells, shapes, run


def openvino():
    import openvino
    from openvino import opset14 as ops

    words = {"LSTM": ops.lstm_sequence, "GRU": ops.gru_sequence, "RNN": ops.rnn_sequence}
    blocks = {"LSTM": 4, "GRU": 3, "RNN": 1}

    def run(kind, weights, x, states):
        given = [x, *(one[:, None] for one in states), np.full(BATCH, STEPS, "i4")]
        given += list(weights.values())
        inputs = [ops.parameter(one.shape, one.dtype) for one in given]
        more = {"hidden_size": UNITS, "direction": "forward"}
        plain, _, which = kind.partition("-")
        if plain == "GRU":
            more["linear_before_reset"] = which == "after"
        if plain == "RNN" and which:
            more["activations"] = [which]
        node = words[plain](*inputs, **more)
        model = openvino.Model([node.output(i) for i in range(1 + len(states))], inputs)
        found = openvino.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})(given)
        outputs = [np.array(one) for one in found.values()]
        return outputs[0][:, 0], [one[:, 0] for one in outputs[1:]]

    def shapes(kind):
        rows = blocks[kind.partition("-")[0]] * UNITS
        biases = 4 * UNITS if kind == "GRU-after" else rows
        return {"W": (1, rows, INPUTS), "R": (1, rows, UNITS), "B": (1, biases)}

    cells = {"lstm": ("LSTM", "openvino"), "gru": ("GRU", "openvino")}
    cells["gru-after"] = ("GRU-after", "openvino")
    cells.update({"rnn": ("RNN", "openvino"), "rnn-relu": ("RNN-relu", "openvino")})
    return openvino.__version__.split("-")[0], cells, shapes, run


PACKAGES = {
    one.__name__: one
    for one in (
        *(mlx, tinygrad, nnabla, chainer, dynet, openvino),
        *(thinc, paddle, mindspore, mxnet, ncnn, contrib, addons, lasagne, keras1),
    )
}


def every_case(package, cells, shapes, run):
    for name, (kind, storage) in cells.items():
        cell = name.partition("-")[0]
        stated = shapes(kind)
        units = 3 if "projection" in name else UNITS
        drawn = {"inputs": ((BATCH, STEPS, INPUTS), 1.5), "initial_h": (BATCH, units)}
        if cell == "lstm":
            drawn["initial_c"] = ((BATCH, UNITS), 1.0)
        if "both" in name:
            drawn = {"inputs": drawn["inputs"]}
        weights = [array for array in stated if array not in drawn]
        drawn.update(stated)
        # MindSpore's tanh of float32 is an approximation; its LSTM has another.
        of = "coarse" if package == "mindspore" and cell != "lstm" else "ordinary"
        case = {"name": name, "kind": of, "cell": kind, "weights": weights}
        if storage:
            case["stored"] = [cell, storage]
        elif kind in OWN:
            case["own"] = OWN[kind]
        if "both" in name:
            case["layers"] = BOTH["num_layers"]
        if (package, kind) in WORDS:
            case["words"] = WORDS[package, kind]
        # relu feeds back on itself: small weights keep the outputs moderate.
        scale = 0.2 if case.get("words", {}).get("activation") == "relu" else 0.7
        yield dict(case, arrays=recording.drawn(package + "-" + name, drawn, scale))


def computed(run):
    def of_case(case):
        arrays = case["arrays"]
        weights = {name: arrays[name] for name in case["weights"]}
        states = [arrays["initial_" + one] for one in "hc" if "initial_" + one in arrays]
        outputs, last = run(case["cell"], weights, arrays["inputs"], states)
        return dict([("outputs", outputs)], **dict(zip("hc", last)))

    return of_case


if __name__ == "__main__":
    folder, package = sys.argv[1:]
    version, cells, shapes, run = PACKAGES[package]()
    package = NAMES.get(package, package)
    plain = list(every_case(package, cells, shapes, run))
    double = [case["name"] for case in plain] if package in DOUBLE else []
    recording.export(
        folder,
        "%s-%s-cells" % (package, version),
        {"framework": package, "version": version, "alone": "cells"},
        recording.in_dtypes(plain, double),
        computed(run),
    )
