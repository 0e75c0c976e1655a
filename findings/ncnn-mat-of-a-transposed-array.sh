#!/usr/bin/env bash
# ncnn 1.0.20261020: ncnn.Mat of a transposed array, or of every second column, holds other numbers.
#
# Guess: the array's strides are heeded, or what is not contiguous is refused.
# What it does: the memory is read in the order in which it lies, with the shape of the view: a (3, 4) array
#   transposed comes back reshaped to (4, 3).
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
    ncnn==1.0.20261020 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import ncnn
import numpy as np

given = np.arange(12, dtype=np.float32).reshape(3, 4)
for word, view in (
    ("as it is", given),
    ("transposed", given.T),
    ("every second column", given[:, ::2]),
    ("transposed and copied", given.T.copy()),
):
    found = np.array(ncnn.Mat(view))
    print(f"{word}: {view[0].tolist()}... becomes {found[0].tolist()}...", "same" if (found == view).all() else "other")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
as it is: [0.0, 1.0, 2.0, 3.0]... becomes [0.0, 1.0, 2.0, 3.0]... same
transposed: [0.0, 4.0, 8.0]... becomes [0.0, 1.0, 2.0]... other
every second column: [0.0, 2.0]... becomes [0.0, 1.0]... other
transposed and copied: [0.0, 4.0, 8.0]... becomes [0.0, 4.0, 8.0]... same
EXPECTED
