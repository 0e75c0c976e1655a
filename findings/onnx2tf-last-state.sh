#!/usr/bin/env bash
# onnx2tf 2.6.9: the last state of an LSTM or RNN that has initial states is wrong in the TFLite model.
#
# Guess: Y_h is the last step of Y, as it is without initial states.
# What it does: Y is right and Y_h is not; a GRU's is.
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
    onnx2tf==2.6.9 onnx==1.20.1 onnxruntime==1.26.0 numpy==2.2.6 tensorflow-cpu==2.21.0

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from onnx import TensorProto, helper, numpy_helper

H, I, T, B = 5, 2, 4, 3
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

import onnx2tf
from ai_edge_litert.interpreter import Interpreter


def tflite(made):
    folder = tempfile.mkdtemp()
    with open(os.path.join(folder, "m.onnx"), "wb") as file:
        file.write(made.SerializeToString())
    onnx2tf.convert(
        input_onnx_file_path=os.path.join(folder, "m.onnx"), output_folder_path=folder,
        keep_shape_absolutely_input_names=["X"], non_verbose=True,
    )  # fmt: skip
    interpreter = Interpreter(model_path=os.path.join(folder, "m_float32.tflite"))
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
    interpreter.invoke()
    found = {one["name"]: one["index"] for one in interpreter.get_output_details()}
    return [interpreter.get_tensor(found[name]) for name in ("Y", "Y_h")]


h, c = (random.randn(1, B, H).astype("f4") for _ in range(2))
both = {"initial_h": h, "initial_c": c}
for operator, more in ("LSTM", {}), ("LSTM", both), ("RNN", {"initial_h": h}), ("GRU", {"initial_h": h}):
    made = model(operator, more)
    pairs = zip(("Y", "Y_h"), tflite(made), right(made))
    said = (f"{name} {'right' if np.abs(one - two).max() < 1e-4 else 'wrong'}" for name, one, two in pairs)
    print("seen", operator, *more, *said)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | grep "^seen" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
seen LSTM Y right Y_h right
seen LSTM initial_h initial_c Y right Y_h wrong
seen RNN initial_h Y right Y_h wrong
seen GRU initial_h Y right Y_h right
EXPECTED
