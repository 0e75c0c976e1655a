#!/usr/bin/env bash
# numba 0.68.1: in a jitted function np.mean of 2**25 float32 ones is 0.5, and np.var can be off by 1000.
#
# Guess: np.sum, np.mean and np.var of float32 differ from NumPy's in the last digits, as the page on
#   floating point says; results are float64, so the sum is kept in float64.
# What it does: the result is float64, the running sum is float32 and goes from element to element: it
#   stays at 2**24 once it is there. np.var squares distances from such a mean, and gives 90 where NumPy
#   gives 0.0833. numexpr 2.14.2 sums in the same way: sum(a) is 2**24. With a.astype(np.float64), or
#   a loop of one's own with a Python float as the sum, it is right.
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
    numba==0.68.1 numexpr==2.14.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numba
import numexpr
import numpy as np

jitted = numba.njit(lambda a: (a.sum(), np.mean(a), np.var(a)))
ones = np.ones(2**25, np.float32)
spread = np.random.default_rng(0).random(10**6, dtype=np.float32) + 1000
for name, a in ("2**25 ones", ones), ("a million in 1000..1001", spread):
    print(name)
    print("  numpy", [f"{float(f(a)):.4g}" for f in (np.sum, np.mean, np.var)])
    print("  numba", [f"{value:.4g}" for value in jitted(a)])
    print("  numba of float64", [f"{value:.4g}" for value in jitted(a.astype(np.float64))])
print("numexpr sum of the ones", float(numexpr.evaluate("sum(ones)")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2**25 ones
  numpy ['3.355e+07', '1', '0']
  numba ['1.678e+07', '0.5', '0.25']
  numba of float64 ['3.355e+07', '1', '0']
a million in 1000..1001
  numpy ['1.001e+09', '1001', '0.08335']
  numba ['1.01e+09', '1010', '90.28']
  numba of float64 ['1.001e+09', '1001', '0.08335']
numexpr sum of the ones 16777216.0
EXPECTED
