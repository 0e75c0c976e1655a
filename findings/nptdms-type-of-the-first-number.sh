#!/usr/bin/env bash
# npTDMS 1.13.0: a channel written from the list [1, 2.5] is read as [1, 2], and a big-endian array [1, 2] as
#   16777216 and 33554432.
#
# Guess: a list has the type that NumPy gives it; bytes are swapped, as TDMS files say their byte order.
# What it does: the type is that of the first number, and of the smallest size that holds it, into which the others
#   are cast. The bytes of a big-endian array are written as they are under the little-endian type. Both are silent,
#   and datetime64[ns] loses its last three digits when it is read.
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
    npTDMS==1.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import numpy as np
from nptdms import ChannelObject, TdmsFile, TdmsWriter

path = os.path.join(tempfile.mkdtemp(), "one.tdms")
for data in [1, 2.5], [1.0, 2.5], [1, 2], np.array([1, 2.5]), np.array([1, 2], "<i4"), np.array([1, 2], ">i4"), np.array([0.5, 2], ">f8"), np.array(["2020-01-01T00:00:00.123456789"], "M8[ns]"):
    with TdmsWriter(path) as writer:
        writer.write_segment([ChannelObject("group", "channel", data)])
    read = TdmsFile.read(path)["group"]["channel"][:]
    print(repr(data), "is", read.dtype, [str(x) for x in read])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1, 2.5] is int8 ['1', '2']
[1.0, 2.5] is float64 ['1.0', '2.5']
[1, 2] is int8 ['1', '2']
array([1. , 2.5]) is float64 ['1.0', '2.5']
array([1, 2], dtype=int32) is int32 ['1', '2']
array([1, 2], dtype='>i4') is int32 ['16777216', '33554432']
array([0.5, 2. ], dtype='>f8') is float64 ['2.8363e-319', '3.16e-322']
array(['2020-01-01T00:00:00.123456789'], dtype='datetime64[ns]') is datetime64[us] ['2020-01-01T00:00:00.123456']
EXPECTED
