#!/usr/bin/env bash
# sympy 1.14.0: the printed cube root of a negative number is real, NaN or complex, by the language.
#
# Guess: x**(1/3) is printed as a power, so that it is NaN for x < 0 in every language that has no complex
#   numbers, and x**(2/3) behaves alike.
# What it does: C, JavaScript and Rust get cbrt, which is -2 at -8; Fortran and R a power, NaN; NumPy too.
#   Python's own power is complex, as SymPy's value is. x**(2/3) is a power everywhere, so that it is NaN in
#   C where x**(1/3) is not.
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
import math

import numpy as np
from sympy import Rational, Symbol, ccode, fcode, jscode, lambdify, pycode, rcode, rust_code

x = Symbol("x")
for power in Rational(1, 3), Rational(2, 3):
    printers = ccode, jscode, rust_code, fcode, rcode, pycode
    print(power, *[printer(x**power).strip() for printer in printers], sep="  ")
print("C", math.cbrt(-8.0))
with np.errstate(all="ignore"):
    print("NumPy", lambdify(x, x ** Rational(1, 3), "numpy")(np.array([-8.0])).tolist())
print("Python", f"{lambdify(x, x ** Rational(1, 3), 'math')(-8.0):.3g}")
print("SymPy", f"{complex((x ** Rational(1, 3)).subs(x, -8)):.3g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1/3  cbrt(x)  Math.cbrt(x)  x.cbrt()  x**(1.0d0/3.0d0)  x^(1.0/3.0)  x**(1/3)
2/3  pow(x, 2.0/3.0)  Math.pow(x, 2/3)  x.powf(2_f64/3.0)  x**(2.0d0/3.0d0)  x^(2.0/3.0)  x**(2/3)
C -2.0
NumPy [nan]
Python 1+1.73j
SymPy 1+1.73j
EXPECTED
