#!/usr/bin/env bash
# metrolopy 1.1.1: a rod is 25 ft, so that an acre is 9290.3 m2; a minim is ten times as large as it is.
#
# Guess: 16.5 ft, 4046.86 m2 and 0.0616 mL, as the foot, mile, gallon and ounce are exact.
# What it does: the table has 25 ft for the rod, from which chain, furlong, league, acre and section are built: lengths are
#   1.52 times and areas 2.3 times too large. A fluid dram has 6 minims there, not 60, and a hogshead 65 gallons, not 63.
#   In one system a mile is then 5.3 furlongs and not 8.
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
    --no-deps metrolopy==1.1.1 lazy-loader==0.6 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
from metrolopy import gummy

true = {
    ("ft", "m"): 0.3048,
    ("mi", "m"): 1609.344,
    ("rod", "ft"): 16.5,
    ("chain", "ft"): 66,
    ("furlong", "m"): 201.168,
    ("mi", "furlong"): 8,
    ("league", "mi"): 3,
    ("acre", "m**2"): 4046.8564224,
    ("section", "acre"): 640,
    ("ha", "acre"): 2.47105,
    ("gal", "L"): 3.785411784,
    ("fl oz", "mL"): 29.5735295625,
    ("minim", "mL"): 0.061611519921875,
    ("hogshead", "gal"): 63,
}
for (unit, other), value in true.items():
    print("1", unit, "in", other, f"{float(gummy(1, unit=unit).convert(other).x):.6g}", "truly", f"{value:.6g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 ft in m 0.3048 truly 0.3048
1 mi in m 1609.34 truly 1609.34
1 rod in ft 25 truly 16.5
1 chain in ft 100 truly 66
1 furlong in m 304.8 truly 201.168
1 mi in furlong 5.28 truly 8
1 league in mi 4.54545 truly 3
1 acre in m**2 9290.3 truly 4046.86
1 section in acre 640 truly 640
1 ha in acre 1.07639 truly 2.47105
1 gal in L 3.78541 truly 3.78541
1 fl oz in mL 29.5735 truly 29.5735
1 minim in mL 0.616115 truly 0.0616115
1 hogshead in gal 65 truly 63
EXPECTED
