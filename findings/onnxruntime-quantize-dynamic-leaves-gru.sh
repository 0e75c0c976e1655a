#!/usr/bin/env bash
# onnxruntime 1.32.0: quantize_dynamic quantises an LSTM, and leaves a GRU or a simple RNN as it is.
#
# Guess: the three recurrent operators fare alike, and each Gemm with constant weights is quantised.
# What it does: for LSTM there is an operator of its own, DynamicQuantizeLSTM; GRU and RNN come out in
#   float32, and so does a Gemm whose alpha is not 1. Only the nodes and the size of the file tell.
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
import logging
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

logging.disable(logging.WARNING)  # a hint to preprocess the model, whichever it is
for op, shapes, attributes in (
    ("LSTM", [(1, 32, 4), (1, 32, 8)], {"hidden_size": 8}),
    ("GRU", [(1, 24, 4), (1, 24, 8)], {"hidden_size": 8}),
    ("RNN", [(1, 8, 4), (1, 8, 8)], {"hidden_size": 8}),
    ("Gemm", [(4, 8)], {}),
    ("Gemm", [(4, 8)], {"alpha": 2.0}),
):
    weights = [numpy_helper.from_array(np.ones(shape, np.float32), f"w{i}") for i, shape in enumerate(shapes)]
    x = [2, 4] if op == "Gemm" else [3, 2, 4]
    graph = helper.make_graph(
        [helper.make_node(op, ["x", *(w.name for w in weights)], ["y"], **attributes)], "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        quantize_dynamic(model, file.name)
        graph = onnx.load(file.name).graph
    kinds = {helper.tensor_dtype_to_np_dtype(w.data_type).name for w in graph.initializer}
    print(op, attributes, "becomes", [node.op_type for node in graph.node],
          "int8" if "int8" in kinds else "float32")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LSTM {'hidden_size': 8} becomes ['DynamicQuantizeLSTM'] int8
GRU {'hidden_size': 8} becomes ['GRU'] float32
RNN {'hidden_size': 8} becomes ['RNN'] float32
Gemm {} becomes ['DynamicQuantizeLinear', 'Mul', 'MatMulInteger', 'Cast', 'Mul'] int8
Gemm {'alpha': 2.0} becomes ['Gemm'] float32
EXPECTED
