#!/usr/bin/env bash
# onnx 1.23.2: convert_version of Resize and Upsample from opset 10 or 9 changes what they compute.
#
# Guess: the converter keeps the numbers, or raises. From Softmax 11 to 13 it does, with Flatten and Reshape
#   around the node.
# What it does: opset 11 changed where samples are taken, unless coordinate_transformation_mode is
#   "asymmetric"; the converter adds the new input and no attribute, so the images shift. Hardmax 11 is given
#   the new version number alone and takes its maxima over one axis. Softmax of opset 13 taken back to 11
#   is passed on as it is. No error, no warning. As onnxruntime 1.32.0 computes it.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.version_converter import convert_version


def computed(model, x):
    session = onnxruntime.InferenceSession(model.SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0]


line = np.arange(4, dtype=np.float32).reshape(1, 1, 4)
block = np.arange(8, dtype=np.float32).reshape(2, 2, 2)
scales = [numpy_helper.from_array(np.array([1, 1, 2], np.float32), "scales")]
for op, x, constants, old, new, attributes in (
    ("Upsample", line, scales, 9, 11, {"mode": "linear"}),
    ("Resize", line, scales, 10, 11, {"mode": "linear"}),
    ("Softmax", block, [], 11, 13, {"axis": 1}),
    ("Hardmax", block, [], 11, 13, {"axis": 1}),
    ("Softmax", block, [], 13, 11, {"axis": 0}),
):
    graph = helper.make_graph(
        [helper.make_node(op, ["x", *(c.name for c in constants)], ["y"], **attributes)], "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", old)], ir_version=7)
    converted = convert_version(model, new)
    before, after = computed(model, x), computed(converted, x)
    print(op, old, "to", new, [node.op_type for node in converted.graph.node],
          "the same" if np.allclose(before, after) else "OTHER NUMBERS")
    if op == "Resize":
        print(" ", before.ravel().tolist())
        print(" ", after.ravel().tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Upsample 9 to 11 ['Constant', 'Resize'] OTHER NUMBERS
Resize 10 to 11 ['Constant', 'Resize'] OTHER NUMBERS
  [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.0]
  [0.0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.0]
Softmax 11 to 13 ['Shape', 'Flatten', 'Softmax', 'Reshape'] the same
Hardmax 11 to 13 ['Hardmax'] OTHER NUMBERS
Softmax 13 to 11 ['Softmax'] OTHER NUMBERS
EXPECTED
