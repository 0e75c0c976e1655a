#!/usr/bin/env bash
# numba 0.68.1: in jitted code 2**-1 of integers is 0, and a float32 array times 0.5 is float64.
#
# Guess: Python's 0.5 for 2**-1, or NumPy's error for integer arrays; times 0.5 float32 stays float32, as
#   times 2 does, and as it is in NumPy 2.
# What it does: an integer to a negative power is 0, silently. A float literal is a float64 like any other, so
#   a * 0.5 doubles the memory; a * 2 stays float32, a * np.float32(0.5) too.
#   uint64 plus 1 becomes negative above 2**63.
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
    numba==0.68.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numba
import numpy as np

power = numba.njit(lambda base, exponent: base**exponent)
print("2**-1: numba", power(2, -1), "Python", 2**-1)
a = np.ones(3, np.float32)
for name, function in (("a * 0.5", lambda a: a * 0.5), ("a * 2", lambda a: a * 2),
                       ("a * np.float32(0.5)", lambda a: a * np.float32(0.5))):
    print(f"{name}: numba", numba.njit(function)(a).dtype, "numpy", function(a).dtype)
large = np.array([2**63], np.uint64)
print("uint64 element 2**63, plus 1: numba", numba.njit(lambda a: a[0] + 1)(large), "numpy", large[0] + 1)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2**-1: numba 0 Python 0.5
a * 0.5: numba float64 numpy float32
a * 2: numba float32 numpy float32
a * np.float32(0.5): numba float32 numpy float32
uint64 element 2**63, plus 1: numba -9223372036854775807 numpy 9223372036854775809
EXPECTED
