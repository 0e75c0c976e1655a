#!/usr/bin/env bash
# onnx 1.23.2: its checker and its ReferenceEvaluator take an LSTM with any name of an activation.
#
# Guess: activations=["Foo", "Bar", "Baz"] is refused by check_model(full_check=True), or at the
#   latest when onnx.reference computes the node; a name that it takes is a function that it uses.
# What it does: both accept the names, and the evaluator computes Sigmoid, Tanh, Tanh whatever stands
#   there, the specification's own Relu included. onnxruntime 1.32.0 refuses the names that it does
#   not know, and takes those of the specification in any case.
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

cat > "$folder/activations.py" <<'PYTHON'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

onnxruntime.set_default_logger_severity(4)


def model(activations):
    node = helper.make_node("LSTM", ["X", "W", "R"], ["Y"], hidden_size=1, activations=activations)
    shapes = {"X": [2, 1, 1], "W": [1, 4, 1], "R": [1, 4, 1], "Y": [2, 1, 1, 1]}
    *inputs, output = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
    graph = helper.make_graph([node], "one", inputs, [output])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)


feeds = {"X": np.ones((2, 1, 1), np.float32), "W": np.ones((1, 4, 1), np.float32),
         "R": np.ones((1, 4, 1), np.float32)}


def checker(one):
    onnx.checker.check_model(one, full_check=True)
    return "passes"


def reference(one):
    return [round(float(y), 4) for y in ReferenceEvaluator(one).run(None, feeds)[0].ravel()]


def runtime(one):
    session = onnxruntime.InferenceSession(one.SerializeToString(), providers=["CPUExecutionProvider"])
    return [round(float(y), 4) for y in session.run(None, feeds)[0].ravel()]


for names in (["Sigmoid", "Tanh", "Tanh"], ["sigmoid", "TANH", "tanh"], ["Sigmoid", "Relu", "Relu"],
              ["Foo", "Bar", "Baz"]):
    print(names)
    for run in checker, reference, runtime:
        try:
            print(" ", run.__name__, run(model(names)))
        except Exception as error:
            print(" ", run.__name__, "refuses", type(error).__name__)
PYTHON
"$folder/venv/bin/python" "$folder/activations.py" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
['Sigmoid', 'Tanh', 'Tanh']
  checker passes
  reference [0.3696, 0.6505]
  runtime [0.3696, 0.6505]
['sigmoid', 'TANH', 'tanh']
  checker passes
  reference [0.3696, 0.6505]
  runtime [0.3696, 0.6505]
['Sigmoid', 'Relu', 'Relu']
  checker passes
  reference [0.3696, 0.6505]
  runtime [0.5344, 1.5332]
['Foo', 'Bar', 'Baz']
  checker passes
  reference [0.3696, 0.6505]
  runtime refuses Fail
EXPECTED
