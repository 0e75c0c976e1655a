#!/usr/bin/env bash
# opencv-python-headless 5.0.0.93: direction=reverse of an ONNX model's GRU runs forward, and that of
#   an LSTM returns the wrong last state.
#
# Guess: the direction is heeded or refused.
# What it does: the GRU gives the outputs of direction=forward; the LSTM's Y is right, and its Y_h is
#   that of the last position, not of the last step.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    opencv-python-headless==5.0.0.93 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from onnx import TensorProto, helper, numpy_helper

H, I, T, B = 3, 2, 4, 1
random = np.random.RandomState(0)
BLOCKS = {"LSTM": 4, "GRU": 3, "RNN": 1}


def model(operator, more=(), **words):
    rows = BLOCKS[operator] * H
    shapes = {"W": (1, rows, I), "R": (1, rows, H), "B": (1, 2 * rows)}
    drawn = {k: np.random.RandomState(len(k) + ord(k)).randn(*s).astype("f4") for k, s in shapes.items()}
    drawn.update(more)
    names = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
    inputs = [n if n == "X" or n in drawn else "" for n in names]
    while not inputs[-1]:
        del inputs[-1]
    node = helper.make_node(operator, inputs, ["Y", "Y_h"], hidden_size=H, **words)
    ends = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s)
            for n, s in (("X", (T, B, I)), ("Y", (T, 1, B, H)), ("Y_h", (1, B, H)))]
    stored = [numpy_helper.from_array(a, n) for n, a in drawn.items()]
    graph = helper.make_graph([node], "one", ends[:1], ends[1:], stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)


x = random.randn(T, B, I).astype("f4")


def right(made):
    import onnxruntime

    return onnxruntime.InferenceSession(made.SerializeToString()).run(None, {"X": x})


import cv2


def opencv(made):
    net = cv2.dnn.readNetFromONNX(np.frombuffer(made.SerializeToString(), "u1"))
    net.setInput(x, "X")
    return [np.array(one) for one in net.forward(["Y", "Y_h"])]


def same(found, expected):
    return bool(np.abs(found.reshape(expected.shape) - expected).max() < 1e-5)


for operator in "GRU", "LSTM":
    back, forward = model(operator, direction="reverse"), model(operator)
    found, expected = opencv(back), right(back)
    print(operator, "Y", same(found[0], expected[0]), "Y_h", same(found[1], expected[1]))
    print("  as forward", same(found[0], right(forward)[0]))
    print("  Y_h is the last position of Y", same(found[1], found[0].reshape(T, 1, B, H)[-1]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
GRU Y False Y_h False
  as forward True
  Y_h is the last position of Y True
LSTM Y True Y_h False
  as forward False
  Y_h is the last position of Y True
EXPECTED
