#!/usr/bin/env bash
# mxnet 1.9.1: the bias of the forget gate of gluon's LSTM begins at 0, not at 1.
#
# Guess: as documented ("default 'lstmbias'. By default, bias for the forget gate is initialized to
#   1"), and as in mx.rnn.LSTMCell, a new layer has ones there.
# What it does: the default is 'zeros'; asking for 'lstmbias' gives the ones.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.8 "$(ls -d ~/.pyenv/versions/3.8.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.8 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 8))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mxnet==1.9.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
from mxnet.gluon import rnn

print("documented:", "default 'lstmbias'" in rnn.LSTM.__doc__)
for words in {}, {"i2h_bias_initializer": "lstmbias"}:
    layer = rnn.LSTM(2, input_size=1, **words)
    layer.initialize()
    print([p.data().asnumpy().tolist() for n, p in layer.collect_params().items() if "i2h_bias" in n])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
documented: True
[[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
[[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]]
EXPECTED
