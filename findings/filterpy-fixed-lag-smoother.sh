#!/usr/bin/env bash
# filterpy 2.0.0: the last estimate of FixedLagSmoother is not that of its own filter, though no later measurement
#   is known.
#
# Guess: smoothed with a lag of 4, the last estimate is the filter's, and those before it are nearer to those of
#   rts_smoother the older they are.
# What it does: the gain is computed from the covariance after the measurement, where the smoother needs the one
#   before it, so that each estimate takes too little of what comes later. With as many measurements as the lag
#   nothing is smoothed at all.
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
from filterpy.kalman import FixedLagSmoother, KalmanFilter

measured = [1, 2.1, 3, 3.9, 5.2, 6.1, 6.9, 8.2]


def begin(filter):
    filter.x = np.array([[0.0], [1.0]])
    filter.F = np.array([[1.0, 1.0], [0.0, 1.0]])
    filter.H = np.array([[1.0, 0.0]])
    filter.P, filter.R, filter.Q = np.eye(2) * 10, np.array([[2.0]]), np.eye(2) * 0.1
    return filter


plain = begin(KalmanFilter(2, 1))
means, covariances, _, _ = plain.batch_filter(measured)
print("filter ", means[:, 0, 0].round(3).tolist())
print("rts    ", plain.rts_smoother(means, covariances)[0][:, 0, 0].round(3).tolist())
for lag in 2, 4, 8:
    smoother = begin(FixedLagSmoother(2, 1, N=lag))
    for z in measured:
        smoother.smooth(z)
    print("lag", lag, "", np.array(smoother.xSmooth)[:, 0, 0].round(3).tolist(), "its filter's last", smoother.x[0, 0].round(3))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
filter  [1.0, 2.082, 3.035, 3.946, 5.085, 6.105, 7.007, 8.101]
rts     [1.014, 2.023, 3.028, 4.036, 5.055, 6.066, 7.076, 8.101]
lag 2  [1.0, 2.062, 3.091, 4.059, 4.979, 6.064, 7.113, 8.045] its filter's last 8.101
lag 4  [1.0, 2.093, 3.064, 3.982, 4.964, 6.091, 7.113, 8.045] its filter's last 8.101
lag 8  [1.0, 2.082, 3.035, 3.946, 5.085, 6.105, 7.007, 8.101] its filter's last 8.101
EXPECTED
