#!/usr/bin/env bash
# onnx2torch 1.5.15: an ONNX CumSum without attributes is summed from the end; IsInf finds -inf that it should not; NonZero is transposed.
#
# Guess: what onnxruntime computes, or an error as for the LSTM, which is not supported.
# What it does: CumSum is right with reverse=1 alone. detect_negative=0 and detect_positive=0 of IsInf are
#   ignored. NonZero of a matrix with 3 nonzero elements is (3, 2), where ONNX has (2, 3). (torchvision, which
#   onnx2torch imports for two other operators, is replaced by an empty module.)
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
    torch==2.13.0 onnx2torch==1.5.15 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import sys
import types
import warnings

warnings.simplefilter("ignore")
empty = types.ModuleType("torchvision")
empty.ops = types.ModuleType("torchvision.ops")
empty.ops.nms = empty.ops.roi_align = None
sys.modules.update({"torchvision": empty, "torchvision.ops": empty.ops})
import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx2torch import convert


def both(operator, x, kind, rank, axis=None, **attributes):
    constants = [] if axis is None else [numpy_helper.from_array(np.array(axis), "axis")]
    node = helper.make_node(operator, ["x", "axis"][: 1 + len(constants)], ["y"], **attributes)
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)]
    outputs = [helper.make_tensor_value_info("y", kind, [None] * rank)]
    model = helper.make_model(helper.make_graph([node], "g", inputs, outputs, constants), ir_version=8, opset_imports=[helper.make_opsetid("", 13)])
    (expected,) = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"x": x})
    found = convert(model)(torch.from_numpy(x)).numpy()
    print(operator, attributes, "onnxruntime", expected.tolist(), "onnx2torch", found.tolist())


row = np.array([1, 2, 3], np.float32)
for attributes in {}, {"reverse": 0}, {"reverse": 1}, {"exclusive": 1}:
    both("CumSum", row, TensorProto.FLOAT, 1, axis=0, **attributes)
ends = np.array([np.inf, -np.inf, 1], np.float32)
for attributes in {}, {"detect_negative": 0}, {"detect_positive": 0}:
    both("IsInf", ends, TensorProto.BOOL, 1, **attributes)
both("NonZero", np.array([[1, 0], [1, 1]], np.float32), TensorProto.INT64, 2)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
CumSum {} onnxruntime [1.0, 3.0, 6.0] onnx2torch [6.0, 5.0, 3.0]
CumSum {'reverse': 0} onnxruntime [1.0, 3.0, 6.0] onnx2torch [1.0, 3.0, 6.0]
CumSum {'reverse': 1} onnxruntime [6.0, 5.0, 3.0] onnx2torch [6.0, 5.0, 3.0]
CumSum {'exclusive': 1} onnxruntime [0.0, 1.0, 3.0] onnx2torch [5.0, 3.0, 0.0]
IsInf {} onnxruntime [True, True, False] onnx2torch [True, True, False]
IsInf {'detect_negative': 0} onnxruntime [True, False, False] onnx2torch [True, True, False]
IsInf {'detect_positive': 0} onnxruntime [False, True, False] onnx2torch [True, True, False]
NonZero {} onnxruntime [[0, 1, 1], [0, 0, 1]] onnx2torch [[0, 0], [1, 0], [1, 1]]
EXPECTED
