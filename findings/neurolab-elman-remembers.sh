#!/usr/bin/env bash
# neurolab 0.3.5: an Elman network's sim() begins where the last call ended, and so does a network that was saved.
#
# Guess: sim(x) of the same x gives the same, as a sequence begins with each call.
# What it does: the states stay, through sim(), copy() and save() and load(). A network that was trained answers its
#   first sequence as if it followed the training data. reset() is there to begin anew.
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
import os
import tempfile

import neurolab

net = neurolab.net.newelm([[-1, 1]], [1], [neurolab.trans.PureLin()])
net.layers[0].np["w"][:] = [[1, 1]]  # a sum of all inputs
net.layers[0].np["b"][:] = 0
x = [[1], [2], [3]]


def answers(net):
    return net.sim(x).ravel().tolist()


print("first", answers(net))
print("again", answers(net))
print("copy", answers(net.copy()))
path = os.path.join(tempfile.mkdtemp(), "net")
net.save(path)
print("saved", answers(neurolab.load(path)))
net.reset()
print("reset", answers(net))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
first [1.0, 3.0, 6.0]
again [7.0, 9.0, 12.0]
copy [13.0, 15.0, 18.0]
saved [13.0, 15.0, 18.0]
reset [1.0, 3.0, 6.0]
EXPECTED
