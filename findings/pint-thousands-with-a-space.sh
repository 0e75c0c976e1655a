#!/usr/bin/env bash
# pint 0.25.3: the length "1 000 m" is read as 0 metres, and "1 m / 2 s" is not "1 m/2s".
#
# Guess: spaces between digits are taken out, as the comma of "1,000 m" is, or refused.
# What it does: a space multiplies, so that "1 000 m" is 1 times 0, and "10 500 m" 5000 m. A missing space
#   multiplies too, but after the division: "1 m/2s" is half a metre times a second.
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
    pint==0.25.3

cat > "$folder/seen.py" <<'PYTHON'
from pint import UnitRegistry

u = UnitRegistry()
for text in "1,000 m", "1000 m", "1 000 m", "10 500 m", "1 m / 2 / s", "1 m/2s", "1 m / (2 s)":
    print(f"{text!r}: {u.Quantity(text)}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'1,000 m': 1000 meter
'1000 m': 1000 meter
'1 000 m': 0 meter
'10 500 m': 5000 meter
'1 m / 2 / s': 0.5 meter / second
'1 m/2s': 0.5 meter * second
'1 m / (2 s)': 0.5 meter / second
EXPECTED
