#!/usr/bin/env bash
# h5py 3.16.0: writing numbers that do not fit into an integer dataset clips them, where NumPy wraps.
#
# Guess: dataset[:] = array converts as array.astype(dataset.dtype) does: 300 becomes 44 as int8.
# What it does: HDF5 converts, and it takes the nearest number of the type: 300 becomes 127, -5 as uint8
#   becomes 0, without a warning, when it is assigned and when the dataset is created with dtype=. So
#   the same weights stored as int8 by h5py and by np.save(weights.astype("int8")) are not the same.
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

values = np.array([300, -300, -5, 1], np.int64)
with h5py.File(io.BytesIO(), "w") as file:
    for dtype in "int8", "uint8":
        file.create_dataset(dtype, values.shape, dtype)[:] = values
        created = file.create_dataset("created_" + dtype, data=values, dtype=dtype)
        print(dtype, "assigned", file[dtype][:].tolist(), "created", created[:].tolist(),
              "astype", values.astype(dtype).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
int8 assigned [127, -128, -5, 1] created [127, -128, -5, 1] astype [44, -44, -5, 1]
uint8 assigned [255, 0, 0, 1] created [255, 0, 0, 1] astype [44, 212, 251, 1]
EXPECTED
