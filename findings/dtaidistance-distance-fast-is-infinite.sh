#!/usr/bin/env bash
# dtaidistance 2.5.1: distance_fast([0.0], [2.0, 3.0]) is infinite; distance of the same is 3.61.
#
# Guess: the fast function gives what the other one gives.
# What it does: it prunes by default: what exceeds the Euclidean distance is left out. Where the best path is
#   that distance itself, squaring its root rounds below the sum, and no path is left. So it is for one pair in
#   seven of short series of whole numbers, for any penalty that makes the best path dear, and never with
#   use_pruning=False or in distance_matrix_fast.
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
    dtaidistance==2.5.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import itertools

import numpy as np
from dtaidistance import dtw

zero, two = np.array([0.0]), np.array([2.0, 3.0])
print("distance", round(dtw.distance(zero, two), 4), "distance_fast", dtw.distance_fast(zero, two))
print("without pruning", round(dtw.distance_fast(zero, two, use_pruning=False), 4), "matrix", round(dtw.distance_matrix_fast([zero, two])[0, 1], 4))
series = [np.array(s, float) for s in itertools.product(range(4), repeat=3)]
pairs = list(itertools.product(series, series))
infinite = sum(np.isinf(dtw.distance_fast(a, b)) for a, b in pairs)
print(infinite, "of", len(pairs), "pairs of three whole numbers from 0 to 3 are infinite")
a, b = np.array([1.0, 2, 3, 4]), np.array([2.0, 3, 3, 7, 1])
print("penalty 10: distance", round(dtw.distance(a, b, penalty=10), 4), "distance_fast", dtw.distance_fast(a, b, penalty=10))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
distance 3.6056 distance_fast inf
without pruning 3.6056 matrix 3.6056
646 of 4096 pairs of three whole numbers from 0 to 3 are infinite
penalty 10: distance 10.9545 distance_fast inf
EXPECTED
