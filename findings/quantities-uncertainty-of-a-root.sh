#!/usr/bin/env bash
# quantities 0.16.4: the square root, exponential, sine and absolute value of an uncertain quantity have an uncertainty of 0.
#
# Guess: propagated to the first order, as it is for sums, products and powers, or refused.
# What it does: np.sqrt of 4 +/- 0.1 is 2 +/- 0; ** 0.5 of it is 2 +/- 0.025. That of a negative power has a
#   minus sign: 2 +/- 0.1 to the power of -1 is 0.5 +/- -0.025. The uncertainty of 0 times 2 is NaN.
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
    quantities==0.16.4 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from quantities import UncertainQuantity

four, two, zero, minus = (UncertainQuantity(v, "", 0.1) for v in (4.0, 2.0, 0.0, -2.0))
for name, found in {
    "4 ** 0.5": four**0.5,
    "np.sqrt(4)": np.sqrt(four),
    "np.exp(2)": np.exp(two),
    "np.log(2)": np.log(two),
    "np.sin(2)": np.sin(two),
    "abs(-2)": abs(minus),
    "1 / 2": 1 / two,
    "2 ** -1": two**-1,
    "0 * 2": zero * two,
}.items():
    print(f"{name}: {float(found.magnitude):.4g} +/- {float(found.uncertainty):.4g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
4 ** 0.5: 2 +/- 0.025
np.sqrt(4): 2 +/- 0
np.exp(2): 7.389 +/- 0
np.log(2): 0.6931 +/- 0
np.sin(2): 0.9093 +/- 0
abs(-2): 2 +/- 0
1 / 2: 0.5 +/- 0.025
2 ** -1: 0.5 +/- -0.025
0 * 2: 0 +/- nan
EXPECTED
