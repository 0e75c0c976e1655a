#!/usr/bin/env bash
# unyt 3.2.0: np.exp of 50 percent is the exponential of 50, though 1 + 50 percent is 1.5.
#
# Guess: functions of a number convert to the unit 1 first, as np.sin does with 90 degrees and as a sum does.
# What it does: np.exp, np.log and np.log10 take the number and drop the unit: the logarithm of 1 km/m is 0,
#   that of the same ratio written 1000 is 6.9. float and the functions of math do so too, also with degrees and
#   metres.
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
    unyt==3.2.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import math

import numpy as np
from unyt import unyt_quantity

half, ratio, angle = (unyt_quantity(*v) for v in ((50.0, "percent"), (1.0, "km/m"), (90.0, "degree")))
for quantity in half, ratio:
    one = quantity.to("dimensionless")
    print(f"{quantity} is {one}, 1 + it is {(1 + quantity).to('dimensionless')}, float of it is {float(quantity)}")
    print(f"  np.exp of it {np.exp(quantity):.3g}, of the same in 1 {np.exp(one):.3g}")
    print(f"  np.log of it {np.log(quantity):.3g}, of the same in 1 {np.log(one):.3g}")
print(f"{angle}: np.sin {np.sin(angle):.3f} math.sin {math.sin(angle):.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
50.0 % is 0.5 dimensionless, 1 + it is 1.5 dimensionless, float of it is 50.0
  np.exp of it 5.18e+21, of the same in 1 1.65
  np.log of it 3.91, of the same in 1 -0.693
1.0 km/m is 1000.0 dimensionless, 1 + it is 1001.0 dimensionless, float of it is 1.0
  np.exp of it 2.72, of the same in 1 inf
  np.log of it 0, of the same in 1 6.91
90.0 degree: np.sin 1.000 math.sin 0.894
EXPECTED
