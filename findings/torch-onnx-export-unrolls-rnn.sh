#!/usr/bin/env bash
# torch 2.13.0 (onnx 1.23.2, onnxscript 0.7.2): an exported nn.RNN is no RNN node, as an LSTM is an
# LSTM node, but its timesteps one behind the other, as many as the example had.
#
# Guess: nn.LSTM, nn.GRU and nn.RNN become the operators LSTM, GRU and RNN, which ONNX has had since
#   its first release, as the older exporter (dynamo=False) writes them.
# What it does: LSTM and GRU are one node each. nn.RNN becomes products, sums and a Tanh for each
#   timestep of the example, so that the model is as large as the sequence is long.
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
    torch==2.13.0 onnx==1.23.2 onnxscript==0.7.2 onnx-ir==1.1.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import warnings
from collections import Counter

import onnx
import torch

warnings.simplefilter("ignore")
for kind in torch.nn.LSTM, torch.nn.GRU, torch.nn.RNN:
    for timesteps in 4, 8:
        example = (torch.zeros(timesteps, 1, 2),)
        torch.onnx.export(kind(2, 3).eval(), example, "model.onnx", verbose=False)
        found = Counter(node.op_type for node in onnx.load("model.onnx").graph.node)
        wanted = {op: found[op] for op in ("LSTM", "GRU", "RNN", "Tanh") if found[op]}
        print(kind.__name__, "of", timesteps, "timesteps:", wanted)
torch.onnx.export(torch.nn.RNN(2, 3).eval(), example, "model.onnx", verbose=False, dynamo=False)
found = Counter(node.op_type for node in onnx.load("model.onnx").graph.node)
print("RNN by the older exporter:", {op: found[op] for op in ("RNN", "Tanh") if found[op]})
PYTHON
cd "$folder"
venv/bin/python seen.py 2> log | tee seen

diff - seen <<'EXPECTED'
LSTM of 4 timesteps: {'LSTM': 1}
LSTM of 8 timesteps: {'LSTM': 1}
GRU of 4 timesteps: {'GRU': 1}
GRU of 8 timesteps: {'GRU': 1}
RNN of 4 timesteps: {'Tanh': 4}
RNN of 8 timesteps: {'Tanh': 8}
RNN by the older exporter: {'RNN': 1}
EXPECTED
