#!/usr/bin/env bash
# neurolab 0.3.5: reset() of a network writes zeros into the last row of the array that sim() was given.
#
# Guess: reset() clears the states of the network.
# What it does: it also clears what the network holds as its last input, which is a part of the caller's array, so that the
#   next call computes on other data. An array of integers is copied first and stays.
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
    neurolab==0.3.5 numpy==1.21.6

cat > "$folder/seen.py" <<'PYTHON'
import neurolab
import numpy as np

net = neurolab.net.newelm([[-1, 1]], [1], [neurolab.trans.PureLin()])
net.layers[0].np["w"][:] = [[1, 1]]  # a sum of all inputs
net.layers[0].np["b"][:] = 0
for kind in float, int:
    x = np.array([[1], [2], [3]], kind)
    for call in "first", "second":
        print(kind.__name__, call, "data", x.ravel().tolist(), "answers", net.sim(x).ravel().tolist())
        net.reset()
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float first data [1.0, 2.0, 3.0] answers [1.0, 3.0, 6.0]
float second data [1.0, 2.0, 0.0] answers [1.0, 3.0, 3.0]
int first data [1, 2, 3] answers [1.0, 3.0, 6.0]
int second data [1, 2, 3] answers [1.0, 3.0, 6.0]
EXPECTED
