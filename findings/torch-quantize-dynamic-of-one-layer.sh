#!/usr/bin/env bash
# torch 2.13.0: quantize_dynamic gives a bare nn.LSTM back as it was, in float32, without a word.
#
# Guess: quantize_dynamic(layer, {torch.nn.LSTM}) returns a quantised LSTM, as it does inside a model.
# What it does: only children of the given module are looked at. The bare layer comes back as a copy of
#   itself; in a Sequential of one layer it is quantised. The outputs differ accordingly.
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
from torch.ao.quantization import quantize_dynamic

torch.manual_seed(0)
layer = torch.nn.LSTM(3, 5)
x = torch.randn(4, 1, 3)
bare = quantize_dynamic(layer, {torch.nn.LSTM})
inside = quantize_dynamic(torch.nn.Sequential(layer), {torch.nn.LSTM})[0]
for name, quantized in ("bare", bare), ("in a Sequential", inside):
    print(f"{name}: {type(quantized).__module__}.{type(quantized).__name__},",
          "the outputs of float32:", torch.equal(quantized(x)[0], layer(x)[0]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
bare: torch.nn.modules.rnn.LSTM, the outputs of float32: True
in a Sequential: torch.ao.nn.quantized.dynamic.modules.rnn.LSTM, the outputs of float32: False
EXPECTED
