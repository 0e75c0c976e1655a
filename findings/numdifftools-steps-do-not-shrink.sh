#!/usr/bin/env bash
# numdifftools 0.11.2: the derivative of sin(1000 x) at 0 is -5.3, and that of log at 0.001 is NaN.
#
# Guess: the steps are made smaller until the estimates agree, so both are 1000, to about 10 digits.
# What it does: the steps are chosen by x and the order alone, not by what the function does: one that turns
#   within them is extrapolated from noise, one with an edge within them is NaN. The forward derivative of sqrt at 0,
#   which is infinite, is 0. A step given by the caller helps.
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
    numdifftools==0.11.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import warnings

warnings.simplefilter("ignore")
import numdifftools as nd
import numpy as np

for slope in 1, 100, 300, 1000:
    function = lambda x, slope=slope: np.sin(slope * x)
    print("sin of", slope, "x at 0:", round(float(nd.Derivative(function)(0.0)), 1), "with a step of 1e-4:", round(float(nd.Derivative(function, step=1e-4)(0.0)), 1))
for x in 1.0, 0.1, 0.001:
    print("log at", x, round(float(nd.Derivative(np.log)(x)), 3), "with a step of x / 10:", round(float(nd.Derivative(np.log, step=x / 10)(x)), 3))
print("sqrt at 0, forward:", abs(float(nd.Derivative(np.sqrt, method="forward")(0.0))) < 1e-9)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sin of 1 x at 0: 1.0 with a step of 1e-4: 1.0
sin of 100 x at 0: 100.0 with a step of 1e-4: 100.0
sin of 300 x at 0: 300.0 with a step of 1e-4: 300.0
sin of 1000 x at 0: -5.3 with a step of 1e-4: 998.3
log at 1.0 1.0 with a step of x / 10: 1.003
log at 0.1 10.0 with a step of x / 10: 10.034
log at 0.001 nan with a step of x / 10: 1003.353
sqrt at 0, forward: True
EXPECTED
