#!/usr/bin/env bash
# onnxruntime 1.32.0: two Bernoulli nodes of one input draw the same numbers.
#
# Guess: nodes that draw random numbers are never merged.
# What it does: the search for common subexpressions, part of the basic optimisations, takes two Bernoulli
#   nodes for one: their difference is 0 everywhere. Two of Dropout, RandomUniformLike or RandomNormalLike
#   stay two, and without optimisations those of Bernoulli do as well.
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
from onnx import TensorProto, helper, numpy_helper

LEVELS = onnxruntime.GraphOptimizationLevel
x = np.full(1000, 0.5, np.float32)
stored = [numpy_helper.from_array(np.float32(0.5), "rate"), numpy_helper.from_array(np.array(True), "training")]
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1000]) for name in "xy"]


def runs(level, operator, inputs):
    nodes = [helper.make_node(operator, inputs, [name]) for name in "ab"]
    nodes.append(helper.make_node("Sub", ["a", "b"], ["y"]))
    graph = helper.make_graph(nodes, "two", ends[:1], ends[1:], stored[:len(inputs) - 1])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    return session.run(None, {"x": x})[0]


for operator, inputs in (
    ("Dropout", ["x", "rate", "training"]),
    ("Bernoulli", ["x"]),
    ("RandomUniformLike", ["x"]),
    ("RandomNormalLike", ["x"]),
):
    for word, level in ("not optimised", LEVELS.ORT_DISABLE_ALL), ("basic", LEVELS.ORT_ENABLE_BASIC):
        print(operator, word, "differ" if runs(level, operator, inputs).any() else "the same")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Dropout not optimised differ
Dropout basic differ
Bernoulli not optimised differ
Bernoulli basic the same
RandomUniformLike not optimised differ
RandomUniformLike basic differ
RandomNormalLike not optimised differ
RandomNormalLike basic differ
EXPECTED
