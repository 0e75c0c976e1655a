#!/usr/bin/env bash
# gmpy2 2.3.2: gmpy2.cmp(mpq(1, 10), 0.1) is 0, though 1/10 == 0.1 is False and 1/10 < 0.1 True.
#
# Guess: cmp has the sign that < and > say; these compare exactly, as Python's Fraction does.
# What it does: cmp rounds the fraction to a float of the context's precision first. For an integer and a float,
#   cmp is exact.
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
from gmpy2 import cmp, mpfr, mpq, mpz

for a, b in (mpq(1, 10), 0.1), (mpq(1, 10), mpfr("0.1")), (mpq(2**60 + 1), 2.0**60), (mpz(2**60 + 1), 2.0**60):
    print(f"{a} and {b!r}: == {a == b}, < {a < b}, > {a > b}, cmp {cmp(a, b)}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1/10 and 0.1: == False, < True, > False, cmp 0
1/10 and mpfr('0.10000000000000001'): == False, < True, > False, cmp 0
1152921504606846977 and 1.152921504606847e+18: == False, < False, > True, cmp 0
1152921504606846977 and 1.152921504606847e+18: == False, < False, > True, cmp 1
EXPECTED
