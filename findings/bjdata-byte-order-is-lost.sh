#!/usr/bin/env bash
# bjdata 0.6.6: the big-endian array [1, 2] comes back as [256, 512], and an array of bool as uint8.
#
# Guess: the numbers, as for float32 and float64 of this machine's order, or an error, as for complex numbers.
# What it does: the bytes are written as they lie, without their order, so that 1.5 of a big-endian array becomes 3e-319. float16 and the
#   order of the axes are kept.
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
    bjdata==0.6.6 numpy==1.26.4

cat > "$folder/seen.py" <<'PYTHON'
import bjdata
import numpy as np

arrays = [np.array([1.5, 2]), np.array([1, 2], "<i2"), np.array([1, 2], ">i2"), np.array([1.5, 2], ">f8"), np.array([0.1, 1], np.float16), np.array([0.5], np.float32),
          np.array([True, False]), np.zeros((0, 3)), np.asfortranarray([[1.0, 2], [3, 4]])]
for array in arrays:
    back = bjdata.loadb(bjdata.dumpb(array))
    print(array.dtype.str, array.shape, array.tolist(), "comes back as", back.dtype.str, back.shape, back.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
<f8 (2,) [1.5, 2.0] comes back as <f8 (2,) [1.5, 2.0]
<i2 (2,) [1, 2] comes back as <i2 (2,) [1, 2]
>i2 (2,) [1, 2] comes back as <i2 (2,) [256, 512]
>f8 (2,) [1.5, 2.0] comes back as <f8 (2,) [3.13984e-319, 3.16e-322]
<f2 (2,) [0.0999755859375, 1.0] comes back as <f2 (2,) [0.0999755859375, 1.0]
<f4 (1,) [0.5] comes back as <f4 (1,) [0.5]
|b1 (2,) [True, False] comes back as |u1 (2,) [1, 0]
<f8 (0, 3) [] comes back as <f8 (0, 3) []
<f8 (2, 2) [[1.0, 2.0], [3.0, 4.0]] comes back as <f8 (2, 2) [[1.0, 3.0], [2.0, 4.0]]
EXPECTED
