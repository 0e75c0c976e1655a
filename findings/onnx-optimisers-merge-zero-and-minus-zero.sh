#!/usr/bin/env bash
# onnxoptimizer 0.4.2 and onnxslim 0.1.98: constants of 0.0 and -0.0 are merged, so that 1 / -0.0 becomes +inf.
#
# Guess: constants are merged if their bytes are the same.
# What they do: they are merged if they compare as equal. onnxruntime's own optimisations keep them apart.
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
stored = [numpy_helper.from_array(np.float32([value]), name) for name, value in (("p", 0.0), ("n", -0.0))]
nodes = [helper.make_node("Div", ["x", "p"], ["a"]), helper.make_node("Div", ["x", "n"], ["b"])]
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xab"]
graph = helper.make_graph(nodes, "zeros", ends[:1], ends[1:], stored)
given = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
for word, model in (
    ("onnxruntime", given),
    ("onnxslim", onnxslim.slim(given)),
    ("onnxoptimizer", onnxoptimizer.optimize(given)),
):
    a, b = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"x": np.ones(1, np.float32)})
    print(word, len(model.graph.initializer), "constants: 1 / 0.0 =", a[0], "and 1 / -0.0 =", b[0])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
onnxruntime 2 constants: 1 / 0.0 = inf and 1 / -0.0 = -inf
onnxslim 1 constants: 1 / 0.0 = inf and 1 / -0.0 = inf
onnxoptimizer 1 constants: 1 / 0.0 = inf and 1 / -0.0 = inf
EXPECTED
