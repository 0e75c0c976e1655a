#!/usr/bin/env bash
# h5py 3.16.0: what the scale-offset filter did to the numbers is seen only after the file is opened again.
#
# Guess: a dataset with scaleoffset reads back rounded, so that a test that writes and reads sees the loss;
#   a NaN stays a NaN.
# What it does: while the file is open, reading gives the exact numbers, from the cache of chunks. In the
#   file, 100 that was to be kept in 4 bits is 0, and 2.349 with two decimals 2.35. A NaN becomes the
#   smallest number of its chunk; with an infinity in the chunk the filter is left out, without a word.
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
    h5py==3.16.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import h5py
import numpy as np

for name, a, scaleoffset in (
    ("integers in 4 bits", np.array([0, 5, 100]), 4),
    ("two decimals", np.array([1.25, -1.25, 2.349]), 2),
    ("with NaN", np.array([1.25, -1.25, np.nan]), 2),
    ("with inf", np.array([1.25, 2.349, np.inf]), 2),
):
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        before = file.create_dataset("a", data=a, scaleoffset=scaleoffset, chunks=a.shape)[:]
    with h5py.File(stream) as file:
        print(f"{name}: while open {before.tolist()}, opened again {file['a'][:].tolist()}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
integers in 4 bits: while open [0, 5, 100], opened again [0, 5, 0]
two decimals: while open [1.25, -1.25, 2.349], opened again [1.25, -1.25, 2.35]
with NaN: while open [1.25, -1.25, nan], opened again [1.25, -1.25, -1.25]
with inf: while open [1.25, 2.349, inf], opened again [1.25, 2.349, inf]
EXPECTED
