#!/usr/bin/env bash
# dtaidistance 2.5.1: distance_fast with inner_dist="euclidean" squares the penalty; distance and warping_paths_fast do not.
#
# Guess: the C function gives what the Python function gives, as it does with the default inner distance.
# What it does: a penalty of 0.5 for each step aside is counted as 0.25, one of 2 as 4, so that other paths are
#   the best. distance_matrix_fast has the same number as distance_fast.
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
import numpy as np
from dtaidistance import dtw

a = np.array([1.0, 2.0, 3.0, 4.0])
b = np.array([2.0, 3.0, 3.0, 7.0, 1.0])
for inner in "squared euclidean", "euclidean":
    for penalty in 0, 0.5, 2:
        given = dict(inner_dist=inner, penalty=penalty, use_pruning=False)
        for name, found in {
            "distance": dtw.distance(a, b, **given),
            "warping_paths_fast": dtw.warping_paths_fast(a, b, **given)[0],
            "distance_fast": dtw.distance_fast(a, b, **given),
            "distance_matrix_fast": dtw.distance_matrix_fast([a, b], **given)[0, 1],
        }.items():
            print(f"{inner}, penalty {penalty}: {name} {found:.4f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
squared euclidean, penalty 0: distance 4.3589
squared euclidean, penalty 0: warping_paths_fast 4.3589
squared euclidean, penalty 0: distance_fast 4.3589
squared euclidean, penalty 0: distance_matrix_fast 4.3589
squared euclidean, penalty 0.5: distance 4.4441
squared euclidean, penalty 0.5: warping_paths_fast 4.4441
squared euclidean, penalty 0.5: distance_fast 4.4441
squared euclidean, penalty 0.5: distance_matrix_fast 4.4441
squared euclidean, penalty 2: distance 4.8990
squared euclidean, penalty 2: warping_paths_fast 4.8990
squared euclidean, penalty 2: distance_fast 4.8990
squared euclidean, penalty 2: distance_matrix_fast 4.8990
euclidean, penalty 0: distance 7.0000
euclidean, penalty 0: warping_paths_fast 7.0000
euclidean, penalty 0: distance_fast 7.0000
euclidean, penalty 0: distance_matrix_fast 7.0000
euclidean, penalty 0.5: distance 8.5000
euclidean, penalty 0.5: warping_paths_fast 8.5000
euclidean, penalty 0.5: distance_fast 7.7500
euclidean, penalty 0.5: distance_matrix_fast 7.7500
euclidean, penalty 2: distance 10.0000
euclidean, penalty 2: warping_paths_fast 10.0000
euclidean, penalty 2: distance_fast 12.0000
euclidean, penalty 2: distance_matrix_fast 12.0000
EXPECTED
