#!/usr/bin/env bash
# sympy 1.14.0 with numpy 2.4.6: lambdify of pi*x keeps float32, of sqrt(2)*x or log(2)*x it gives float64.
#
# Guess: constants are Python numbers, so float32 arrays stay float32, whichever constant it is.
# What it does: pi, E and rationals are Python floats, but sqrt(2), log(2) and sin(1) become numpy.sqrt(2)
#   and so on, a float64 scalar that NumPy 2 takes as seriously as an array (NumPy 1 did not). Heaviside
#   gives float64 as well, sign and Max do not.
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
from sympy import E, Heaviside, Max, Rational, Symbol, lambdify, log, pi, sign, sin, sqrt

x = Symbol("x")
a = np.ones(3, np.float32)
for expression in (pi * x, E * x, Rational(1, 3) * x, sqrt(x), sign(x), Max(x, 0),
                   sqrt(2) * x, log(2) * x, sin(1) * x, Heaviside(x)):
    print(f"{lambdify(x, expression, 'numpy')(a).dtype} {expression}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float32 pi*x
float32 E*x
float32 x/3
float32 sqrt(x)
float32 sign(x)
float32 Max(0, x)
float64 sqrt(2)*x
float64 x*log(2)
float64 x*sin(1)
float64 Heaviside(x)
EXPECTED
