#!/usr/bin/env bash
# onnxruntime 1.32.0: Unique drops values beside a NaN, and which ones depends on the order.
#
# Guess: NaN counts as a value of its own, once or as often as it stands there; all other values come out.
# What it does: a NaN is taken as equal to whatever it is compared with. [NaN, 1, 2] gives NaN alone,
#   [3, NaN, 1, 2] gives 1, 2, 3 without NaN, and the counts add NaN to another value's. The
#   reference evaluator of onnx 1.23.2 gives 1, 2, NaN and 1, 2, 3, NaN.
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
    onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

graph = helper.make_graph(
    [helper.make_node("Unique", ["x"], ["y", "", "", "counts"])], "one",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None]),
     helper.make_tensor_value_info("counts", TensorProto.INT64, [None])])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
for x in [np.nan, 1, 2], [3, np.nan, 1, 2], [1, 2, 2]:
    print("Unique of", x)
    for name, evaluator in ("onnxruntime", session), ("onnx.reference", ReferenceEvaluator(model)):
        y, counts = evaluator.run(None, {"x": np.array(x, np.float32)})
        print(f"  {name:14}", y.tolist(), "counts", counts.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Unique of [nan, 1, 2]
  onnxruntime    [nan] counts [3]
  onnx.reference [1.0, 2.0, nan] counts [1, 1, 1]
Unique of [3, nan, 1, 2]
  onnxruntime    [1.0, 2.0, 3.0] counts [1, 1, 2]
  onnx.reference [1.0, 2.0, 3.0, nan] counts [1, 1, 1, 1]
Unique of [1, 2, 2]
  onnxruntime    [1.0, 2.0] counts [1, 2]
  onnx.reference [1.0, 2.0] counts [1, 2]
EXPECTED
