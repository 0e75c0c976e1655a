#!/usr/bin/env bash
# sympy 1.14.0: ccode(Mod(x, 3)) is fmod(x, 3), another function for negative x.
#
# Guess: all code printers keep SymPy's Mod, whose result has the sign of the divisor; where a language's
#   own remainder differs, they mend it.
# What it does: jscode, rcode, julia_code, rust_code and pycode keep it; ccode and cxxcode print fmod,
#   whose result has the sign of x: at x = -1 SymPy's value is 2, C's is -1. A Mod of integer symbols is
#   mended in C as well.
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
import math

from sympy import Mod, Symbol, ccode, cxxcode, jscode, julia_code, pycode, rcode, rust_code

x, n = Symbol("x"), Symbol("n", integer=True)
for printer in ccode, cxxcode, jscode, rcode, julia_code, rust_code, pycode:
    print(f"{printer.__name__:10}", printer(Mod(x, 3)))
print("ccode of integers", ccode(Mod(n, 3)))
print("at -1: SymPy", Mod(-1, 3), "fmod", math.fmod(-1, 3))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ccode      fmod(x, 3)
cxxcode    std::fmod(x, 3)
jscode     ((x % 3) + 3) % 3
rcode      (x - 3*floor((1.0/3.0)*x))
julia_code (x - 3 * floor(x / 3))
rust_code  x - 3*((1_f64/3.0)*x).floor()
pycode     x % 3
ccode of integers ((n % 3) + 3) % 3
at -1: SymPy 2 fmod -1.0
EXPECTED
