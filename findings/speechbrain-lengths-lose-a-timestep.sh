#!/usr/bin/env bash
# speechbrain 1.1.2: LSTM, GRU and RNN leave out the last timestep of some sequences: the 7th where the longest has 23.
#
# Guess: the lengths of batch_pad_right, 7 / 23, mean 7 timesteps.
# What it does: the float32 fraction times 23 is 6.9999995, and the fraction of a timestep is cut off. Of the pairs of lengths up
#   to 100 this befalls 193; a sequence of 1 beside one of 41 is refused as empty.
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
    speechbrain==1.1.2 torch==2.13.0 torchaudio==2.11.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import torch
from speechbrain.nnet.RNN import LSTM, pack_padded_sequence
from speechbrain.utils.data_utils import batch_pad_right

torch.manual_seed(0)
short, long = torch.randn(7, 2), torch.randn(23, 2)
batch, lengths = batch_pad_right([short, long])
layer = LSTM(hidden_size=3, input_shape=batch.shape)
output, (state, _) = layer(batch, lengths=lengths)
print("timesteps of output that are not 0:", int((output[0].abs().sum(1) > 0).sum()))
print("last state is that of 7 timesteps:", torch.allclose(state[0, 0], layer(short[None])[0][0, 6], atol=1e-6))
print("last state is that of 6 timesteps:", torch.allclose(state[0, 0], layer(short[None])[0][0, 5], atol=1e-6))

other = refused = 0
for longest in range(1, 101):
    for length in range(1, longest + 1):
        batch, lengths = batch_pad_right([torch.ones(length, 1), torch.ones(longest, 1)])
        try:
            other += len(pack_padded_sequence(batch, lengths).data) != length + longest
        except RuntimeError:
            refused += 1
print("of 5050 pairs: one timestep less", other, "refused", refused)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
timesteps of output that are not 0: 6
last state is that of 7 timesteps: False
last state is that of 6 timesteps: True
of 5050 pairs: one timestep less 185 refused 8
EXPECTED
