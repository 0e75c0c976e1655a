#!/usr/bin/env bash
# dask 2026.8.0: argmax and argmin of an array with several equal extremes give another index than NumPy's.
#
# Guess: the index of the first, as NumPy documents it and as the docstring, copied from NumPy, says.
# What it does: the first in the order of chunks, not of the flattened array, as soon as the last axis is
#   in more than one chunk. With chunks along the first axis alone it is NumPy's.
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
    dask==2026.8.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import dask.array as da
import numpy as np

x = np.array([[0, 0, 0, 1],
              [0, 1, 0, 0]])
print("numpy", x.argmax())
for chunks in (2, 2), (1, 4), (2, 4):
    print("dask, chunks of", chunks, da.from_array(x, chunks).argmax().compute())
print("docstring:", "the indices corresponding to the first" in " ".join(da.argmax.__doc__.split()))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numpy 3
dask, chunks of (2, 2) 5
dask, chunks of (1, 4) 3
dask, chunks of (2, 4) 3
docstring: True
EXPECTED
