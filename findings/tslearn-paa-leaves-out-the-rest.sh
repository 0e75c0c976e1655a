#!/usr/bin/env bash
# tslearn 0.10.0: PiecewiseAggregateApproximation of 7 values in 4 segments is the first 4 values.
#
# Guess: segments of nearly equal length that cover the series, or an error.
# What it does: a segment has 7 // 4 = 1 value, and the 3 behind the fourth are in none. Up to half of a series
#   is left out. SymbolicAggregateApproximation does the same.
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
    tslearn==0.10.0 numpy==2.3.5

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from tslearn.piecewise import PiecewiseAggregateApproximation, SymbolicAggregateApproximation

for n, segments in (8, 4), (7, 4), (9, 4), (5, 3):
    series = np.arange(float(n)).reshape(1, n, 1)
    print(n, "values in", segments, PiecewiseAggregateApproximation(n_segments=segments).fit_transform(series).ravel().tolist())
sax = SymbolicAggregateApproximation(n_segments=4, alphabet_size_avg=4)
line = np.array([-1.0, -1, -1, -1, 9, 9, 9]).reshape(1, 7, 1)
print("symbols of", line.ravel().tolist(), sax.fit_transform(line).ravel().tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
8 values in 4 [0.5, 2.5, 4.5, 6.5]
7 values in 4 [0.0, 1.0, 2.0, 3.0]
9 values in 4 [0.5, 2.5, 4.5, 6.5]
5 values in 3 [0.0, 1.0, 2.0]
symbols of [-1.0, -1.0, -1.0, -1.0, 9.0, 9.0, 9.0] [0, 0, 0, 0]
EXPECTED
