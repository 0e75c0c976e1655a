#!/usr/bin/env bash
# bottleneck 1.6.0: nansum of four int32 numbers 2**30 is 0; np.nansum of them is 2**32.
#
# Guess: it is the quick form of NumPy's function, which sums int32 in int64; float32 is summed in parts.
# What it does: int32 is summed in int32 and wraps, also in ss, the sum of squares; float32 is added one after the
#   other, so that the mean of 2**25 ones is 0.5. nanmean of int32 is right. Only int32 and int64, float32 and
#   float64 have code of their own; int16 and float16 go to NumPy and are right.
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
    bottleneck==1.6.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import bottleneck
import numpy as np

for kind, value, size in ("int32", 2**30, 4), ("int16", 2**14, 4), ("float32", 1, 2**25), ("float64", 1, 2**25):
    array = np.full(size, value, kind)
    for name in "nansum", "nanmean":
        print(size, "times", value, kind, name, float(getattr(bottleneck, name)(array)), "numpy", float(getattr(np, name)(array)))
print("ss of int32 65536:", bottleneck.ss(np.array([65536], "int32")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
4 times 1073741824 int32 nansum 0.0 numpy 4294967296.0
4 times 1073741824 int32 nanmean 1073741824.0 numpy 1073741824.0
4 times 16384 int16 nansum 65536.0 numpy 65536.0
4 times 16384 int16 nanmean 16384.0 numpy 16384.0
33554432 times 1 float32 nansum 16777216.0 numpy 33554432.0
33554432 times 1 float32 nanmean 0.5 numpy 1.0
33554432 times 1 float64 nansum 33554432.0 numpy 33554432.0
33554432 times 1 float64 nanmean 1.0 numpy 1.0
ss of int32 65536: 0
EXPECTED
