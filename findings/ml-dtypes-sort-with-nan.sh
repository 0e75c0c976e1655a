#!/usr/bin/env bash
# ml_dtypes 0.6.0 with numpy 2.4.6: np.sort of a bfloat16 array that has a NaN leaves the rest unsorted.
#
# Guess: NaN goes to the end, as for every float type of NumPy.
# What it does: the comparison of the type knows no place for NaN: [3, 1, NaN, 2] becomes [1, 3, NaN, 2].
#   argsort and unique follow. max is NaN, as it should be. So it is for float8_e4m3fn and float8_e5m2.
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
    ml_dtypes==0.6.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import ml_dtypes
import numpy as np

x = np.array([3, 1, np.nan, 2, 1])
for dtype in np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn, ml_dtypes.float8_e5m2:
    a = x.astype(dtype)
    print(f"{np.dtype(dtype).name:13} sort {np.sort(a).astype(float).tolist()}",
          f"unique {np.unique(a).astype(float).tolist()} max {float(a.max())}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float16       sort [1.0, 1.0, 2.0, 3.0, nan] unique [1.0, 2.0, 3.0, nan] max nan
bfloat16      sort [1.0, 3.0, nan, 1.0, 2.0] unique [1.0, 3.0, nan, 1.0, 2.0] max nan
float8_e4m3fn sort [1.0, 3.0, nan, 1.0, 2.0] unique [1.0, 3.0, nan, 1.0, 2.0] max nan
float8_e5m2   sort [1.0, 3.0, nan, 1.0, 2.0] unique [1.0, 3.0, nan, 1.0, 2.0] max nan
EXPECTED
