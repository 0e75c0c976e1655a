"""Export what onnxruntime and PyTorch compute after they have quantized an LSTM dynamically.

One thread: with more, onnxruntime rounds other examples together.
Usage: python export_quantized.py FOLDER
"""

import sys
import tempfile
import zlib
from pathlib import Path

import export_onnx
import numpy as np
import onnx
import onnxruntime
import recording
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

HELD = ("W", "R", "B", "P")
KINDS = {"loud": "saturated"}
STATES, ALL = export_onnx.STATES, export_onnx.ALL


def off_grid(name, arrays):
    """The arrays, moved so that no number lies halfway between two whole ones of a scale.

    PyTorch's smallest weight does where it is the largest without its sign.
    """
    random = np.random.RandomState(zlib.crc32(name.encode()))
    moved = {}
    for key, array in arrays.items():
        array = (array + random.uniform(-0.01, 0.01, array.shape)).astype("float32")
        moved[key] = -array if array.max() < -array.min() else array
    return moved


def _of_onnx(name, attributes=None, optional=("B",), batch=3, loud=1, **words):
    case = export_onnx._case(name, attributes, optional)
    rows = {"X": 1, "initial_h": 1, "initial_c": 1}
    arrays = {
        key: np.take(array, range(batch), axis=rows[key]) if key in rows else array
        for key, array in off_grid(name, case["arrays"]).items()
    }
    arrays["X"] = arrays["X"] * loud
    return {
        "name": name, "kind": KINDS.get(name, "ordinary"), "attributes": case["attributes"],
        "arrays": arrays,
        "quantized": dict({"weight_type": "QInt8"}, **words),
    }  # fmt: skip


def of_onnx():
    yield _of_onnx("defaults")
    yield _of_onnx("one-example", batch=1)
    yield _of_onnx("no-bias", optional=(), batch=1)
    yield _of_onnx("initial-state", optional=STATES)
    yield _of_onnx("everything-given", optional=ALL, batch=1, per_channel=True)
    yield _of_onnx("peepholes-per-channel", optional=ALL, per_channel=True)
    yield _of_onnx("reduced-range", per_channel=True, reduce_range=True)
    yield _of_onnx("weights-without-sign", weight_type="QUInt8")
    yield _of_onnx("input-forget", {"input_forget": 1}, STATES, batch=1)
    yield _of_onnx("clip", {"clip": 0.5}, ("B",), batch=1)
    yield _of_onnx("silent", loud=0)
    yield _of_onnx("whisper", loud=2.0**-12)
    yield _of_onnx("loud", loud=8, batch=1)
    several = {"activations": ["HardSigmoid", "Softsign", "Relu"]}
    yield _of_onnx("activations", several, batch=1)
    for way in ("reverse", "bidirectional"):
        yield _of_onnx(way, {"direction": way}, ALL, per_channel=way == "reverse")


def run_onnx(case):
    """The outputs of the model that quantize_dynamic writes; its weights go to the case."""
    given = case["arrays"]
    proto = export_onnx.model(case)
    for name in [name for name in HELD if name in given]:
        proto.graph.initializer.append(numpy_helper.from_array(given[name], name))
        (one,) = (one for one in proto.graph.input if one.name == name)
        proto.graph.input.remove(one)
    words = dict(case["quantized"])
    words["weight_type"] = QuantType[words["weight_type"]]
    with tempfile.TemporaryDirectory() as folder:
        before, after = (str(Path(folder, name)) for name in ("before.onnx", "after.onnx"))
        proto.opset_import[0].version = 21  # the newest that quantize_dynamic leaves as it is
        onnx.save(proto, before)
        quantize_dynamic(before, after, **words)
        proto = onnx.load(after)
    (node,) = proto.graph.node
    if node.op_type != "DynamicQuantizeLSTM":
        raise ValueError(node.op_type)
    held = {one.name: numpy_helper.to_array(one) for one in proto.graph.initializer}
    for role, name in zip((*export_onnx.INPUTS, *ROLES), node.input):
        if name in held:
            given[role] = held[name]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        proto.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    inputs = {one.name: given[one.name] for one in session.get_inputs()}
    return dict(zip(("Y", "Y_h", "Y_c"), session.run(None, inputs)))


ROLES = ("W_scale", "W_zero_point", "R_scale", "R_zero_point")


def _of_torch(name, batch=3, state=False, loud=1.0, weights=0.7, end=0.0, engine="onednn", **words):
    """A case; of the input, ``end`` is each gate's largest weight, between two whole numbers."""
    words = dict({"input_size": 2, "hidden_size": 7}, **words)
    module = torch.nn.LSTM(**words)
    ways = 1 + words.get("bidirectional", False)
    shapes = {key: tuple(one.shape) for key, one in module.state_dict().items()}
    shapes["input"] = ((5, batch, 2), 1.5)
    if state:
        shapes["h_0"] = shapes["c_0"] = ((ways, batch, 7), 1.0)
    arrays = off_grid(name, recording.drawn(name, shapes, weights))
    for key in ("input", "h_0"):
        if key in arrays:
            arrays[key] = arrays[key] * np.float32(loud)
    for key, largest in (("weight_ih_l0", end), ("weight_hh_l0", 2 * end)) if end else ():
        arrays[key] = arrays[key] * np.float32(0.6 * abs(largest))
        arrays[key][::7, 0] = largest
    return {
        "name": name, "kind": KINDS.get(name, "ordinary"), "arrays": arrays, "words": words,
        "module": "LSTM", "engine": engine,
    }  # fmt: skip


def of_torch():
    yield _of_torch("defaults")
    yield _of_torch("one-example", batch=1)
    yield _of_torch("state", state=True)
    yield _of_torch("one-example-state", batch=1, state=True)
    yield _of_torch("fbgemm", engine="fbgemm")
    yield _of_torch("qnnpack", batch=1, engine="qnnpack", state=True)
    yield _of_torch("both-directions", bidirectional=True, state=True)
    yield _of_torch("silent", loud=0)
    yield _of_torch("whisper", loud=2.0**-12)
    yield _of_torch("loud", batch=1, loud=8)
    yield _of_torch("heavy", weights=3.5)
    yield _of_torch("whisper-state", state=True, loud=2.0**-12)
    # Halfway in every precision, as the scale is a power of two.
    yield _of_torch("highest", end=127.5 / 256)
    yield _of_torch("lowest", end=-127.5 / 256)
    yield _of_torch("light", end=-127.5 / 2**26)


class Around(torch.nn.Module):
    """quantize_dynamic replaces modules inside of one, not the one itself."""

    def __init__(self, module):
        super().__init__()
        self.inside = module


def run_torch(case):
    torch.backends.quantized.engine = case["engine"]
    tensors = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
    sequence = tensors.pop("input")
    states = [tensors.pop(name) for name in ("h_0", "c_0") if name in tensors]
    module = torch.nn.LSTM(**case["words"])
    module.load_state_dict(tensors)
    around = torch.ao.quantization.quantize_dynamic(
        Around(module), {torch.nn.LSTM}, dtype=torch.qint8
    )
    if type(around.inside) is torch.nn.LSTM:
        raise ValueError("it is not quantized")
    with torch.no_grad():
        output, last = around.inside(sequence, tuple(states) or None)
    case["levels"] = 255 if case["engine"] == "qnnpack" else 127
    return {name: tensor.numpy() for name, tensor in zip(("output", "h_n", "c_n"), [output, *last])}


if __name__ == "__main__":
    torch.set_num_threads(1)
    for framework, version, every, run in (
        ("onnxruntime", onnxruntime.__version__, of_onnx, run_onnx),
        ("torch", torch.__version__.partition("+")[0], of_torch, run_torch),
    ):
        recording.export(
            sys.argv[1],
            f"{framework}-{version}-quantized",
            {"framework": f"{framework}, quantized", "version": version},
            recording.in_dtypes(list(every())),
            run,
        )
