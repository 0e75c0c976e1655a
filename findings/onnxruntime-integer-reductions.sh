#!/usr/bin/env bash
# onnxruntime 1.32.0: ReduceSum and ReduceProd of int32 stop at 2**31 - 1, where Add and CumSum wrap.
#
# Guess: an int32 sum that does not fit wraps, as in NumPy, and as Add and CumSum of the same library do.
# What it does: ReduceSum, ReduceSumSquare and ReduceProd give 2147483647, a plausible number. Sums of
#   int64 are exact, so the reduction is not done in float.
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

inputs = {
    "ReduceSum": [[2**30, 2**30, 2**30, 1]], "ReduceSumSquare": [[2**16, 1]], "ReduceProd": [[2**20, 2**20]],
    "Add": [[2**31 - 1], [1]], "CumSum": [[2**31 - 1, 1], 0]}
print("last element in onnxruntime, in onnx.reference")
for op, values in inputs.items():
    feeds = {f"x{i}": np.array(value, np.int32) for i, value in enumerate(values)}
    graph = helper.make_graph(
        [helper.make_node(op, list(feeds), ["y"])], "one",
        [helper.make_tensor_value_info(name, TensorProto.INT32, a.shape) for name, a in feeds.items()],
        [helper.make_tensor_value_info("y", TensorProto.INT32, None)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    print(f"{op:15}", *[int(runtime.run(None, feeds)[0].ravel()[-1])
                        for runtime in (session, ReferenceEvaluator(model))])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
last element in onnxruntime, in onnx.reference
ReduceSum       2147483647 -1073741823
ReduceSumSquare 2147483647 1
ReduceProd      2147483647 0
Add             -2147483648 -2147483648
CumSum          -2147483648 -2147483648
EXPECTED
