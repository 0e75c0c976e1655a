#!/usr/bin/env bash
# laspy 2.7.0: an intensity of 70000 is 4464, where a return number of 8 raises; a coordinate NaN becomes a number.
#
# Guess: numbers that do not fit a field are refused in all fields, as coordinates out of range are.
# What it does: fields of some bits and coordinates are checked, fields of whole bytes are not: 70000 wraps, -1 is 65535,
#   an angle of 200 is -56, and fractions are cut. NaN passes the check of coordinates as the integer that
#   the machine makes of it.
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
    laspy==2.7.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import laspy
import numpy as np


def written(**fields):
    data = laspy.LasData(laspy.LasHeader(point_format=3, version="1.2"))
    for name, values in {"x": [1.0, 2.0], "y": [1.0, 2.0], "z": [1.0, 2.0], **fields}.items():
        setattr(data, name, np.array(values))
    file = io.BytesIO()
    data.write(file, do_compress=False)
    read = laspy.read(io.BytesIO(file.getvalue()))
    return {name: np.array(read[name]).tolist() for name in fields}


for fields in (
    {"intensity": [70000, -1]}, {"intensity": [1.7, 2.0]}, {"red": [256, 70000]}, {"scan_angle_rank": [-90, 200]},
    {"user_data": [255, 256]}, {"return_number": [7, 8]}, {"classification": [31, 32]}, {"x": [1e9, 2.0]},
):
    try:
        print(fields, "read", written(**fields))
    except OverflowError as error:
        print(fields, "refused:", error)
print("x of NaN is a finite number:", bool(np.isfinite(written(x=[float("nan"), 2.0])["x"][0])))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{'intensity': [70000, -1]} read {'intensity': [4464, 65535]}
{'intensity': [1.7, 2.0]} read {'intensity': [1, 2]}
{'red': [256, 70000]} read {'red': [256, 4464]}
{'scan_angle_rank': [-90, 200]} read {'scan_angle_rank': [-90, -56]}
{'user_data': [255, 256]} read {'user_data': [255, 0]}
{'return_number': [7, 8]} refused: value 8 is greater than allowed (max: 7)
{'classification': [31, 32]} refused: value 32 is greater than allowed (max: 31)
{'x': [1000000000.0, 2.0]} refused: Values given do not fit after applying offset and scale
x of NaN is a finite number: True
EXPECTED
