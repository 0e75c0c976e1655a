"""Export reference arrays from the GRU and RNN operators of ONNX, in onnxruntime.

Usage: python export_onnx_gru.py FOLDER
"""

import sys

import numpy as np
import onnx
import onnxruntime
import recording
from onnx import TensorProto, helper

OPSET = 22
INPUTS = ["X", "W", "R", "B", "sequence_lens", "initial_h"]
RAGGED = np.array([3, 5, 2], dtype="int32")
BLOCKS = {"GRU": 3, "RNN": 1}
STATES = ("B", "initial_h")


def _case(name, operator="GRU", attributes=None, optional=("B",), lengths=None, weights=0.7):
    attributes = dict({"hidden_size": 7}, **(attributes or {}))
    units, ways = attributes["hidden_size"], 1
    if attributes.get("direction") == "bidirectional":
        ways = 2
    columns = BLOCKS[operator] * units
    shapes = {
        "X": ((5, 3, 2), 1.5),
        "W": (ways, columns, 2),
        "R": (ways, columns, units),
        "B": (ways, 2 * columns),
        "initial_h": (ways, 3, units),
    }
    shapes = {k: shape for k, shape in shapes.items() if k in ("X", "W", "R") or k in optional}
    arrays = recording.drawn(name, shapes, weights)
    if lengths is not None:
        arrays["sequence_lens"] = lengths
    case = {"name": name, "kind": "ordinary", "operator": operator}
    return dict(case, attributes=attributes, arrays=arrays)


def _gru_cases():
    for after in (0, 1):
        begin, reset = "gru-after" if after else "gru-before", {"linear_before_reset": after}
        yield _case(begin, attributes=reset)
        yield _case(begin + "-no-bias", attributes=reset, optional=())
        yield _case(begin + "-initial-state", attributes=reset, optional=STATES)
        yield _case(begin + "-lens", attributes=reset, optional=STATES, lengths=RAGGED)
        yield _case(begin + "-clip", attributes=dict(reset, clip=0.5), optional=STATES)
        for way in ("reverse", "bidirectional"):
            words = dict(reset, direction=way)
            yield _case(begin + "-" + way, attributes=words, optional=STATES, lengths=RAGGED)
        names = dict(reset, activations=["HardSigmoid", "Softsign"])
        yield _case(begin + "-functions", attributes=names)
        names = dict(reset, activations=["HardSigmoid", "ScaledTanh", "Sigmoid", "LeakyRelu"])
        names.update(activation_alpha=[0.25, 1.5, 0.125], activation_beta=[0.375, 0.75])
        names.update(direction="bidirectional", clip=2.25)
        yield _case(begin + "-everything", "GRU", names, STATES, RAGGED, 0.25)


def every_case():
    yield from _gru_cases()
    yield _case("rnn", "RNN")
    yield _case("rnn-no-bias", "RNN", optional=())
    yield _case("rnn-lens", "RNN", optional=STATES, lengths=RAGGED)
    yield _case("rnn-clip", "RNN", {"clip": 0.5}, STATES)
    yield _case("rnn-reverse", "RNN", {"direction": "reverse"}, STATES, RAGGED)
    names = {"activations": ["Relu", "Affine"], "activation_alpha": [0.5]}
    names.update(activation_beta=[0.25], direction="bidirectional")
    yield _case("rnn-everything", "RNN", names, STATES, RAGGED, 0.25)


def model(case):
    """A model of this one node; the weights are inputs like X."""
    names = [name if name in case["arrays"] else "" for name in INPUTS]
    node = helper.make_node(case["operator"], names, ["Y", "Y_h"], **case["attributes"])
    types = dict.fromkeys(INPUTS, TensorProto.FLOAT)
    types["sequence_lens"] = TensorProto.INT32
    inputs = [
        helper.make_tensor_value_info(name, types[name], array.shape)
        for name, array in case["arrays"].items()
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * rank)
        for name, rank in (("Y", 4), ("Y_h", 3))
    ]
    graph = helper.make_graph([node], "one_node", inputs, outputs)
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=10)


def run(case):
    proto = model(case)
    onnx.checker.check_model(proto)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        proto.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return dict(zip(("Y", "Y_h"), session.run(None, case["arrays"])))


if __name__ == "__main__":
    recording.export(
        sys.argv[1],
        "onnxruntime-%s-gru" % onnxruntime.__version__,
        {
            "framework": "onnxruntime",
            "version": onnxruntime.__version__,
            "onnx": onnx.__version__,
            "opset": OPSET,
        },
        recording.in_dtypes(list(every_case())),
        run,
    )
