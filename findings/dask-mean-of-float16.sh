#!/usr/bin/env bash
# dask 2026.8.0: the mean of more than 65504 float16 ones is NaN, or of fewer large numbers infinite.
#
# Guess: mean keeps its sums in float32 for float16, as NumPy's mean does.
# What it does: sums and the count are kept in float16, which ends at 65504. 100000 ones have the mean
#   inf / inf, NaN; 1000 times 300 has the mean inf. std and var likewise. NumPy gives 1 and 300. With
#   mean(dtype="f4") it is right.
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

for x in np.ones(100_000, np.float16), np.full(1000, 300, np.float16):
    chunked = da.from_array(x, chunks=100)
    print(x.size, "times", x[0], "numpy", x.mean(), "dask", chunked.mean().compute(),
          "dask in float32", chunked.mean(dtype="f4").compute(), "std", chunked.std().compute())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
100000 times 1.0 numpy 1.0 dask nan dask in float32 1.0 std nan
1000 times 300.0 numpy 300.0 dask inf dask in float32 300.0 std nan
EXPECTED
