#!/usr/bin/env bash
# dask 2026.8.0: pad by more than the array's length returns another shape than NumPy, without a word.
#
# Guess: modes reflect, symmetric and wrap go on to and fro as NumPy's do, or are refused.
# What it does: at most one copy of the array is put on each side. 5 elements padded by 12 become 13 or 15,
#   not 29. The modes edge, constant, linear_ramp, mean, maximum and minimum are right.
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

x = np.arange(5)
for mode in "reflect", "symmetric", "wrap", "edge", "mean":
    padded = da.pad(da.from_array(x, chunks=5), 12, mode=mode)
    print(f"{mode:9} numpy {np.pad(x, 12, mode=mode).shape} dask", padded.shape, padded.compute().shape)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
reflect   numpy (29,) dask (13,) (13,)
symmetric numpy (29,) dask (15,) (15,)
wrap      numpy (29,) dask (15,) (15,)
edge      numpy (29,) dask (29,) (29,)
mean      numpy (29,) dask (29,) (29,)
EXPECTED
