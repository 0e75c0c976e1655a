#!/usr/bin/env bash
# onnxruntime 1.32.0: for a sequence of length 0 LSTM, GRU and RNN return zeros, not the given state.
#
# Guess: Y_h is the state after the last step, so after no step it is initial_h, and Y_c is initial_c.
# What it does: where sequence_lens is 0, Y_h and Y_c are zeros and the given states are lost. A loop
#   that feeds Y_h back as the next initial_h therefore forgets each stream that has nothing to add.
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
from onnx import TensorProto, helper

for op, gates in ("LSTM", 4), ("GRU", 3), ("RNN", 1):
    feeds = {
        "X": np.ones((2, 2, 1), np.float32),
        "W": np.ones((1, gates, 1), np.float32),
        "R": np.ones((1, gates, 1), np.float32),
        "lengths": np.array([0, 2], np.int32),
        "initial_h": np.full((1, 2, 1), 0.5, np.float32),
        "initial_c": np.full((1, 2, 1), 0.25, np.float32),
    }
    outputs = ["", "Y_h", "Y_c"]
    if op != "LSTM":
        del feeds["initial_c"], outputs[2]
    names = list(feeds)
    node = helper.make_node(op, [*names[:3], "", *names[3:]], outputs, hidden_size=1)
    graph = helper.make_graph(
        [node], "one",
        [helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
         for name, value in feeds.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2, 1]) for name in outputs[1:]])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    for name, value in zip(outputs[1:], session.run(None, feeds)):
        print(op, name, "of length 0:", float(value[0, 0, 0]), "of length 2:", f"{value[0, 1, 0]:.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LSTM Y_h of length 0: 0.0 of length 2: 0.761
LSTM Y_c of length 0: 0.0 of length 2: 1.554
GRU Y_h of length 0: 0.0 of length 2: 0.627
RNN Y_h of length 0: 0.0 of length 2: 0.957
EXPECTED
