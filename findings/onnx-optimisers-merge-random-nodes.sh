#!/usr/bin/env bash
# onnxoptimizer 0.4.2 and onnxslim 0.1.98: by default, two nodes that draw random numbers become one.
#
# Guess: a node that draws random numbers is neither merged with another nor computed in advance.
# What they do: two RandomNormalLike, or two Dropout nodes in training mode, become one. onnxslim takes
#   both out, though the model says training_mode, and stores the numbers that RandomNormal drew while the
#   model was optimised: they are the same in each run from then on.
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
import onnxslim
from onnx import TensorProto, helper, numpy_helper

logging.disable(logging.CRITICAL)
stored = [numpy_helper.from_array(np.float32(0.5), "rate"), numpy_helper.from_array(np.array(True), "training")]
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [4]) for name in "xy"]


def model(operator, inputs=(), **words):
    nodes = [helper.make_node(operator, inputs, [name], **words) for name in "ab"]
    nodes += [helper.make_node("Sub", ["a", "b"], ["c"]), helper.make_node("Add", ["c", "x"], ["y"])]
    graph = helper.make_graph(nodes, "two", ends[:1], ends[1:], stored[:max(0, len(inputs) - 1)])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


for given in (
    model("RandomNormalLike", ["x"]),
    model("Dropout", ["x", "rate", "training"]),
    model("RandomNormal", shape=[4]),
):
    print(*(node.op_type for node in given.graph.node))
    for word, optimised in ("onnxoptimizer", onnxoptimizer.optimize(given)), ("onnxslim", onnxslim.slim(given)):
        print("   ", word, *(node.op_type for node in optimised.graph.node))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
RandomNormalLike RandomNormalLike Sub Add
    onnxoptimizer RandomNormalLike Sub Add
    onnxslim RandomNormalLike Sub Add
Dropout Dropout Sub Add
    onnxoptimizer Dropout Sub Add
    onnxslim Sub Add
RandomNormal RandomNormal Sub Add
    onnxoptimizer RandomNormal Sub Add
    onnxslim Add
EXPECTED
