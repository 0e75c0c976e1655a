#!/usr/bin/env bash
# aeon 1.6.0: the Euclidean distance of [1, 2] and [1, 2, 300] is 0, as is the Manhattan distance.
#
# Guess: an error: the sum goes over all elements of two series of one length.
# What it does: what the longer series has beyond the shorter is left out, so that a series and its beginning
#   have distance 0, and the triangle's inequality does not hold. A column of shape (n, 1) is n channels of
#   length 1 to every distance: with dtw it is the squared distance.
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
    aeon==1.6.0 numpy==2.3.5

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from aeon.distances import dtw_distance, euclidean_distance, manhattan_distance, pairwise_distance, squared_distance

short, long, other = np.array([1.0, 2.0]), np.array([1.0, 2.0, 300.0]), np.array([1.0, 2.0, 5.0])
for distance in squared_distance, euclidean_distance, manhattan_distance:
    print(distance.__name__, distance(short, long), distance(short, other), distance(long, other))
print("pairwise", pairwise_distance([short, long], method="euclidean").tolist())
a, b = np.array([0.0, 0, 1, 2]), np.array([0.0, 1, 2, 2])
print("dtw of (4,)", dtw_distance(a, b), "of (4, 1)", dtw_distance(a[:, None], b[:, None]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
squared_distance 0.0 0.0 87025.0
euclidean_distance 0.0 0.0 295.0
manhattan_distance 0.0 0.0 295.0
pairwise [[0.0, 0.0], [0.0, 0.0]]
dtw of (4,) 0.0 of (4, 1) 2.0
EXPECTED
