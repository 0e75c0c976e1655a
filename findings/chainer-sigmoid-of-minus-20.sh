#!/usr/bin/env bash
# chainer 7.8.1: the sigmoid of -20 is 0 in float32, and that of -18 twice the right number.
#
# Guess: as a float32 can hold it, 2.06e-9 and 1.52e-8.
# What it does: tanh(x / 2) / 2 + 1 / 2, whose last bit is 3e-8; so the logarithm of a gate is -inf.
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
    chainer==7.8.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
import chainer.functions as F
import numpy as np

x = np.array([-16, -18, -20], "f4")
for found in F.sigmoid(x).array, 1 / (1 + np.exp(-x.astype("f8"))):
    print(*(f"{one:.2e}" for one in found))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1.19e-07 2.98e-08 0.00e+00
1.13e-07 1.52e-08 2.06e-09
EXPECTED
