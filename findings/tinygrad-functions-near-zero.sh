#!/usr/bin/env bash
# tinygrad 0.14.0 (device PYTHON): tanh(1e-6) is 1.07e-6, asinh(-1e5) is -inf, and softplus(-20) is 0.
#
# Guess: right to a few units in the last place of float32.
# What it does: each is written out as in a textbook, 2 * sigmoid(2 * x) - 1, log(x + sqrt(x * x + 1)) and
#   log(1 + exp(x)), whose differences lose what matters; erf is a polynomial good to 1e-7, not relatively.
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
    tinygrad==0.14.0

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["DEV"] = "PYTHON"  # the device that needs no compiler

import math

from tinygrad import Tensor

for name, x in (
    ("tanh", 1e-6), ("atanh", 1e-6), ("erf", 1e-5), ("asinh", 1e-6), ("asinh", -1e5),
):
    (found,) = getattr(Tensor([x]), name)().tolist()
    print(f"{name}({x:g}) is {found:.3g}, right {getattr(math, name)(x):.3g}")
for name, x in ("softplus", -20.0), ("logsigmoid", 20.0):
    (found,) = getattr(Tensor([x]), name)().tolist()
    right = math.log1p(math.exp(-20))
    print(f"{name}({x:g}) is {abs(found):.3g}, right {right if name == 'softplus' else -right:.3g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
tanh(1e-06) is 1.07e-06, right 1e-06
atanh(1e-06) is 1.01e-06, right 1e-06
erf(1e-05) is 1.11e-05, right 1.13e-05
asinh(1e-06) is 9.54e-07, right 1e-06
asinh(-100000) is -inf, right -12.2
softplus(-20) is 0, right 2.06e-09
logsigmoid(20) is 0, right -2.06e-09
EXPECTED
