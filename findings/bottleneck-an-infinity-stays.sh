#!/usr/bin/env bash
# bottleneck 1.6.0: after one infinity move_sum, move_mean, move_std and move_var are NaN to the end, though it has
#   left the window.
#
# Guess: a number counts in the windows that hold it, as move_median, move_min and move_max have it.
# What it does: each window is made from the one before: what comes in is added, what leaves is subtracted, and
#   infinity less infinity is NaN. After 1e16 the ones beside it are lost, and the mean of ones is 0 from there on.
#   A NaN is counted apart, and leaves.
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

for first in np.nan, np.inf, 1e16:
    series = np.array([1, first, 1, 1, 1, 1])
    for name in "move_sum", "move_mean", "move_std", "move_var", "move_median", "move_max":
        print(first, name, getattr(bottleneck, name)(series, 2)[1:].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
nan move_sum [nan, nan, 2.0, 2.0, 2.0]
nan move_mean [nan, nan, 1.0, 1.0, 1.0]
nan move_std [nan, nan, 0.0, 0.0, 0.0]
nan move_var [nan, nan, 0.0, 0.0, 0.0]
nan move_median [nan, nan, 1.0, 1.0, 1.0]
nan move_max [nan, nan, 1.0, 1.0, 1.0]
inf move_sum [inf, inf, nan, nan, nan]
inf move_mean [inf, inf, nan, nan, nan]
inf move_std [nan, nan, nan, nan, nan]
inf move_var [nan, nan, nan, nan, nan]
inf move_median [inf, inf, 1.0, 1.0, 1.0]
inf move_max [inf, inf, 1.0, 1.0, 1.0]
1e+16 move_sum [1e+16, 1e+16, 0.0, 0.0, 0.0]
1e+16 move_mean [5000000000000000.0, 5000000000000000.0, 0.0, 0.0, 0.0]
1e+16 move_std [5000000000000000.0, 5000000000000000.0, 0.0, 0.0, 0.0]
1e+16 move_var [2.4999999999999997e+31, 2.4999999999999997e+31, 0.0, 0.0, 0.0]
1e+16 move_median [5000000000000000.0, 5000000000000000.0, 1.0, 1.0, 1.0]
1e+16 move_max [1e+16, 1e+16, 1.0, 1.0, 1.0]
EXPECTED
