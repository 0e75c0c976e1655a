#!/usr/bin/env bash
# zarr 3.4.2: an array that is made shorter and longer again has some of its old numbers, and the fill value elsewhere.
#
# Guess: after resize to 3 and to 10, numbers 3 to 9 are the fill value, as after h5py's resize.
# What it does: only chunks that lie outside as a whole are deleted; what a chunk holds beyond the end stays and
#   comes back. How much depends on the chunks. append() after a resize writes over it.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    zarr==3.4.2 numpy==2.4.6 h5py==3.16.0

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import h5py
import numpy as np
import zarr

numbers = np.arange(1, 11)
for chunk in 1, 4, 10:
    array = zarr.create_array(store={}, shape=10, chunks=(chunk,), dtype="int64")
    array[:] = numbers
    array.resize((3,))
    array.resize((10,))
    print("zarr chunks of", chunk, array[:].tolist())
with h5py.File(os.path.join(tempfile.mkdtemp(), "file.h5"), "w") as file:
    array = file.create_dataset("a", data=numbers, chunks=(4,), maxshape=(None,))
    array.resize((3,))
    array.resize((10,))
    print("h5py chunks of 4", array[:].tolist())
array = zarr.create_array(store={}, shape=10, chunks=(4,), dtype="int64")
array[:] = numbers
array.resize((3,))
array.append(np.array([-1]))
print("append", array[:].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
zarr chunks of 1 [1, 2, 3, 0, 0, 0, 0, 0, 0, 0]
zarr chunks of 4 [1, 2, 3, 4, 0, 0, 0, 0, 0, 0]
zarr chunks of 10 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
h5py chunks of 4 [1, 2, 3, 0, 0, 0, 0, 0, 0, 0]
append [1, 2, 3, -1]
EXPECTED
