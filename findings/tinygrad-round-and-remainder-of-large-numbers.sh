#!/usr/bin/env bash
# tinygrad 0.14.0 (device PYTHON): round(8388609.0) is 8388610, 1e10 % 3 is -1024, and True - True is True.
#
# Guess: an integer rounded is itself, a remainder lies between 0 and its divisor, and bools are not subtracted,
#   as in NumPy and PyTorch.
# What it does: round and % are built from sums that are inexact above 2 ** 23; minus of bools is plus.
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

for value in 2.5, 8388607.0, 8388609.0, 8388611.0, 16777214.0:
    print(f"round({value:.1f}) is {Tensor([value]).round().tolist()[0]:.1f}")
for value in -7.0, 1e6, 1e9, 1e10:
    print(f"{value:.0f} % 3 is {(Tensor([value]) % Tensor([3.0])).tolist()[0]:.0f}, of Python {value % 3:.0f}")
print("True - True is", (Tensor([True]) - Tensor([True])).tolist()[0])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
round(2.5) is 2.0
round(8388607.0) is 8388607.0
round(8388609.0) is 8388610.0
round(8388611.0) is 8388612.0
round(16777214.0) is 16777214.0
-7 % 3 is 2, of Python 2
1000000 % 3 is 1, of Python 1
1000000000 % 3 is 0, of Python 1
10000000000 % 3 is -1024, of Python 1
True - True is True
EXPECTED
