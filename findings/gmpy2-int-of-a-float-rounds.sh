#!/usr/bin/env bash
# gmpy2 2.3.2: int(mpfr("2.7")) is 3 and mpz(mpfr("2.7")) is 3; of Python's float both are 2.
#
# Guess: the whole part, as int does everywhere and as mpz documents.
# What it does: int and mpz of an mpfr round to the nearest, halves to even; math.trunc cuts. mpz cuts a Python
#   float and an mpq. So -0.7 is -1.
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
    gmpy2==2.3.2

cat > "$folder/seen.py" <<'PYTHON'
import math

from gmpy2 import mpfr, mpq, mpz

for text in "2.7", "-0.7", "2.5", "3.5":
    x = mpfr(text)
    print(text, "int", int(x), "mpz", mpz(x), "math.trunc", math.trunc(x))
    print("  int and mpz of float", int(float(text)), mpz(float(text)), "of mpq", int(mpq(text)), mpz(mpq(text)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2.7 int 3 mpz 3 math.trunc 2
  int and mpz of float 2 2 of mpq 2 2
-0.7 int -1 mpz -1 math.trunc 0
  int and mpz of float 0 0 of mpq 0 0
2.5 int 2 mpz 2 math.trunc 2
  int and mpz of float 2 2 of mpq 2 2
3.5 int 4 mpz 4 math.trunc 3
  int and mpz of float 3 3 of mpq 3 3
EXPECTED
