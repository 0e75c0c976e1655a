#!/usr/bin/env bash
# onnxruntime 1.32.0: whether ReduceMax and ReduceMin give NaN depends on where the NaN stands.
#
# Guess: the maximum over an axis is NaN if one element is, as Max of two tensors has it (and NumPy, and
#   the reference evaluator), or NaN is passed over, whichever place it has.
# What it does: a NaN in the first place is the result, elsewhere it is passed over. GlobalMaxPool and
#   MaxPool pass over it in any place; Max of two tensors keeps it.
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


def computed(op, *arrays, **attributes):
    names = [f"x{i}" for i in range(len(arrays))]
    graph = helper.make_graph(
        [helper.make_node(op, names, ["y"], **attributes)], "one",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, a.shape) for name, a in zip(names, arrays)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    feeds = dict(zip(names, arrays))
    return [float(runtime.run(None, feeds)[0].ravel()[0]) for runtime in (session, ReferenceEvaluator(model))]


print("onnxruntime, onnx.reference")
for x in [np.nan, 1, 2], [1, np.nan, 2], [1, 2, np.nan]:
    row = np.array(x, np.float32)
    print(x, "ReduceMax", computed("ReduceMax", row, keepdims=0),
          "ReduceMin", computed("ReduceMin", row, keepdims=0),
          "GlobalMaxPool", computed("GlobalMaxPool", row.reshape(1, 1, 3)))
first, second = np.array([np.nan], np.float32), np.array([1], np.float32)
print("Max of two", computed("Max", first, second), computed("Max", second, first))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
onnxruntime, onnx.reference
[nan, 1, 2] ReduceMax [nan, nan] ReduceMin [nan, nan] GlobalMaxPool [2.0, nan]
[1, nan, 2] ReduceMax [2.0, nan] ReduceMin [1.0, nan] GlobalMaxPool [2.0, nan]
[1, 2, nan] ReduceMax [2.0, nan] ReduceMin [1.0, nan] GlobalMaxPool [2.0, nan]
Max of two [nan, nan] [nan, nan]
EXPECTED
