#!/usr/bin/env bash
# torch 2.13.0: an LSTM with proj_size is exported to ONNX without complaint, as a model that cannot run.
#
# Guess: ONNX's LSTM has no projection, so the exporter refuses proj_size, as the older one does, or
#   writes out the steps.
# What it does: the default exporter writes one LSTM node with hidden_size = proj_size, weights of 8 rows
#   where 20 are needed, and no projection. onnx.checker passes it (with full_check it does
#   not), onnxruntime 1.32.0 opens it and refuses only when it runs, as initial_c has the wrong shape.
#   dynamo=False refuses to export (not run here: it prints the graph first).
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
    torch==2.13.0 onnx==1.23.2 onnxscript==0.7.2 onnx-ir==1.1.0 onnxruntime==1.32.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import re
import tempfile

import onnx
import onnxruntime
import torch

onnxruntime.set_default_logger_severity(4)
model = torch.nn.LSTM(3, 5, proj_size=2).eval()
x = torch.zeros(4, 1, 3)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "model.onnx")
    torch.onnx.export(model, (x,), path, verbose=False, external_data=False)
    exported = onnx.load(path)
    (node,) = [node for node in exported.graph.node if node.op_type == "LSTM"]
    print("hidden_size", [a.i for a in node.attribute if a.name == "hidden_size"])
    shapes = {i.name: list(i.dims) for i in exported.graph.initializer}
    print("weights in PyTorch", *[list(p.shape) for p in model.parameters()])
    print("inputs W, R, B in ONNX", *[shapes[name] for name in node.input[1:4]])
    onnx.checker.check_model(exported)
    print("onnx.checker passes")
    try:
        onnx.checker.check_model(exported, full_check=True)
    except Exception as error:
        print("with full_check:", type(error).__name__)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    print("onnxruntime opens it")
    try:
        session.run(None, {session.get_inputs()[0].name: x.numpy()})
    except Exception as error:
        print("onnxruntime refuses to run:", re.search("Input initial_c.*", str(error))[0])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
hidden_size [2]
weights in PyTorch [20, 3] [20, 2] [20] [20] [2, 5]
inputs W, R, B in ONNX [1, 8, 3] [1, 8, 2] [1, 16]
onnx.checker passes
with full_check: InferenceError
onnxruntime opens it
onnxruntime refuses to run: Input initial_c must have shape {1,1,2}. Actual:{1,1,5}
EXPECTED
