#!/usr/bin/env bash
# tinygrad 0.14.0 (device PYTHON): sorting [3, nan, 1] gives [1, 3, 3]: the NaN is gone and 3 is there twice.
#
# Guess: NaN at an end, as in NumPy, or somewhere; the numbers are those that were given.
# What it does: pairs are ordered by their maximum and minimum, of which both can leave out the NaN,
#   or both be NaN. max leaves it out too, unless it comes first; the sum of the same tensor is NaN.
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

nan = float("nan")
for values in [3.0, nan, 1.0], [nan, 3.0, 1.0, 2.0], [2.0, 1.0, nan, nan]:
    x = Tensor(values)
    found, places = x.sort()
    print(values, "sorted", found.tolist(), "max", x.max().tolist(), "sum", x.sum().tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[3.0, nan, 1.0] sorted [1.0, 3.0, 3.0] max 3.0 sum nan
[nan, 3.0, 1.0, 2.0] sorted [nan, nan, nan, nan] max nan sum nan
[2.0, 1.0, nan, nan] sorted [1.0, 2.0, 1.0, 2.0] max 2.0 sum nan
EXPECTED
