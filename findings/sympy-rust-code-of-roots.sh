#!/usr/bin/env bash
# sympy 1.14.0: rust_code prints sqrt(2) with 14 digits, and numbers that Rust cannot compile.
#
# Guess: a constant is printed as sqrt of 2 or with the 17 digits that make a double, and as a float.
# What it does: sqrt(2)*x is 1.4142135623731*x, off by 5e-15, twenty times the spacing of doubles there; other
#   printers call the function. 2*x and log(x)/log(10) give 2*x and 10_i32.ln(): Rust multiplies no integer
#   with an f64, and its integers have no ln.
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

from sympy import Symbol, ccode, julia_code, log, rust_code, sqrt

x = Symbol("x")
for expression in sqrt(2) * x, sqrt(3) * x, 2 * x, log(x) / log(10), x / 3:
    print(f"{str(expression):16}", "rust:", rust_code(expression), " c:", ccode(expression),
          " julia:", julia_code(expression))
error = float(rust_code(sqrt(2))) - math.sqrt(2)
print(f"off by {error:.1e}, the spacing is {math.ulp(math.sqrt(2)):.1e}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sqrt(2)*x        rust: 1.4142135623731*x  c: M_SQRT2*x  julia: sqrt(2) * x
sqrt(3)*x        rust: 1.73205080756888*x  c: sqrt(3)*x  julia: sqrt(3) * x
2*x              rust: 2*x  c: 2*x  julia: 2 * x
log(x)/log(10)   rust: x.ln()/10_i32.ln()  c: log(x)/M_LN10  julia: log(x) / log(10)
x/3              rust: (1_f64/3.0)*x  c: (1.0/3.0)*x  julia: x / 3
off by 4.9e-15, the spacing is 2.2e-16
EXPECTED
