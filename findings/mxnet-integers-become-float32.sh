#!/usr/bin/env bash
# mxnet 1.9.1: nd.array of an integer array is float32, and so is argmax; both lose integers above
#   2**24.
#
# Guess: nd.array keeps the dtype of a NumPy array, and argmax gives an integer, as mx.np.argmax does.
# What it does: 16777217 becomes 16777216, in an array and as a position.
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
import mxnet as mx
import numpy as np

made = mx.nd.array(np.array([2**24 + 1]))
print(made.dtype.__name__, int(made.asscalar()))
long = mx.nd.zeros((2**24 + 2,))
long[2**24 + 1] = 1
place = mx.nd.argmax(long, axis=0)
print(place.dtype.__name__, int(place.asscalar()), int(long.asnumpy().argmax()))
print(mx.np.argmax(mx.np.array([1, 3, 3])).dtype)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float32 16777216
float32 16777216 16777217
int64
EXPECTED
