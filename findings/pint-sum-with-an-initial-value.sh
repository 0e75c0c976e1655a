#!/usr/bin/env bash
# pint 0.25.3: np.sum of metres with an initial value of 1 km adds 1.
#
# Guess: the initial value is converted, or refused as one without a unit is.
# What it does: its unit is dropped: the sum of 1 m and 2 m from 1 km on is 4 m, and from 1 second on also.
#   np.max with the same argument converts it, and refuses seconds.
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
    pint==0.25.3 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from pint import UnitRegistry

u = UnitRegistry()
x = [1.0, 2.0] * u.m
for function in np.sum, np.max:
    for initial in 1 * u.m, 1 * u.km, 1 * u.s:
        try:
            found = function(x, initial=initial)
        except Exception as error:
            found = type(error).__name__
        print(f"{function.__name__} of {x} from {initial} on: {found}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sum of [1.0 2.0] meter from 1 meter on: 4.0 meter
sum of [1.0 2.0] meter from 1 kilometer on: 4.0 meter
sum of [1.0 2.0] meter from 1 second on: 4.0 meter
max of [1.0 2.0] meter from 1 meter on: 2.0 meter
max of [1.0 2.0] meter from 1 kilometer on: 1000.0 meter
max of [1.0 2.0] meter from 1 second on: DimensionalityError
EXPECTED
