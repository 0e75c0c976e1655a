#!/usr/bin/env bash
# quantities 0.16.4: Quantity([1 km, 1 m], "m") is 1 m and 1 m; Quantity(1 km, "m") is 1000 m.
#
# Guess: each element is converted, as a single one and an array are.
# What it does: of the elements of a list only the numbers are read. np.concatenate and np.append of metres and
#   kilometres give numbers without a unit, np.interp and np.searchsorted take centimetres for metres, none with
#   an error; np.hypot and np.clip convert or refuse.
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
from quantities import Quantity

km, m, cm = Quantity(1.0, "km"), Quantity(1.0, "m"), Quantity(150.0, "cm")
line = Quantity([1.0, 2.0, 3.0], "m")
for name, found in {
    'Quantity(1 km, "m")': lambda: Quantity(km, "m"),
    'Quantity([1 km, 1 m], "m")': lambda: Quantity([km, m], "m"),
    "concatenate of 1 m and 1 km": lambda: np.concatenate([Quantity([1.0], "m"), Quantity([1.0], "km")]),
    "searchsorted of 150 cm in 1, 2, 3 m": lambda: int(np.searchsorted(line, cm)),
    "interp at 150 cm between 1, 2, 3 m of 10, 20, 30": lambda: float(np.interp(cm, line, [10, 20, 30])),
    "clip at 150 cm": lambda: np.clip(line, cm, None),
    "hypot of 1 m and 150 cm": lambda: np.hypot(m, cm),
}.items():
    try:
        print(f"{name}: {found()}")
    except ValueError as error:
        print(f"{name}: {type(error).__name__}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Quantity(1 km, "m"): 1000.0 m
Quantity([1 km, 1 m], "m"): [1. 1.] m
concatenate of 1 m and 1 km: [1. 1.] dimensionless
searchsorted of 150 cm in 1, 2, 3 m: 3
interp at 150 cm between 1, 2, 3 m of 10, 20, 30: 30.0
clip at 150 cm: [1.5 2.  3. ] m
hypot of 1 m and 150 cm: ValueError
EXPECTED
