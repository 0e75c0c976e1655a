#!/usr/bin/env bash
# unyt 3.2.0: np.sum, np.pad and np.nan_to_num of metres take the number of an argument in centimetres as it is.
#
# Guess: the argument is converted, or refused as in np.insert and np.clip.
# What it does: np.sum from 1 km on adds 1 m; np.pad with 5 cm writes 5 m; np.nan_to_num with 5 cm for NaN calls
#   the whole array centimetres, so that what was 1 m is 1 cm.
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
import numpy as np
from unyt import unyt_array, unyt_quantity

x = unyt_array([1.0, 2.0], "m")
gap = unyt_array([np.nan, 1.0], "m")
five = unyt_quantity(5.0, "cm")
for name, found in {
    "sum from 1 km on": lambda: np.sum(x, initial=unyt_quantity(1.0, "km")),
    "pad with 5 cm": lambda: np.pad(x, 1, constant_values=five),
    "nan_to_num of [nan, 1] m with 5 cm": lambda: np.nan_to_num(gap, nan=five),
    "insert of 5 cm": lambda: np.insert(x, 0, five),
    "clip at 150 cm": lambda: np.clip(x, unyt_quantity(150.0, "cm"), None),
}.items():
    try:
        print(f"{name}: {found()}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sum from 1 km on: 4.0 m
pad with 5 cm: [5. 1. 2. 5.] m
nan_to_num of [nan, 1] m with 5 cm: [5. 1.] cm
insert of 5 cm: UnitInconsistencyError
clip at 150 cm: TypeError
EXPECTED
