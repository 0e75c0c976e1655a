#!/usr/bin/env bash
# paddlepaddle 3.3.1: nn.LSTM and nn.RNN(nn.LSTMCell) differ behind a length; weight_ih_attr=False is weights of one.
#
# Guess: a layer and its cell in nn.RNN return the same with sequence_length; False leaves the
#   weights out, as it does with a bias.
# What it does: nn.LSTM has zeros behind a length, nn.RNN what the cell makes of the padding and the
#   last state. With weight_ih_attr=False the weights are all 1, and not trained.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.11 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 or 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    paddlepaddle==3.3.1 setuptools==84.2.1

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import paddle
from paddle import nn

x = paddle.to_tensor(np.random.RandomState(0).randn(2, 5, 2).astype("f4"))
lengths = paddle.to_tensor(np.array([5, 2], "i4"))
for layer in nn.LSTM(2, 3), nn.RNN(nn.LSTMCell(2, 3)):
    y, _ = layer(x, sequence_length=lengths)
    print(type(layer).__name__, "zeros behind the length:", bool((y.numpy()[1, 2:] == 0).all()))
weights = dict(nn.LSTM(2, 3, weight_ih_attr=False).named_parameters())["weight_ih_l0"].numpy()
print("weight_ih_attr=False:", np.unique(weights).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LSTM zeros behind the length: True
RNN zeros behind the length: False
weight_ih_attr=False: [1.0]
EXPECTED
