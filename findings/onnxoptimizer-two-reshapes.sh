#!/usr/bin/env bash
# onnxoptimizer 0.4.2: of two Reshape nodes only the second is kept, also where its 0 means a size of the first.
#
# Guess: default passes leave results as they are.
# What it does: in the shape of Reshape, 0 stands for the size of that axis of its input. x of (2, 3), reshaped
#   to (3, 2) and then to (0, -1), is (3, 2); with the first node taken out the result is (2, 3).
#   onnxslim gives the right result.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    onnxoptimizer==0.4.2 onnxslim==0.1.98 onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import logging

import numpy as np
import onnxoptimizer
import onnxruntime
import onnxslim
from onnx import TensorProto, helper, numpy_helper

logging.disable(logging.CRITICAL)
stored = [numpy_helper.from_array(np.array(shape), name) for name, shape in (("s", [3, 2]), ("t", [0, -1]))]
nodes = [helper.make_node("Reshape", ["x", "s"], ["a"]), helper.make_node("Reshape", ["a", "t"], ["y"])]
ends = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 3]),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, None)]
graph = helper.make_graph(nodes, "two", ends[:1], ends[1:], stored)
given = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
x = np.arange(6, dtype=np.float32).reshape(2, 3)
for word, model in (
    ("as given", given),
    ("onnxslim", onnxslim.slim(given)),
    ("onnxoptimizer", onnxoptimizer.optimize(given)),
):
    (y,) = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"x": x})
    print(word, len(model.graph.node), "nodes", y.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
as given 2 nodes [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]
onnxslim 1 nodes [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]
onnxoptimizer 1 nodes [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
EXPECTED
