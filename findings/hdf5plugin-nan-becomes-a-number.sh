#!/usr/bin/env bash
# hdf5plugin 7.1.0 (h5py 3.16.0): with Zfp or SZ3 a NaN comes back as a number, and with Zfp infinity too.
#
# Guess: as with SZ: special values are kept apart, or the data is refused.
# What they do: Zfp returns -2 for NaN and infinity in its default mode, and for the 2 beside them; 1e9 in a
#   block of four turns 0.1 to -1. Zfp(reversible=True) is right. SZ3 with a bound of 0.1 returns -2e8 for NaN.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    hdf5plugin==7.1.0 h5py==3.16.0 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import h5py
import hdf5plugin
import numpy as np

given = np.tile(np.float32([2, -2, np.nan, np.inf, 0.5, 3, 0.1, 1e9]), 8)
path = os.path.join(tempfile.mkdtemp(), "x.h5")
print("given", given[:8].tolist())
for word, filter in (
    ("Zfp()", hdf5plugin.Zfp()),
    ("Zfp(reversible=True)", hdf5plugin.Zfp(reversible=True)),
    ("SZ(absolute=0.1)", hdf5plugin.SZ(absolute=0.1)),
    ("SZ3(absolute=0.1)", hdf5plugin.SZ3(absolute=0.1)),
):
    with h5py.File(path, "w") as file:
        file.create_dataset("x", data=given, chunks=given.shape, **filter)
    with h5py.File(path) as file:
        print(word, [float(f"{value:.3g}") for value in file["x"][:8]])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
given [2.0, -2.0, nan, inf, 0.5, 3.0, 0.10000000149011612, 1000000000.0]
Zfp() [-2.0, -2.0, -2.0, -2.0, -1.0, 3.0, -1.0, 1000000000.0]
Zfp(reversible=True) [2.0, -2.0, nan, inf, 0.5, 3.0, 0.1, 1000000000.0]
SZ(absolute=0.1) [2.0, -2.0, nan, inf, 0.5, 3.0, 0.1, 1000000000.0]
SZ3(absolute=0.1) [2.0, -2.0, -215000000.0, inf, 0.5, 3.0, 0.05, 1000000000.0]
EXPECTED
