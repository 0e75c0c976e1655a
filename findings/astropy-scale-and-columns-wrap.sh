#!/usr/bin/env bash
# astropy 8.0.2: 400 packed by scale("int16", bscale=0.01) is -255.36, and 40000 in a column of format "I" is
#   -25536.
#
# Guess: a number that does not fit is refused or clipped.
# What it does: both are cast as NumPy casts. A NaN becomes 0 and no BLANK is written for it; in a column of format
#   "L", of truth values, NaN is true. The type of the array given to Column is not compared with the format.
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
    astropy==8.0.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import numpy as np
from astropy.io import fits


def read_back(hdu, number):
    file = io.BytesIO()
    fits.HDUList([fits.PrimaryHDU(), hdu] if number else [hdu]).writeto(file)
    file.seek(0)
    return fits.open(file)[number]


for kind, words in ("int16", {"bscale": 0.01, "bzero": 0}), ("int16", {}), ("uint8", {}):
    hdu = fits.PrimaryHDU(np.array([1.239, 400, 40000, np.nan]))
    hdu.scale(kind, **words)
    read = read_back(hdu, 0)
    print("scale", kind, words, [round(float(x), 4) for x in read.data], "BLANK", read.header.get("BLANK"))
for form, numbers in ("I", [40000, -5]), ("J", [2**40 + 3]), ("B", [-1, 300]), ("I", [1.7, np.nan]), ("L", [np.nan, 0, 0.5]):
    column = fits.Column("x", form, array=np.array(numbers))
    print("column", form, numbers, "is", read_back(fits.BinTableHDU.from_columns([column]), 1).data["x"].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
scale int16 {'bscale': 0.01, 'bzero': 0} [1.24, -255.36, 23.04, 0.0] BLANK None
scale int16 {} [1.0, 400.0, -25536.0, 0.0] BLANK None
scale uint8 {} [1.0, 144.0, 64.0, 0.0] BLANK None
column I [40000, -5] is [-25536, -5]
column J [1099511627779] is [3]
column B [-1, 300] is [255, 44]
column I [1.7, nan] is [1, 0]
column L [nan, 0, 0.5] is [True, False, True]
EXPECTED
