#!/usr/bin/env bash
# tensorly 0.10.0: norm(x, np.inf) is 1 for every array; norm(x, "inf") is the largest absolute value.
#
# Guess: np.inf is the order infinity, as for np.linalg.norm.
# What it does: orders other than 2, 1 and the text "inf" are computed as written, sum(abs(x) ** order) ** (1 /
#   order); of np.inf that is infinity to the power of 0. Where all are below 1 it is 0 to the power of 0, 1 too.
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
    tensorly==0.10.0 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import tensorly

for x in [3.0, -5.0, 1.0], [0.2, -0.5, 0.1], [100.0], [0.0]:
    x = np.array(x)
    print(x.tolist(), {str(order): float(tensorly.norm(x, order)) for order in (2, 1, "inf", np.inf, 3)}, "numpy", float(np.linalg.norm(x, np.inf)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[3.0, -5.0, 1.0] {'2': 5.916079783099616, '1': 9.0, 'inf': 1.0, '3': 5.348481241239363} numpy 5.0
[0.2, -0.5, 0.1] {'2': 0.5477225575051662, '1': 0.7999999999999999, 'inf': 1.0, '3': 0.5117229946912049} numpy 0.5
[100.0] {'2': 100.0, '1': 100.0, 'inf': 1.0, '3': 99.99999999999997} numpy 100.0
[0.0] {'2': 0.0, '1': 0.0, 'inf': 1.0, '3': 0.0} numpy 0.0
EXPECTED
