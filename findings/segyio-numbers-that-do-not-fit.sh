#!/usr/bin/env bash
# segyio 1.9.14: 70000 written to a trace of format 3 (int16) is 4464, 40000 in a header field of two bytes -25536.
#
# Guess: refused, as 2**31 in a header field of four bytes is.
# What it does: samples are cast as NumPy casts, and fields of two bytes keep the low bytes. Only the cast of
#   float64 to int16 gives a warning.
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


def read_back(samples, format, header=None):
    spec = segyio.spec()
    spec.format, spec.samples, spec.tracecount, spec.sorting = format, list(range(len(samples))), 1, None
    with segyio.create(path, spec) as file:
        file.trace[0] = samples
        file.header[0] = header or {1: 1}
        file.bin.update(hns=len(samples), format=format)
    with segyio.open(path, strict=False, ignore_geometry=True) as file:
        return file.trace[0].astype(float), file.header[0]


print("int16", read_back(np.array([1.7, 40000, 70000]), 3)[0].tolist())
for field, value in (segyio.TraceField.TraceIdentificationCode, 40000), (segyio.TraceField.TRACE_SAMPLE_INTERVAL, 70000), (segyio.TraceField.CDP, 2**31):
    try:
        print(field, value, "is", read_back(np.zeros(2, "f4"), 1, {field: value})[1][field])
    except OverflowError as error:
        print(field, value, "OverflowError")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
int16 [1.0, -25536.0, 4464.0]
29 40000 is -25536
117 70000 is 4464
21 2147483648 OverflowError
EXPECTED
