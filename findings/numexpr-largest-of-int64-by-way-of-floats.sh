#!/usr/bin/env bash
# numexpr 2.14.2: max and min of int64 go by way of float64: the largest of [2**53 + 1] is 2**53, and the result
#   says int64.
#
# Guess: the type int64 of the result says that it is one of the given numbers.
# What it does: the sum, the product and where are exact; min and max round to 53 bits and turn back to int64, so
#   that x == max(x) holds nowhere. abs of int32 and int64 is float64.
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
    numexpr==2.14.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numexpr
import numpy as np

for number in 2**53 + 1, 2**60 + 1:
    x = np.array([number, 3])
    for text in "max(x)", "min(-x)", "sum(x)", "prod(x)", "where(x > 5, x, 0)", "abs(x)":
        result = numexpr.evaluate(text)
        print(number, text, result.dtype, result.tolist())
    print("  found at", np.flatnonzero(x == numexpr.evaluate("max(x)")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
9007199254740993 max(x) int64 9007199254740992
9007199254740993 min(-x) int64 -9007199254740992
9007199254740993 sum(x) int64 9007199254740996
9007199254740993 prod(x) int64 27021597764222979
9007199254740993 where(x > 5, x, 0) int64 [9007199254740993, 0]
9007199254740993 abs(x) float64 [9007199254740992.0, 3.0]
  found at []
1152921504606846977 max(x) int64 1152921504606846976
1152921504606846977 min(-x) int64 -1152921504606846976
1152921504606846977 sum(x) int64 1152921504606846980
1152921504606846977 prod(x) int64 3458764513820540931
1152921504606846977 where(x > 5, x, 0) int64 [1152921504606846977, 0]
1152921504606846977 abs(x) float64 [1.152921504606847e+18, 3.0]
  found at []
EXPECTED
