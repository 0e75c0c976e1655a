"""Export reference arrays from the LSTM operator of ONNX, in onnxruntime.

Every case is also computed by the specification; the manifest holds the difference.
Usage: python export_onnx.py FOLDER
"""

import sys

import numpy as np
import onnx
import onnx_specification
import onnxruntime
import recording
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

OPSET = 22
INPUTS = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
RAGGED = np.array([3, 5, 2], dtype="int32")
CLOSE = 2e-6  # above rounding, below every departure
DEPARTURES = {
    "clip-cell": "clip is applied to the gates' inputs, not to C before h",
    "everything-clip-cell": "clip is applied to the gates' inputs, not to C before h",
    "sequence-lens-0": "a row of length 0 gives Y_h and Y_c of zeros, not the initial states",
    "thresholded-relu-defaults": "alpha of ThresholdedRelu is 0 by default, not 1",
}


def _case(name, attributes=None, optional=("B",), lengths=None, weights=0.7, layout=0):
    attributes = dict({"hidden_size": 7}, **(attributes or {}))
    units, ways = attributes["hidden_size"], 1
    if attributes.get("direction") == "bidirectional":
        ways = 2
    states = (3, ways, units) if layout else (ways, 3, units)
    shapes = {
        "X": ((3, 5, 2) if layout else (5, 3, 2), 1.5),
        "W": (ways, 4 * units, 2),
        "R": (ways, 4 * units, units),
        "B": (ways, 8 * units),
        "initial_h": states,
        "initial_c": (states, 1.0),
        "P": (ways, 3 * units),
    }
    shapes = {
        key: shape for key, shape in shapes.items() if key in ("X", "W", "R") or key in optional
    }
    arrays = recording.drawn(name, shapes, weights)
    if lengths is not None:
        arrays["sequence_lens"] = lengths
    departure = DEPARTURES.get(name)
    case = {"name": name, "attributes": attributes, "arrays": arrays, "runner": "onnxruntime"}
    return dict(
        case,
        kind="departs-from-spec" if departure else "ordinary",
        **({"departure": departure} if departure else {}),
    )


def _activations(name, activations, alpha=None, beta=None, weights=0.25, **attributes):
    attributes["activations"] = activations
    if alpha:
        attributes["activation_alpha"] = alpha
    if beta:
        attributes["activation_beta"] = beta
    return _case(name, attributes, STATES, weights=weights)


STATES = ("B", "initial_h", "initial_c")
ALL = (*STATES, "P")


def _plain_cases():
    yield _case("defaults")
    yield _case("no-bias", optional=())
    yield _case("initial-state", optional=STATES)
    yield _case("initial-h", optional=("B", "initial_h"))
    yield _case("peepholes", optional=("B", "P"))
    yield _case("peepholes-initial-state", optional=ALL)
    yield _case("sequence-lens", lengths=RAGGED)
    yield _case("sequence-lens-initial-state", optional=STATES, lengths=RAGGED)
    yield _case("sequence-lens-0", optional=STATES, lengths=np.array([3, 0, 5], dtype="int32"))
    yield _case("input-forget", {"input_forget": 1}, STATES)
    yield _case("input-forget-peepholes", {"input_forget": 1}, ALL)
    # The initial C is zero and the steps are few: C stays within clip; the gates' inputs do not.
    yield _case("clip", {"clip": 1.5})
    yield _case("clip-cell", {"clip": 0.5}, STATES)
    for way in ("reverse", "bidirectional"):
        yield _case(way, {"direction": way})
        yield _case(way + "-sequence-lens", {"direction": way}, STATES, RAGGED)
        yield _case(way + "-peepholes", {"direction": way}, ALL)


def _activation_cases():
    yield _activations("hard-sigmoid-defaults", ["HardSigmoid", "Tanh", "Tanh"], weights=0.7)
    yield _activations("hard-sigmoid", ["HardSigmoid"] * 3, [0.25, 0.5, 0.75], [0.5, 0.1, -0.1])
    yield _activations("leaky-relu-defaults", ["Sigmoid", "LeakyRelu", "LeakyRelu"])
    yield _activations("leaky-relu", ["LeakyRelu"] * 3, [0.125, 0.25, 0.5])
    yield _activations("elu-defaults", ["Sigmoid", "Elu", "Elu"])
    yield _activations("elu", ["Elu"] * 3, [0.5, 1.5, 0.75])
    names = ["Sigmoid", "ThresholdedRelu", "ThresholdedRelu"]
    yield _activations("thresholded-relu-defaults", names, weights=0.7)
    yield _activations("thresholded-relu", ["ThresholdedRelu"] * 3, [0.125, 0.0625, 0.25])
    yield _activations("scaled-tanh", ["ScaledTanh"] * 3, [0.5, 1.5, 1.25], [2.0, 0.75, 0.5])
    yield _activations("affine", ["Affine"] * 3, [0.25, 0.5, 0.75], [0.5, 0.125, -0.25])
    yield _activations("softsign-softplus-relu", ["Softsign", "Softplus", "Relu"])
    yield _activations("softplus-relu-softsign", ["Softplus", "Relu", "Softsign"])
    yield _activations("relu-softsign-softplus", ["Relu", "Softsign", "Softplus"])
    yield _activations("tanh-sigmoid-relu", ["Tanh", "Sigmoid", "Relu"])
    yield _activations("lower-case", ["hardsigmoid", "leakyrelu", "softsign"])
    # alpha goes to the first function that takes one, beta to the first that takes two.
    names = ["Sigmoid", "LeakyRelu", "ScaledTanh"]
    yield _activations("alpha-not-first", names, [0.25, 1.5], [0.5])
    names = ["HardSigmoid", "Elu", "Softsign", "Sigmoid", "ScaledTanh", "LeakyRelu"]
    alpha, beta = [0.25, 0.5, 1.5, 0.125], [0.375, 0.75]
    yield _activations("bidirectional-activations", names, alpha, beta, direction="bidirectional")


def _everything(name, clip, **words):
    attributes = {
        "direction": "bidirectional",
        "clip": clip,
        "input_forget": 1,
        "activations": ["HardSigmoid", "ScaledTanh", "Tanh", "Sigmoid", "Softsign", "ScaledTanh"],
        "activation_alpha": [0.25, 1.5, 1.25],
        "activation_beta": [0.375, 0.75, 0.5],
    }
    return _case(name, attributes, ALL, RAGGED, **words)


def _reference_cases():
    for case in (
        _case("reference-layout-1", {"layout": 1}, layout=1),
        _case("reference-layout-1-peepholes-initial-state", {"layout": 1}, ALL, layout=1),
    ):
        yield dict(case, runner="onnx.reference")


def every_case():
    yield from _plain_cases()
    yield from _activation_cases()
    yield _everything("everything", 2.25)
    yield _everything("everything-clip-cell", 0.5)
    yield from _reference_cases()


def model(case):
    """A model of this one node; the weights are inputs like X."""
    names = [name if name in case["arrays"] else "" for name in INPUTS]
    node = helper.make_node("LSTM", names, ["Y", "Y_h", "Y_c"], **case["attributes"])
    types = dict.fromkeys(INPUTS, TensorProto.FLOAT)
    types["sequence_lens"] = TensorProto.INT32
    inputs = [
        helper.make_tensor_value_info(name, types[name], array.shape)
        for name, array in case["arrays"].items()
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * rank)
        for name, rank in (("Y", 4), ("Y_h", 3), ("Y_c", 3))
    ]
    graph = helper.make_graph([node], "one_node", inputs, outputs)
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=10)


def specified(case):
    arrays = dict(case["arrays"])
    if not case["attributes"].get("layout"):
        return onnx_specification.lstm(case["attributes"], arrays)
    for name in {"X", "initial_h", "initial_c"} & set(arrays):
        arrays[name] = arrays[name].swapaxes(0, 1)
    outputs = onnx_specification.lstm(case["attributes"], arrays)
    outputs["Y"] = np.moveaxis(outputs["Y"], 2, 0)
    return {key: y if key == "Y" else y.swapaxes(0, 1) for key, y in outputs.items()}


def run(case):
    proto = model(case)
    onnx.checker.check_model(proto)
    if case["runner"] == "onnx.reference":
        results = ReferenceEvaluator(proto).run(None, case["arrays"])
    else:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            proto.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        results = session.run(None, case["arrays"])
    outputs = dict(zip(("Y", "Y_h", "Y_c"), results))
    differences = {
        name: float("%.2g" % abs(outputs[name] - y).max()) for name, y in specified(case).items()
    }
    largest = max(differences.values())
    if (largest > CLOSE) != ("departure" in case):
        raise ValueError("%s: off by %s" % (case["name"], differences))
    if "departure" in case:
        case["difference_from_specification"] = differences
    return outputs


if __name__ == "__main__":
    recording.export(
        sys.argv[1],
        "onnxruntime-" + onnxruntime.__version__,
        {
            "framework": "onnxruntime",
            "version": onnxruntime.__version__,
            "onnx": onnx.__version__,
            "opset": OPSET,
        },
        recording.in_dtypes(list(every_case())),
        run,
        {"float64": "onnxruntime's LSTM takes float32 only"},
    )
