#!/usr/bin/env bash
# flax 0.12.8: flax.serialization changes the numbers of a big-endian array without a word.
#
# Guess: to_bytes and from_bytes give back the values, or refuse a byte order that they do not keep.
# What it does: the bytes go into the file as they lie in memory, beside the name "float32", which has
#   no byte order; they are read as little-endian. 1.0 comes back as 4.6e-41. Arrays of '>f4' are
#   usual where weights were read from HDF5, FITS or IDX files. A transposed array comes back right.
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
    flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from flax import serialization

x = np.array([[1, 2], [3, 4]], np.float32)
for name, array in {"x": x, "x.T": x.T, "x.astype('>f4')": x.astype(">f4")}.items():
    back = serialization.from_bytes({"w": x}, serialization.to_bytes({"w": array}))["w"]
    print(f"{name:16}", "right" if np.array_equal(back, array) else "WRONG", back.dtype.str,
          [float(f"{value:.3g}") for value in back.ravel()])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x                right <f4 [1.0, 2.0, 3.0, 4.0]
x.T              right <f4 [1.0, 3.0, 2.0, 4.0]
x.astype('>f4')  WRONG <f4 [4.6e-41, 8.97e-44, 2.3e-41, 4.6e-41]
EXPECTED
