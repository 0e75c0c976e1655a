#!/usr/bin/env bash
# MNN 3.6.1: the GRU of an ONNX model is neither of the two that ONNX has.
#
# Guess: linear_before_reset=0, the default, resets before the product; with 1 after it.
# What it does: with 0 the reset gate acts after the product, but the recurrent bias is added
#   outside: tanh(Wx + Wb + Rb + r * Rh), where 1 has tanh(Wx + Wb + r * (Rh + Rb)).
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
    MNN==3.6.1 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.5.5

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


import os
import subprocess
import sys
import tempfile

import MNN

# the inside of mnnconvert, which would report to a server
CONVERT = "import sys, MNN, _tools; _tools.mnnconvert(sys.argv)"


def mnn(made):
    start = os.path.join(tempfile.mkdtemp(), "m")
    with open(start + ".onnx", "wb") as file:
        file.write(made.SerializeToString())
    words = ["-f", "ONNX", "--modelFile", start + ".onnx", "--MNNModel", start + ".mnn"]
    command = [sys.executable, "-c", CONVERT, *words, "--bizCode", "x"]
    subprocess.run(command, capture_output=True, check=True)
    module = MNN.nn.load_module_from_file(start + ".mnn", ["X"], ["Y"])
    given = MNN.expr.placeholder(list(x.shape), MNN.expr.NCHW)
    given.write(x.copy())
    (Y,) = module.forward([given])
    return MNN.expr.convert(Y, MNN.expr.NCHW).read()


def third(made):
    W, R, B = (numpy_helper.to_array(one)[0] for one in made.graph.initializer)
    (Wz, Wr, Wh), (Rz, Rr, Rh), b = W.reshape(3, H, I), R.reshape(3, H, H), B.reshape(6, H)
    h, outputs = np.zeros((1, H), "f4"), []
    for step in x:
        z = 1 / (1 + np.exp(-(step @ Wz.T + h @ Rz.T + b[0] + b[3])))
        r = 1 / (1 + np.exp(-(step @ Wr.T + h @ Rr.T + b[1] + b[4])))
        h = (1 - z) * np.tanh(step @ Wh.T + b[2] + b[5] + r * (h @ Rh.T)) + z * h
        outputs.append(h)
    return np.array(outputs)[:, None]


for after in 0, 1:
    made = model("GRU", linear_before_reset=after)
    off = np.abs(mnn(made) - right(made)[0]).max()
    print(after, "right" if off < 1e-5 else "wrong", end=" ")
    print(bool(np.abs(mnn(made) - third(made)).max() < 1e-5))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | grep -v "^The device supports" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0 wrong True
1 right False
EXPECTED
