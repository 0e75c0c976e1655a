#!/usr/bin/env bash
# numpy 2.1.0 to 2.5.4: np.negative from a strided array into a strided array gives wrong numbers.
#
# Guess: np.negative(x, out=y) writes -x, whatever the strides of x and y; a column of a matrix can
#   be negated in place.
# What it does: where the input's stride is 4 elements of float32 or int32, or 8 of float64 or
#   int64, and the output's stride is over 1, the input is read as if its elements lay side by side.
#   So the first column of a matrix with 4 columns (float32) or 8 (float64) comes out wrong, without
#   a warning, from two rows on. np.multiply(x, -1, out=y) and the expression -x are right.
#   Right in 2.0.0 and 2.0.2; wrong in each of 2.1.0, 2.1.3, 2.2.6, 2.4.6 and 2.5.0 to 2.5.4;
#   right in 2.5.5. Seen on x86-64; AVX2 and AVX-512 switched off changes nothing.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 or 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12)])' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"

cat > "$folder/column.py" <<'PYTHON'
import numpy as np

print("numpy", np.__version__)
for dtype in np.float32, np.float64:
    for columns in 3, 4, 8:
        matrix = np.zeros((3, columns), dtype)
        matrix[:, 0] = 1, 2, 3
        multiplied = matrix.copy()
        np.negative(matrix[:, 0], out=matrix[:, 0])
        np.multiply(multiplied[:, 0], -1, out=multiplied[:, 0])
        print(np.dtype(dtype).name, columns, "columns: negative", matrix[:, 0].tolist(),
              "multiply", multiplied[:, 0].tolist())
PYTHON
for pinned in numpy==2.0.0 numpy==2.1.0 numpy==2.4.6; do
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$pinned"
    "$folder/venv/bin/python" "$folder/column.py"
done | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numpy 2.0.0
float32 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float32 4 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float32 8 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 4 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 8 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
numpy 2.1.0
float32 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float32 4 columns: negative [-1.0, -0.0, -0.0] multiply [-1.0, -2.0, -3.0]
float32 8 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 4 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 8 columns: negative [-1.0, -0.0, -0.0] multiply [-1.0, -2.0, -3.0]
numpy 2.4.6
float32 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float32 4 columns: negative [-1.0, -0.0, -0.0] multiply [-1.0, -2.0, -3.0]
float32 8 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 3 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 4 columns: negative [-1.0, -2.0, -3.0] multiply [-1.0, -2.0, -3.0]
float64 8 columns: negative [-1.0, -0.0, -0.0] multiply [-1.0, -2.0, -3.0]
EXPECTED
