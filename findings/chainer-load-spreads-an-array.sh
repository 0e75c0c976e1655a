#!/usr/bin/env bash
# chainer 7.8.1: load_npz puts the weights of one unit into each of four units, without an error.
#
# Guess: arrays of another shape are refused.
# What it does: arrays are assigned as NumPy broadcasts them; only what cannot be broadcast is
#   refused.
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
import os
import tempfile

import chainer
import chainer.links as L

path = os.path.join(tempfile.mkdtemp(), "saved.npz")
chainer.serializers.save_npz(path, L.Linear(2, 1, initialW=5))
larger = L.Linear(2, 4)
chainer.serializers.load_npz(path, larger)
print(larger.W.array.tolist())
chainer.serializers.save_npz(path, L.Linear(2, 3))
try:
    chainer.serializers.load_npz(path, larger)
except ValueError:
    print("refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[[5.0, 5.0], [5.0, 5.0], [5.0, 5.0], [5.0, 5.0]]
refused
EXPECTED
