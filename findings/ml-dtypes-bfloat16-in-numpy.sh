#!/usr/bin/env bash
# ml_dtypes 0.6.0 with numpy 2.4.6: bfloat16 arrays follow neither float16's rules nor JAX's.
#
# Guess: an array of bfloat16 behaves as one of float16: a Python number does not change its type, a
#   matrix product has its type, a sum of many ones is exact as far as the type goes (NumPy adds in
#   pairs).
# What it does: times 2.5 gives float32, times 2 bfloat16, which differs from float16 and from JAX (a
#   Python float stays weak there); @ gives float32; sum() of 1000 ones is 256 and their mean 0.2559,
#   since the adding is neither in pairs nor in float32; np.issubdtype(bfloat16, np.floating) is False,
#   so code that asks so takes them for no floats.
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
    numpy==2.4.6 ml_dtypes==0.6.0

cat > "$folder/seen.py" <<'PYTHON'
import ml_dtypes
import numpy as np

for dtype in np.float16, ml_dtypes.bfloat16:
    ones = np.ones(1000, dtype)
    print(np.dtype(dtype).name)
    print("  ones * 2  ", (ones * 2).dtype)
    print("  ones * 2.5", (ones * 2.5).dtype)
    print("  ones @ ones", (ones @ ones).dtype, float(ones @ ones))
    print("  sum", float(ones.sum()), "mean", round(float(ones.mean()), 4))
    print("  issubdtype floating", np.issubdtype(dtype, np.floating))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float16
  ones * 2   float16
  ones * 2.5 float16
  ones @ ones float16 1000.0
  sum 1000.0 mean 1.0
  issubdtype floating True
bfloat16
  ones * 2   bfloat16
  ones * 2.5 float32
  ones @ ones float32 1000.0
  sum 256.0 mean 0.2559
  issubdtype floating False
EXPECTED
