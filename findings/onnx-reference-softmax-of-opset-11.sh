#!/usr/bin/env bash
# onnx 1.23.2: the reference evaluator computes Softmax of opset 11 as that of opset 13.
#
# Guess: the evaluator has each version of an operator, as it has Clip 6 and 11 or Pad 1 to 18, and takes the
#   one that the model names.
# What it does: up to opset 12, Softmax runs over all axes from `axis` on, taken together, and `axis` is 1
#   unless given. The evaluator runs over one axis, the last unless given. So do LogSoftmax and Hardmax.
#   onnxruntime 1.32.0 tells the two apart.
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
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

x = np.arange(8, dtype=np.float32).reshape(1, 2, 4)
for op in "Softmax", "LogSoftmax", "Hardmax":
    for opset in 11, 13:
        graph = helper.make_graph(
            [helper.make_node(op, ["x"], ["y"], axis=1)], "one",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, x.shape)])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)
        session = onnxruntime.InferenceSession(model.SerializeToString(),
                                               providers=["CPUExecutionProvider"])
        last = [runtime.run(None, {"x": x})[0][0, 1, 0] for runtime in (session, ReferenceEvaluator(model))]
        print(f"{op:10} opset {opset}: onnxruntime {last[0]:.4f}, onnx.reference {last[1]:.4f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Softmax    opset 11: onnxruntime 0.0315, onnx.reference 0.9820
Softmax    opset 13: onnxruntime 0.9820, onnx.reference 0.9820
LogSoftmax opset 11: onnxruntime -3.4583, onnx.reference -0.0181
LogSoftmax opset 13: onnxruntime -0.0181, onnx.reference -0.0181
Hardmax    opset 11: onnxruntime 0.0000, onnx.reference 1.0000
Hardmax    opset 13: onnxruntime 1.0000, onnx.reference 1.0000
EXPECTED
