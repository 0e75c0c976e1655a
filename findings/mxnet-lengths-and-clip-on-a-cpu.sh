#!/usr/bin/env bash
# mxnet 1.9.1: on a CPU, gluon's LSTM ignores sequence_length and state_clip_min.
#
# Guess: what is behind a length is zero and the last state is that at the length, as on a GPU; a
#   clip bounds the cell state; or there is an error.
# What it does: the same numbers, bit for bit, as without lengths and without the clip.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.8 "$(ls -d ~/.pyenv/versions/3.8.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.8 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 8))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mxnet==1.9.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
import mxnet
import numpy as np
from mxnet.gluon import rnn

x = mxnet.nd.array(np.random.RandomState(0).randn(2, 5, 2))
plain = rnn.LSTM(3, input_size=2, layout="NTC")
plain.initialize(mxnet.init.Uniform(1))
state = plain.begin_state(2)
expected, (_, c) = plain(x, state)
lengths = rnn.LSTM(3, input_size=2, layout="NTC", use_sequence_length=True, params=plain.collect_params())
found, _ = lengths(x, state, sequence_length=mxnet.nd.array([5, 2]))
print("lengths change something:", bool((found.asnumpy() != expected.asnumpy()).any()))
bound = {"state_clip_min": -0.01, "state_clip_max": 0.01}
clipped = rnn.LSTM(3, input_size=2, layout="NTC", params=plain.collect_params(), **bound)
_, (_, found) = clipped(x, state)
print("a clip of 0.01 changes the cell state:", bool((found.asnumpy() != c.asnumpy()).any()))
print("the cell state passes it:", bool(abs(c.asnumpy()).max() > 0.01))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
lengths change something: False
a clip of 0.01 changes the cell state: False
the cell state passes it: True
EXPECTED
