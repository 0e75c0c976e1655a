#!/usr/bin/env bash
# symengine 0.15.0: ccode prints floats with 15 digits, so that 0.1 + 0.2 is 0.3 in C; cse, Lambdify and float keep all.
#
# Guess: 17 digits, or the shortest text that gives the same float, so that the code computes what the
#   expression does.
# What it does: of 10000 floats between 0 and 1, nearly all come back from the text as other floats. str prints
#   the same text, and sympify(str(x)) is not x.
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
    symengine==0.15.0

cat > "$folder/seen.py" <<'PYTHON'
import random

import symengine as se

x = se.Symbol("x")
random.seed(0)
numbers = [random.random() for _ in range(10000)]
changed = sum(float(se.ccode(se.RealDouble(v))) != v for v in numbers)
print("0.1 + 0.2:", se.ccode(se.RealDouble(0.1 + 0.2)), " x / 3.0:", se.ccode(x * (1 / 3.0)), " 2**53 - 1.0:", se.ccode(se.RealDouble(2.0**53 - 1)))
print("more than 9000 of 10000 change:", changed > 9000)
print("float of the number keeps it:", all(float(se.RealDouble(v)) == v for v in numbers))
f = se.Lambdify([x], [x * (1 / 3.0)])
print("Lambdify keeps it:", float(f([3.0])[0]) == 3.0 * (1 / 3.0))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.1 + 0.2: 0.3  x / 3.0: 0.333333333333333*x  2**53 - 1.0: 9.00719925474099e+15
more than 9000 of 10000 change: True
float of the number keeps it: True
Lambdify keeps it: True
EXPECTED
