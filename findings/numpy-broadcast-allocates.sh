#!/usr/bin/env bash
# numpy 2.0.0 to 2.5.5: a ufunc with `out` allocates a buffer where one of its arrays is broadcast.
#
# Guess: np.multiply(matrix, row, out=out) reads what it is given, writes into out, and allocates
#   nothing, as it does for two arrays of one shape.
# What it does: with a row, or with a column, NumPy takes a buffer as large as the result, up to
#   np.getbufsize() numbers, at each call, and copies into it; with a number, or with the whole
#   array in place of the row, it takes none. So in a loop a repeated row that is stored once is the
#   slower one: with 100 x 32 float32 a column took twice the time of the same numbers written out.
#   The same in 2.0.0, 2.1.0, 2.2.6, 2.3.5, 2.4.6 and 2.5.5. Seen on x86-64.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 or 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12)])' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"

cat > "$folder/peak.py" <<'PYTHON'
import tracemalloc

import numpy as np

print("numpy", np.__version__)
whole = np.ones((100, 64), np.float32)
out = np.empty_like(whole)
for name, shape in ("number", ()), ("row", (64,)), ("column", (100, 1)), ("whole array", whole.shape):
    other = np.ones(shape, np.float32)
    np.multiply(whole, other, out=out)
    tracemalloc.start()
    np.multiply(whole, other, out=out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    taken = "a buffer" if peak >= out.nbytes else "nothing" if peak < 4096 else f"{peak} bytes"
    print(f"times a {name}: {taken}")
PYTHON
for pinned in numpy==2.0.0 numpy==2.4.6; do
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$pinned"
    "$folder/venv/bin/python" "$folder/peak.py"
done | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numpy 2.0.0
times a number: nothing
times a row: a buffer
times a column: a buffer
times a whole array: nothing
numpy 2.4.6
times a number: nothing
times a row: a buffer
times a column: a buffer
times a whole array: nothing
EXPECTED
