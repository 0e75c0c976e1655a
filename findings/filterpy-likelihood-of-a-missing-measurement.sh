#!/usr/bin/env bash
# filterpy 2.0.0: after update(None), for a missing measurement, KalmanFilter.log_likelihood is still that of the
#   measurement before.
#
# Guess: 0, as a missing measurement says nothing of the model; the residual y is set to 0 then.
# What it does: the likelihood is computed when it is asked for, from what the last measurement left, so that a sum
#   over the timesteps counts that measurement twice. Where the first measurement is missing, it is -inf and the
#   likelihood 2.2e-308. x and P are right.
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
    filterpy==2.0.0 numpy==2.4.6 scipy==1.17.1 matplotlib==3.11.2

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from filterpy.kalman import KalmanFilter

for measured in [1, 2.1, 3.9], [1, 2.1, None, 3.9], [1, 2.1, None, None, 3.9], [None, 1, 2.1, 3.9]:
    filter = KalmanFilter(2, 1)
    filter.x = np.array([[0.0], [1.0]])
    filter.F = np.array([[1.0, 1.0], [0.0, 1.0]])
    filter.H = np.array([[1.0, 0.0]])
    filter.P, filter.R = np.eye(2) * 10, np.array([[2.0]])
    seen = []
    for z in measured:
        filter.predict()
        filter.update(z)
        seen.append(filter.log_likelihood)
    print(measured, [f"{x:.3f}" for x in seen], "sum", f"{sum(seen):.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1, 2.1, 3.9] ['-2.487', '-2.210', '-2.115'] sum -6.812
[1, 2.1, None, 3.9] ['-2.487', '-2.210', '-2.210', '-2.525'] sum -9.431
[1, 2.1, None, None, 3.9] ['-2.487', '-2.210', '-2.210', '-2.210', '-2.882'] sum -11.999
[None, 1, 2.1, 3.9] ['-inf', '-2.932', '-2.101', '-2.093'] sum -inf
EXPECTED
