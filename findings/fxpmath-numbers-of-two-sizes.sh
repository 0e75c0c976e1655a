#!/usr/bin/env bash
# fxpmath 0.4.10: Fxp([0.001, 300]), whose size it chooses itself, holds 0.001 and 8.
#
# Guess: with 64 bits for both, the small number is rounded; 300 needs ten bits before the point.
# What it does: the bits behind the point are counted first, 60 for 0.001 to be exact, and what is left of the
#   64 is for the whole numbers, which saturate without a word. Only status says "overflow". Each of the two
#   alone is held to 1e-17.
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
    fxpmath==0.4.10 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
from fxpmath import Fxp

for values in [0.5, 300], [0.001], [300], [0.001, 300], [0.1, 1000], [1 / 3, 1000], [1e-5, 1e5]:
    x = Fxp(values)
    print(values, "as", x.dtype, "is", [float(f"{v:.8g}") for v in x.get_val()], "overflow" if x.status["overflow"] else "")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[0.5, 300] as fxp-s11/1 is [0.5, 300.0] 
[0.001] as fxp-s61/60 is [0.001] 
[300] as fxp-s10/0 is [300.0] 
[0.001, 300] as fxp-s64/60 is [0.001, 8.0] overflow
[0.1, 1000] as fxp-s64/55 is [0.1, 256.0] overflow
[0.3333333333333333, 1000] as fxp-s64/54 is [0.33333333, 512.0] overflow
[1e-05, 100000.0] as fxp-s64/61 is [1e-05, 4.0] overflow
EXPECTED
