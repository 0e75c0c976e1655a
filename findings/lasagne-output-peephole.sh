#!/usr/bin/env bash
# Lasagne 0.1: the peephole of LSTMLayer's output gate stands outside of the sigmoid.
#
# Guess: as its documentation says, o_t = sigmoid(... + w_co * c_t + b_o).
# What it does: o_t = sigmoid(... + b_o) + w_co * c_t, so the gate, and the output, may pass 1.
#   Peepholes are the default.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.6 "$(ls -d ~/.pyenv/versions/3.6.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.6 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 6))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet pip==21.3.1
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    Lasagne==0.1 Theano==0.8.2 numpy==1.16.6 scipy==1.5.4

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["THEANO_FLAGS"] = "mode=FAST_COMPILE,floatX=float32,cxx="
import numpy as np
import theano.tensor as T
from lasagne.layers import InputLayer, LSTMLayer, get_output

layer = LSTMLayer(InputLayer((1, 3, 1)), 1)
for parameter in layer.get_params():
    shape = parameter.get_value().shape
    if parameter.name not in ("cell_init", "hid_init"):
        value = 4 if parameter.name in ("W_cell_to_outgate", "b_cell", "b_ingate") else 1
        parameter.set_value(np.full(shape, value, "f4"))
x = T.tensor3(dtype="float32")
found = get_output(layer, x).eval({x: np.ones((1, 3, 1), "f4")}).ravel()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for outside in False, True:
    h = c = 0.0
    ours = []
    for _ in range(3):
        i, f = sigmoid(1 + h + c + 4), sigmoid(1 + h + c + 1)
        c, z = f * c + i * np.tanh(1 + h + 4), 1 + h + 1
        o = sigmoid(z) + 4 * c if outside else sigmoid(z + 4 * c)
        h = o * np.tanh(c)
        ours.append(h)
    said = "outside" if outside else "inside"
    print("peephole", said, "of the sigmoid: the same output", bool(np.allclose(ours, found, atol=1e-4)))
print("largest output above 1:", bool(found.max() > 1))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
peephole inside of the sigmoid: the same output False
peephole outside of the sigmoid: the same output True
largest output above 1: True
EXPECTED
