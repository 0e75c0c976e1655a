#!/usr/bin/env bash
# onnx 1.23.2: ReferenceEvaluator pools with pads of [0, 0, 1, 1] to another shape than shape inference says.
#
# Guess: one row below and one column to the right: 5 by 5 pooled by 2 by 2 is 5 by 5 again, as AveragePool gives it.
# What it does: MaxPool takes the four numbers as begin and end of the first axis, then those of the second, where the order is both begins,
#   then both ends: the result is 4 by 6. Even pads, and strides of 2, hide it.
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
    onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from onnx import TensorProto, helper, shape_inference
from onnx.reference import ReferenceEvaluator

x = np.arange(25, dtype=np.float32).reshape(1, 1, 5, 5)
for op in "MaxPool", "AveragePool":
    for pads, strides in ([0, 0, 1, 1], [1, 1]), ([1, 1, 0, 0], [1, 1]), ([0, 1, 0, 1], [1, 1]), ([1, 1, 1, 1], [1, 1]), ([0, 0, 1, 1], [2, 2]):
        node = helper.make_node(op, ["x"], ["y"], kernel_shape=[2, 2], pads=pads, strides=strides)
        inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)]
        graph = helper.make_graph([node], "pool", inputs, [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)])
        model = shape_inference.infer_shapes(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10))
        shape = [axis.dim_value for axis in model.graph.output[0].type.tensor_type.shape.dim]
        print(op, "pads", *pads, "strides", *strides, "shape", *ReferenceEvaluator(model).run(None, {"x": x})[0].shape, "inferred", *shape)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
MaxPool pads 0 0 1 1 strides 1 1 shape 1 1 4 6 inferred 1 1 5 5
MaxPool pads 1 1 0 0 strides 1 1 shape 1 1 6 4 inferred 1 1 5 5
MaxPool pads 0 1 0 1 strides 1 1 shape 1 1 5 5 inferred 1 1 4 6
MaxPool pads 1 1 1 1 strides 1 1 shape 1 1 6 6 inferred 1 1 6 6
MaxPool pads 0 0 1 1 strides 2 2 shape 1 1 3 3 inferred 1 1 3 3
AveragePool pads 0 0 1 1 strides 1 1 shape 1 1 5 5 inferred 1 1 5 5
AveragePool pads 1 1 0 0 strides 1 1 shape 1 1 5 5 inferred 1 1 5 5
AveragePool pads 0 1 0 1 strides 1 1 shape 1 1 4 6 inferred 1 1 4 6
AveragePool pads 1 1 1 1 strides 1 1 shape 1 1 6 6 inferred 1 1 6 6
AveragePool pads 0 0 1 1 strides 2 2 shape 1 1 3 3 inferred 1 1 3 3
EXPECTED
