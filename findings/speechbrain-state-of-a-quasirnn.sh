#!/usr/bin/env bash
# speechbrain 1.1.2: the state that QuasiRNN returns is that of the last sample at every timestep.
#
# Guess: that of every sample at the last timestep, to go on from, as of its LSTM, GRU and LiGRU.
# What it does: the last of the batch is taken instead of the last in time, as the axes were exchanged before. Where there are
#   as many samples as timesteps it can be given back and the numbers are wrong; else it is refused.
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
from speechbrain.nnet.RNN import LiGRU, QuasiRNN

torch.manual_seed(0)
x = torch.randn(3, 6, 2)  # samples, timesteps, features
for kind in LiGRU, QuasiRNN:
    layer = kind(hidden_size=4, input_shape=x.shape, bidirectional=False).eval()
    whole = layer(x)[0]
    first, state = layer(x[:, :3])
    second = layer(x[:, 3:], state)[0]
    print(kind.__name__, "second half as in one run:", torch.allclose(second, whole[:, 3:], atol=1e-6))
print("QuasiRNN, shape of the state after 6 timesteps of 3 samples:", tuple(layer(x)[1].shape))
layer = QuasiRNN(hidden_size=4, input_shape=x.shape, bidirectional=False).eval()
print("the last sample alone has the same state:", torch.allclose(layer(x)[1], layer(x[2:])[1], atol=1e-6))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
LiGRU second half as in one run: True
QuasiRNN second half as in one run: False
QuasiRNN, shape of the state after 6 timesteps of 3 samples: (1, 6, 4)
the last sample alone has the same state: True
EXPECTED
