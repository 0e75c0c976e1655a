#!/usr/bin/env bash
# torch 2.13.0: under autocast to bfloat16 on a CPU LSTM and RNN change their type; GRU and LSTMCell do not.
#
# Guess: all recurrent layers are matrix products, which autocast runs in bfloat16: all of them give it.
# What it does: nn.LSTM, nn.RNN and nn.RNNCell return bfloat16, the LSTM's cell state too; nn.GRU,
#   nn.GRUCell and nn.LSTMCell return float32. So an LSTM that is replaced by a loop over LSTMCell,
#   or by a GRU, changes the type of what follows.
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
    torch==2.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import torch

x = torch.ones(4, 1, 3)
with torch.autocast("cpu", torch.bfloat16):
    for layer in torch.nn.LSTM(3, 5), torch.nn.RNN(3, 5), torch.nn.GRU(3, 5):
        output, state = layer(x)
        states = state if isinstance(state, tuple) else (state,)
        print(type(layer).__name__, output.dtype, *[s.dtype for s in states])
    for cell in torch.nn.LSTMCell(3, 5), torch.nn.RNNCell(3, 5), torch.nn.GRUCell(3, 5):
        state = cell(x[0])
        print(type(cell).__name__, *[s.dtype for s in (state if isinstance(state, tuple) else (state,))])
    print("Linear", torch.nn.Linear(3, 5)(x).dtype)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LSTM torch.bfloat16 torch.bfloat16 torch.bfloat16
RNN torch.bfloat16 torch.bfloat16
GRU torch.float32 torch.float32
LSTMCell torch.float32 torch.float32
RNNCell torch.bfloat16
GRUCell torch.float32
Linear torch.bfloat16
EXPECTED
