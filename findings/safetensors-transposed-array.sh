#!/usr/bin/env bash
# safetensors 0.8.0: safetensors.numpy saves a transposed array with its elements in the wrong places.
#
# Guess: save(x.T) and load give x.T back, or save refuses an array that is not in C order, as
#   safetensors.torch does ("You are trying to save a non contiguous tensor").
# What it does: the shape is the transposed one, the bytes are written in the order of memory, so what
#   comes back is the memory of x in another shape, without an error. np.asfortranarray(x) and x.T are
#   the usual ways to get there, as when a PyTorch weight is turned for Keras. np.ascontiguousarray
#   before save is the remedy. (An array of big-endian floats is turned rightly.)
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
    safetensors==0.8.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from safetensors.numpy import load, save

x = np.arange(6, dtype=np.float32).reshape(2, 3)
for name, array in {"x": x, "x.T": x.T, "asfortranarray(x)": np.asfortranarray(x),
                    "ascontiguousarray(x.T)": np.ascontiguousarray(x.T),
                    "x.astype('>f4')": x.astype(">f4")}.items():
    back = load(save({"a": array}))["a"]
    print(f"{name:24}", "right" if np.array_equal(back, array) else "WRONG", back.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x                        right [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
x.T                      WRONG [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]
asfortranarray(x)        WRONG [[0.0, 3.0, 1.0], [4.0, 2.0, 5.0]]
ascontiguousarray(x.T)   right [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]
x.astype('>f4')          right [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
EXPECTED
