#!/usr/bin/env bash
# pint 0.25.3: np.ptp of 10 and 20 degrees Celsius is 283.15 kelvin, where np.diff finds 10.
#
# Guess: a difference of temperatures, as np.diff, np.std and max - min give it: 10 delta_degree_Celsius, which
#   is 10 K.
# What it does: np.ptp calls the difference degree_Celsius, a temperature, so that it is 283.15 when it is
#   converted to kelvin and 50 in degrees Fahrenheit (18 is right).
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
x = u.Quantity([10.0, 20.0], "degC")
for name, found in {
    "max - min": np.max(x) - np.min(x),
    "diff": np.diff(x)[0],
    "std": np.std(x),
    "ptp": np.ptp(x),
}.items():
    fahrenheit = "degF" if "delta" not in str(found.units) else "delta_degF"
    print(f"{name}: {found}, in kelvin {found.to('K').m:.2f}, in Fahrenheit {found.to(fahrenheit).m:.0f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
max - min: 10.0 delta_degree_Celsius, in kelvin 10.00, in Fahrenheit 18
diff: 10.0 delta_degree_Celsius, in kelvin 10.00, in Fahrenheit 18
std: 5.0 delta_degree_Celsius, in kelvin 5.00, in Fahrenheit 9
ptp: 10.0 degree_Celsius, in kelvin 283.15, in Fahrenheit 50
EXPECTED
