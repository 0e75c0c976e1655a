#!/usr/bin/env bash
# unyt 3.2.0, quantities 0.16.4: 5 m // 200 cm is 0, although 5 m / 200 cm is 2.5 and 5 m % 200 cm is 1 m.
#
# Guess: 2, the whole part of the quotient.
# What it does: the numbers are divided before the units are: 5 // 200 is 0, with the unit m/cm; the other way
#   round, 200 cm // 5 m is 40 cm/m, which is 0.4, where 0 is right. % converts first, so that a // b * b + a %
#   b is not a.
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
    unyt==3.2.0 quantities==0.16.4 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
from quantities import Quantity
from unyt import unyt_quantity

packages = {
    "unyt": (unyt_quantity, lambda q, unit: float(q.to_value(unit))),
    "quantities": (Quantity, lambda q, unit: float(q.rescale(unit))),
}
for name, (quantity, number) in packages.items():
    for a, b in ((5.0, "m"), (200.0, "cm")), ((200.0, "cm"), (5.0, "m")), ((5.0, "m"), (2.0, "m")):
        whole, ratio, rest = (f(quantity(*a), quantity(*b)) for f in (lambda x, y: x // y, lambda x, y: x / y, lambda x, y: x % y))
        print(f"{name}: {a} // {b} is {number(whole, 'dimensionless'):.3g}, / is {number(ratio, 'dimensionless'):.3g}, % is {number(rest, 'm'):.3g} m")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
unyt: (5.0, 'm') // (200.0, 'cm') is 0, / is 2.5, % is 1 m
unyt: (200.0, 'cm') // (5.0, 'm') is 0.4, / is 0.4, % is 2 m
unyt: (5.0, 'm') // (2.0, 'm') is 2, / is 2.5, % is 1 m
quantities: (5.0, 'm') // (200.0, 'cm') is 0, / is 2.5, % is 1 m
quantities: (200.0, 'cm') // (5.0, 'm') is 0.4, / is 0.4, % is 2 m
quantities: (5.0, 'm') // (2.0, 'm') is 2, / is 2.5, % is 1 m
EXPECTED
