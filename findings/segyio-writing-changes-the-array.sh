#!/usr/bin/env bash
# segyio 1.9.14: after file.trace[0] = x with the default format, IBM floats, the array x itself holds other
#   numbers.
#
# Guess: what is written is converted in a copy.
# What it does: a float32 array is turned to IBM floats and back where it lies, so that 0.1 is 0.09999996 in the
#   array of the caller. The conversion cuts and does not round. An array of float64 is copied and stays. A
#   comparison of the file with the array finds no difference.
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
    segyio==1.9.14 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import numpy as np
import segyio

path = os.path.join(tempfile.mkdtemp(), "one.sgy")
for format, kind in (1, "f4"), (1, "f8"), (5, "f4"):
    x = np.array([0.1, 1 / 3, 1 + 2**-23], kind)
    before = x.copy()
    spec = segyio.spec()
    spec.format, spec.samples, spec.tracecount, spec.sorting = format, [0, 1, 2], 1, None
    with segyio.create(path, spec) as file:
        file.trace[0] = x
        read = file.trace[0]
    print("format", format, kind, "array", [f"{v:.9g}" for v in x], "unchanged", bool((x == before).all()), "file", [f"{v:.9g}" for v in read])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
format 1 f4 array ['0.0999999642', '0.333333313', '1'] unchanged False file ['0.0999999642', '0.333333313', '1']
format 1 f8 array ['0.1', '0.333333333', '1.00000012'] unchanged True file ['0.0999999642', '0.333333313', '1']
format 5 f4 array ['0.100000001', '0.333333343', '1.00000012'] unchanged True file ['0.100000001', '0.333333343', '1.00000012']
EXPECTED
