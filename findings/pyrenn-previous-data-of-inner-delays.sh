#!/usr/bin/env bash
# pyrenn 0.1: NNOut with P0 and Y0, the previous data, does not continue a network whose hidden layer has a delay.
#
# Guess: with the first half's inputs and outputs as P0 and Y0 the second half is what it is in one run.
# What it does: it is so where only inputs and the output are delayed. The hidden layer's previous outputs are set
#   to 0 instead of being computed of P0, and the outputs of the second half are those of no run at all.
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
    pyrenn==0.1 numpy==1.21.6 pandas==1.3.5

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import pyrenn

x = np.random.RandomState(0).rand(1, 20)
y = np.cumsum(x, axis=1) / 10
for name, delays in (("output", {"dIntern": [], "dOut": [1]}), ("hidden", {"dIntern": [1], "dOut": []})):
    np.random.seed(0)
    net = pyrenn.CreateNN([1, 3, 1], dIn=[0], **delays)
    _, net = pyrenn.prepare_data(x, y, net)  # scales of inputs and outputs
    whole = pyrenn.NNOut(x, net)
    first = pyrenn.NNOut(x[:, :10], net)
    second = pyrenn.NNOut(x[:, 10:], net, P0=x[:, :10], Y0=first[None])
    print(name, "first half the same", np.allclose(first, whole[:10]), "second", np.allclose(second, whole[10:]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
output first half the same True second True
hidden first half the same True second False
EXPECTED
