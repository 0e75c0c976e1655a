"""Save recurrent modules of PyTorch in its own files, in safetensors and in ONNX, with outputs.

Usage, in the environment peers: python export_files_torch.py FOLDER

torch-<version>.npz holds for each module its input and what it returned; onnx-*.npz holds for each
recurrent node, by its name, what onnxruntime handed it and what it returned.
"""

import os
import sys
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save_file

STEPS, WIDTH = 6, 3
RECURRENT = ("LSTM", "GRU", "RNN")


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.LSTM(WIDTH, 4, num_layers=2, bidirectional=True)
        self.middle = torch.nn.GRU(8, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.plain = torch.nn.RNN(10, 4)
        self.small = torch.nn.LSTM(4, 6, proj_size=2, bias=False)
        self.head = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Sigmoid())

    def forward(self, x):
        x, _ = self.encoder(x)
        x, _ = self.middle(x.transpose(0, 1))
        x, _ = self.plain(x.transpose(0, 1))
        return self.head(self.small(x)[0])


def modules(model, x):
    """What each recurrent module takes in and returns."""
    arrays = {}

    def hook(name):
        def keep(module, inputs, outputs):
            arrays[name + ".input"] = inputs[0]
            output, states = outputs
            arrays[name + ".output"] = output
            states = states if isinstance(states, tuple) else (states,)
            for state, value in zip(("h_n", "c_n"), states):
                arrays["%s.%s" % (name, state)] = value

        return keep

    for name in ("encoder", "middle", "plain", "small"):
        getattr(model, name).register_forward_hook(hook(name))
    with torch.no_grad():
        model(x)
    return {name: tensor.numpy() for name, tensor in arrays.items()}


def nodes(graph, found):
    """The recurrent nodes of a graph and of what is inside of it."""
    for node in graph.node:
        if node.op_type in RECURRENT:
            found.append((graph, node))
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                nodes(attribute.g, found)
    return found


def record(path, feeds, name):
    """What onnxruntime hands each recurrent node of the outermost graph, and what it returns."""
    model = onnx.load(path)
    found = nodes(model.graph, [])
    wanted = {}
    for number, (graph, node) in enumerate(found):
        if graph is not model.graph:
            continue
        names = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c")
        said = node.name or "%s_%d" % (node.op_type, number)
        for role, value in zip(names, node.input):
            if value and role in ("X", "sequence_lens", "initial_h", "initial_c"):
                wanted["%s|%s" % (said, role)] = value
        for role, value in zip(("Y", "Y_h", "Y_c"), node.output):
            if value:
                wanted["%s|%s" % (said, role)] = value
    outputs = {one.name for one in model.graph.output} | {one.name for one in model.graph.input}
    for value in sorted(set(wanted.values()) - outputs):
        model.graph.output.append(helper.make_empty_tensor_value_info(value))
    session = onnxruntime.InferenceSession(model.SerializeToString())
    names = [one.name for one in session.get_outputs()]
    values = dict(feeds, **dict(zip(names, session.run(None, feeds))))
    for one in model.graph.initializer:
        values.setdefault(one.name, numpy_helper.to_array(one))
    np.savez_compressed(name + ".npz", **{key: values[one] for key, one in wanted.items()})


def branches(path):
    """LSTM and GRU in branches of If, weights behind Unsqueeze, Slice, Concat and Transpose.

    This is how exporters of scripted models write them: each weight is put together in the graph.
    """
    random = np.random.RandomState(0)

    def array(name, *shape):
        values = random.normal(scale=0.4, size=shape).astype(np.float32)
        return numpy_helper.from_array(values, name)

    def constant(name, value):
        tensor = numpy_helper.from_array(np.array(value, np.int64), name)
        return helper.make_node("Constant", [], [name], value=tensor)

    units, gates = 4, {"then": 4, "else": 3}
    bodies = {}
    for branch, kind in (("then", "LSTM"), ("else", "GRU")):
        rows = gates[branch] * units
        made = [constant(branch + "_0", [0])]
        made += [constant("%s_%d" % (branch, n), [n]) for n in (rows - units, rows)]
        made.append(constant(branch + "_first", [0]))
        made.append(
            helper.make_node(
                "Slice",
                [
                    branch + "_ih",
                    branch + "_first",
                    "%s_%d" % (branch, rows - units),
                    branch + "_0",
                ],
                [branch + "_a"],
            )
        )
        made.append(
            helper.make_node(
                "Slice",
                [
                    branch + "_ih",
                    "%s_%d" % (branch, rows - units),
                    "%s_%d" % (branch, rows),
                    branch + "_0",
                ],
                [branch + "_b"],
            )
        )
        made.append(
            helper.make_node("Concat", [branch + "_b", branch + "_a"], [branch + "_c"], axis=0)
        )
        made.append(helper.make_node("Unsqueeze", [branch + "_c", branch + "_0"], [branch + "_W"]))
        made.append(helper.make_node("Transpose", [branch + "_hh"], [branch + "_t"], perm=[1, 0]))
        made.append(helper.make_node("Unsqueeze", [branch + "_t", branch + "_0"], [branch + "_R"]))
        words = {"linear_before_reset": 1} if kind == "GRU" else {}
        made.append(
            helper.make_node(
                kind,
                ["x", branch + "_W", branch + "_R", "", "", "h"],
                ["", branch + "_h"],
                name="run_" + branch,
                hidden_size=units,
                **words,
            )
        )
        value = helper.make_tensor_value_info(branch + "_h", TensorProto.FLOAT, [1, None, units])
        bodies[branch] = helper.make_graph(made, branch, [], [value])
    weights = [array("%s_ih" % b, gates[b] * units, WIDTH) for b in gates]
    weights += [array("%s_hh" % b, units, gates[b] * units) for b in gates]
    graph = helper.make_graph(
        [
            helper.make_node(
                "If", ["flag"], ["y"], then_branch=bodies["then"], else_branch=bodies["else"]
            )
        ],
        "branches",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, None, WIDTH]),
            helper.make_tensor_value_info("h", TensorProto.FLOAT, [1, None, units]),
            helper.make_tensor_value_info("flag", TensorProto.BOOL, []),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, None, units])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    x = random.normal(size=(STEPS, 2, WIDTH)).astype(np.float32)
    h = random.normal(size=(1, 2, units)).astype(np.float32)
    session = onnxruntime.InferenceSession(path)
    arrays = {}
    for branch, flag in (("then", True), ("else", False)):
        feeds = {"x": x, "h": h, "flag": np.array(flag)}
        arrays["run_%s|X" % branch], arrays["run_%s|initial_h" % branch] = x, h
        arrays["run_%s|Y_h" % branch] = session.run(None, feeds)[0]
    np.savez_compressed(path.replace(".onnx", ".npz"), **arrays)


def main(folder):
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    model = Model().eval()
    version = torch.__version__.partition("+")[0]
    base = os.path.join(folder, "torch-" + version)
    x = torch.randn(STEPS, 2, WIDTH)
    np.savez_compressed(base + ".npz", **modules(model, x))
    state_dict = model.state_dict()
    save_file(state_dict, base + ".safetensors")
    np.savez(base + ".state_dict.npz", **{k: v.numpy() for k, v in state_dict.items()})
    torch.save(state_dict, base + ".pt")
    few = {name: array for name, array in state_dict.items() if name.startswith("plain.")}
    before = {"model_state": few, "step": 3}  # as training scripts keep it
    torch.save(before, base + "-before-1.6.pt", _use_new_zipfile_serialization=False)
    half = {k: v.to(torch.bfloat16) for k, v in state_dict.items() if k.startswith("plain.")}
    save_file(half, base + "-bfloat16.safetensors")
    # One exporter refuses a projection; the other writes it so that onnxruntime refuses to run it.
    model.small = torch.nn.LSTM(4, 2)
    legacy = os.path.join(folder, "onnx-torchscript")
    torch.onnx.export(model, (x,), legacy + ".onnx", dynamo=False)
    record(
        legacy + ".onnx",
        {"%s" % onnx.load(legacy + ".onnx").graph.input[0].name: x.numpy()},
        legacy,
    )
    newest = os.path.join(folder, "onnx-dynamo")
    os.makedirs(newest, exist_ok=True)
    path = os.path.join(newest, "model.onnx")
    torch.onnx.export(model, (x,), path, verbose=False)
    proto = onnx.load(path, load_external_data=False)
    for node in proto.graph.node:
        del node.metadata_props[:]
    onnx.save(proto, path)
    record(path, {proto.graph.input[0].name: x.numpy()}, newest)
    branches(os.path.join(folder, "onnx-branches.onnx"))


if __name__ == "__main__":
    main(sys.argv[1])
