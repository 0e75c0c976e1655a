#!/usr/bin/env bash
# sympy 1.14.0: ccode(1/n) is 1.0/n for an integer n, ccode(-1/n) and ccode(2/n) divide integers.
#
# Guess: the printer knows that C cuts the quotient of two ints, as it prints 1.0/n and (1.0/2.0)*n.
# What it does: 1/n alone is mended. -1/n, 1 - 1/n, 2/n and x/n of an integer x are printed as they are, and C
#   gives 0, 1, 0 and 0 where they are -1/2, 1/2, 2/3 and 1/2; Fortran and Rust likewise (fcode, rust_code).
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
from sympy import Symbol, ccode, fcode, rust_code

n, m = Symbol("n", integer=True), Symbol("m", integer=True)
for expression in 1 / n, n / 2, -1 / n, 1 - 1 / n, 2 / n, m / n:
    print(f"{str(expression):8}", *[f"{printer.__name__}: {printer(expression).strip()}"
                                    for printer in (ccode, fcode, rust_code)], sep="  ")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1/n       ccode: 1.0/n  fcode: 1d0/n  rust_code: n.recip()
n/2       ccode: (1.0/2.0)*n  fcode: (1.0d0/2.0d0)*n  rust_code: (1_f64/2.0)*n as f64
-1/n      ccode: -1/n  fcode: -1/n  rust_code: -1/n
1 - 1/n   ccode: 1 - 1/n  fcode: 1 - 1/n  rust_code: 1 - 1/n
2/n       ccode: 2/n  fcode: 2/n  rust_code: 2/n
m/n       ccode: m/n  fcode: m/n  rust_code: m/n
EXPECTED
