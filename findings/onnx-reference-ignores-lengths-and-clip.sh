#!/usr/bin/env bash
# onnx 1.23.2: ReferenceEvaluator ignores sequence_lens, clip and input_forget of LSTM, GRU and RNN without a word.
#
# Guess: the reference computes what the operator's documentation says, or refuses.
# What it does: each gives the outputs of the plain layer, where onnxruntime 1.32.0 heeds them. initial_h, direction and, of GRU,
#   linear_before_reset are heeded by both.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

H, I, T, B = 3, 2, 4, 2
ROWS = {"LSTM": 4 * H, "GRU": 3 * H, "RNN": H}
x = np.random.RandomState(9).randn(T, B, I).astype("f4")


def outputs(operator, arrays=(), **words):
    """Y of the evaluator and of onnxruntime."""
    random = np.random.RandomState(0)
    shapes = {"W": (1, ROWS[operator], I), "R": (1, ROWS[operator], H), "B": (1, 2 * ROWS[operator])}
    stored = {name: random.randn(*shape).astype("f4") for name, shape in shapes.items()} | dict(arrays)
    names = ["X", "W", "R", "B", "sequence_lens", "initial_h"]
    inputs = [name if name == "X" or name in stored else "" for name in names]
    while not inputs[-1]:
        inputs.pop()
    node = helper.make_node(operator, inputs, ["Y"], hidden_size=H, **words)
    ends = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in (("X", x.shape), ("Y", (T, 1, B, H)))]
    initializers = [numpy_helper.from_array(array, name) for name, array in stored.items()]
    graph = helper.make_graph([node], "one", ends[:1], ends[1:], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return ReferenceEvaluator(model).run(None, {"X": x})[0], session.run(None, {"X": x})[0]


def same(one, other):
    return bool(np.abs(one - other).max() < 1e-5)


lengths = {"sequence_lens": np.array([4, 2], "i4")}
state = {"initial_h": np.ones((1, B, H), "f4")}
for operator in ROWS:
    plain = outputs(operator)[1]
    cases = [("plain", {}), ("initial_h", {"arrays": state}), ("direction", {"direction": "reverse"}),
             ("sequence_lens", {"arrays": lengths}), ("clip", {"clip": 0.3})]
    cases += [("input_forget", {"input_forget": 1})] if operator == "LSTM" else []
    cases += [("linear_before_reset", {"linear_before_reset": 1})] if operator == "GRU" else []
    for name, words in cases:
        reference, runtime = outputs(operator, **words)
        print(operator, name, "as onnxruntime:", same(reference, runtime), "as the plain layer:", same(reference, plain))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LSTM plain as onnxruntime: True as the plain layer: True
LSTM initial_h as onnxruntime: True as the plain layer: False
LSTM direction as onnxruntime: True as the plain layer: False
LSTM sequence_lens as onnxruntime: False as the plain layer: True
LSTM clip as onnxruntime: False as the plain layer: True
LSTM input_forget as onnxruntime: False as the plain layer: True
GRU plain as onnxruntime: True as the plain layer: True
GRU initial_h as onnxruntime: True as the plain layer: False
GRU direction as onnxruntime: True as the plain layer: False
GRU sequence_lens as onnxruntime: False as the plain layer: True
GRU clip as onnxruntime: False as the plain layer: True
GRU linear_before_reset as onnxruntime: True as the plain layer: False
RNN plain as onnxruntime: True as the plain layer: True
RNN initial_h as onnxruntime: True as the plain layer: False
RNN direction as onnxruntime: True as the plain layer: False
RNN sequence_lens as onnxruntime: False as the plain layer: True
RNN clip as onnxruntime: False as the plain layer: True
EXPECTED
