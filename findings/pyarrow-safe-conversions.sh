#!/usr/bin/env bash
# pyarrow 26.0.1: a safe conversion cuts the floats of a Python list, and lets floats overflow.
#
# Guess: array(values, type) and cast are safe by default and refuse what does not fit, as they do 1.5 in
#   a NumPy array to int64 and 16777217 to float32.
# What it does: a list [1.5] to int64 gives 1 without a word, the NumPy array of the same number is refused.
#   1e300 becomes inf in float32, 70000.0 and the integer 70000 in float16, all cast as safe.
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
    pyarrow==26.0.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import pyarrow as pa

for name, convert in (
    ("list [1.5] to int64", lambda: pa.array([1.5], pa.int64())),
    ("NumPy [1.5] to int64", lambda: pa.array(np.array([1.5]), pa.int64())),
    ("cast 1.5 to int64", lambda: pa.array([1.5]).cast(pa.int64())),
    ("cast 16777217 to float32", lambda: pa.array([16777217]).cast(pa.float32())),
    ("cast 70000 to float16", lambda: pa.array([70000]).cast(pa.float16())),
    ("cast 70000.0 to float16", lambda: pa.array([70000.0]).cast(pa.float16())),
    ("cast 1e300 to float32", lambda: pa.array([1e300]).cast(pa.float32())),
):
    try:
        print(f"{name:24}", convert().to_pylist())
    except pa.ArrowInvalid:
        print(f"{name:24} refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
list [1.5] to int64      [1]
NumPy [1.5] to int64     refused
cast 1.5 to int64        refused
cast 16777217 to float32 refused
cast 70000 to float16    [inf]
cast 70000.0 to float16  [inf]
cast 1e300 to float32    [inf]
EXPECTED
