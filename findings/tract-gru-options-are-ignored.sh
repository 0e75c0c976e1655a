#!/usr/bin/env bash
# tract 0.23.9: a GRU's direction, clip and activations are ignored without a word.
#
# Guess: heeded, or refused when the model is loaded.
# What it does: each of the three gives the outputs of the plain GRU.
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
    tract==0.23.9 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.5.5

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
import tempfile

import tract


def in_tract(made):
    path = os.path.join(tempfile.mkdtemp(), "m.onnx")
    with open(path, "wb") as file:
        file.write(made.SerializeToString())
    loaded = tract.onnx().load(path)
    loaded.set_input_fact(0, f"{T},{B},{I},f32")
    loaded.analyse()
    return loaded.into_model().into_runnable().run([x])[0].to_numpy()


plain = right(model("GRU"))[0]
hard = {"activations": ["HardSigmoid", "Tanh"]}
for words in {}, {"direction": "reverse"}, {"clip": 0.3}, hard:
    made = model("GRU", **words)
    found = in_tract(made)
    heeded = bool(np.abs(found - right(made)[0]).max() < 1e-5)
    print(*words, "right" if heeded else "wrong", bool(np.abs(found - plain).max() < 1e-5))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
right True
direction wrong True
clip wrong True
activations wrong True
EXPECTED
