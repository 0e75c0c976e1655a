#!/usr/bin/env bash
# sympy 1.14.0: with cse=True, lambdify computes what a Piecewise was to keep from being computed.
#
# Guess: cse=True makes the function faster and gives what cse=False gives.
# What it does: what a branch has twice is computed before the conditions are looked at. A function of plain
#   floats that is 0 for x <= 0 and takes logarithms otherwise raises for x = -1. With cse=False it
#   returns 0.
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
    sympy==1.14.0 mpmath==1.3.0

cat > "$folder/seen.py" <<'PYTHON'
import inspect

from sympy import Piecewise, Symbol, lambdify, log

x = Symbol("x")
function = Piecewise((log(x) + log(x) ** 2, x > 0), (0, True))
for cse in False, True:
    compiled = lambdify(x, function, "math", cse=cse)
    print(inspect.getsource(compiled).strip())
    try:
        print("cse", cse, "at -1:", compiled(-1))
    except ValueError as error:
        print("cse", cse, "at -1:", type(error).__name__)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
def _lambdifygenerated(x):
    return ((log(x)**2 + log(x)) if (x > 0) else (0))
cse False at -1: 0
def _lambdifygenerated(x):
    x0 = log(x)
    return ((x0**2 + x0) if (x > 0) else (0))
cse True at -1: ValueError
EXPECTED
