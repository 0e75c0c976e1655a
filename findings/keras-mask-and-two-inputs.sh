#!/usr/bin/env bash
# keras 3.15.1, NumPy backend: where a layer is called with two tensors, the mask of one goes astray.
#
# Guess 1: LSTM(...)(masked, initial_state=[h, c]) heeds the mask of its input, as LSTM(...)(masked) does.
# What it does: with states given the mask is dropped without a word, and the padded steps count.
#   Passed by hand, as mask=..., it is heeded.
# Guess 2: the mask of Add()([a, b]) is True where both are True, as in Keras 2.
# What it does: it is True where one of them is.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    keras==3.15.1 numpy==2.4.6 scipy==1.17.1 jax==0.10.2 jaxlib==0.10.2

cat > "$folder/seen.py" <<'PYTHON'
import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(1, 4, 3)).astype("float32")
x[:, 2:] = 0  # two steps, then two padded ones
h = np.zeros((1, 2), "float32")

sequence, state_h, state_c = keras.Input((4, 3)), keras.Input((2,)), keras.Input((2,))
masked = keras.layers.Masking()(sequence)
layer = keras.layers.LSTM(2)
alone = keras.Model(sequence, layer(masked))
given = keras.Model([sequence, state_h, state_c], layer(masked, initial_state=[state_h, state_c]))
short = layer(x[:, :2])
print("mask alone:", np.allclose(alone(x), short))
print("mask and zeros as states:", np.allclose(given([x, h, h]), short))
mask = np.array([[True, True, False, False]])
print("mask by hand:", np.allclose(layer(x, mask=mask, initial_state=[h, h]), short))

both = keras.layers.Add()
one, other = np.array([[True, True, False]]), np.array([[True, False, False]])
print("mask of a sum:", np.asarray(both.compute_mask([x[:, :3]] * 2, [one, other])).tolist())
PYTHON
KERAS_BACKEND=numpy HOME="$folder" "$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
mask alone: True
mask and zeros as states: False
mask by hand: True
mask of a sum: [[True, True, False]]
EXPECTED
