#!/usr/bin/env bash
# tinygrad 0.14.0 (device PYTHON): x - x of infinity is 0, x / x of 0 is 1, and NaN * 0 is 0.
#
# Guess: NaN, as IEEE 754 has it and as two tensors with these values give.
# What it does: x - x, x / x and x * 0 are simplified before anything is computed, as if x were a finite number
#   other than 0; a division of each by its own scale turns NaN and 0 into 1.
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
    tinygrad==0.14.0

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["DEV"] = "PYTHON"  # the device that needs no compiler

from tinygrad import Tensor

x = Tensor([2.0, 0.0, float("inf"), float("nan")])
same = Tensor([2.0, 0.0, float("inf"), float("nan")])
zero = Tensor([0.0, 0.0, 0.0, 0.0])
print("x        ", x.tolist())
print("x - x    ", (x - x).tolist())
print("x - same ", (x - same).tolist())
print("x / x    ", (x / x).tolist())
print("x / same ", (x / same).tolist())
print("x * 0    ", (x * 0).tolist())
print("x * zero ", (x * zero).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x         [2.0, 0.0, inf, nan]
x - x     [0.0, 0.0, 0.0, 0.0]
x - same  [0.0, 0.0, nan, nan]
x / x     [1.0, 1.0, 1.0, 1.0]
x / same  [1.0, nan, nan, nan]
x * 0     [0.0, 0.0, 0.0, 0.0]
x * zero  [0.0, 0.0, nan, nan]
EXPECTED
