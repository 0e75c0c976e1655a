#!/usr/bin/env bash
# sympy 1.14.0: lambdify of a Piecewise turns integer arrays to float64 and changes numbers above 2**53.
#
# Guess: where all branches are integers the result is an integer array, as it is for Max(x, 0).
# What it does: the printed numpy.select has the default NaN, used or not, and a NaN makes it float64. A
#   condition is always met here, and 2**53 + 1 comes back as 2**53. Piecewise and Max of the same
#   function differ, and so does the module "math", which is exact.
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
    sympy==1.14.0 mpmath==1.3.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from sympy import Max, Piecewise, Symbol, lambdify

x = Symbol("x", integer=True)
relu = Piecewise((x, x > 0), (0, True))
a = np.array([2**53 + 1, -1])
for function in relu, Max(x, 0):
    value = lambdify(x, function, "numpy")(a)
    print(f"{type(function).__name__:9} {value.dtype} {int(value[0]) - 2**53}")
print("math     ", lambdify(x, relu, "math")(2**53 + 1) - 2**53)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Piecewise float64 0
Max       int64 1
math      1
EXPECTED
