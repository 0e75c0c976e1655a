#!/usr/bin/env bash
# onnxconverter-common 1.16.0: in an LSTM made float16 a weight of 20000 becomes 10000, and 1e-9 becomes 1.2e-7.
#
# Guess: 20000, which float16 holds, and 0, to which 1e-9 is rounded; 70000 infinite or 65504.
# What it does: weights are clipped at max_finite_val, by default 1e4, and what is nearer to 0 than
#   min_positive_val is moved away from it: 1e-9 grows by two orders of magnitude. The bound `clip` of the
#   node, an attribute, stays 1e6.
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
    onnxconverter-common==1.16.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import warnings

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnxconverter_common.float16 import convert_float_to_float16

warnings.simplefilter("ignore")
values = [0.5, 20000, 70000, -20000, 1e-9, -1e-9, 0, 3e-8]
weights = np.float32(values).reshape(1, 8, 1).repeat(2, 2)
stored = [numpy_helper.from_array(weights, name) for name in "WR"]
node = helper.make_node("LSTM", ["X", "W", "R"], ["Y"], hidden_size=2, clip=1e6)
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("X", [4, 1, 2]), ("Y", [4, 1, 1, 2]))]
graph = helper.make_graph([node], "one", ends[:1], ends[1:], stored)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
for word, limits in ("by default", {}), ("max_finite_val=65504", {"max_finite_val": 65504}):
    converted = convert_float_to_float16(model, **limits)
    found = numpy_helper.to_array(converted.graph.initializer[0])
    print(word, found.dtype, "clip", next(a.f for a in converted.graph.node[0].attribute if a.name == "clip"))
    for value, half, cast in zip(values, found[0, :, 0], np.float16(values)):
        print(f"    {value:g} becomes {half:.3g}, of NumPy {cast:.3g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
by default float16 clip 1000000.0
    0.5 becomes 0.5, of NumPy 0.5
    20000 becomes 1e+04, of NumPy 2e+04
    70000 becomes 1e+04, of NumPy inf
    -20000 becomes -1e+04, of NumPy -2e+04
    1e-09 becomes 1.19e-07, of NumPy 0
    -1e-09 becomes -1.19e-07, of NumPy -0
    0 becomes 0, of NumPy 0
    3e-08 becomes 1.19e-07, of NumPy 5.96e-08
max_finite_val=65504 float16 clip 1000000.0
    0.5 becomes 0.5, of NumPy 0.5
    20000 becomes 2e+04, of NumPy 2e+04
    70000 becomes 6.55e+04, of NumPy inf
    -20000 becomes -2e+04, of NumPy -2e+04
    1e-09 becomes 1.19e-07, of NumPy 0
    -1e-09 becomes -1.19e-07, of NumPy -0
    0 becomes 0, of NumPy 0
    3e-08 becomes 1.19e-07, of NumPy 5.96e-08
EXPECTED
