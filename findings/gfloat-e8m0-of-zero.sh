#!/usr/bin/env bash
# gfloat 0.5.2: rounded to the scale format e8m0, 0 is 0 and -1 is -1, neither of which the format has.
#
# Guess: what round_float returns is a value of the format, or it raises, as it does for a NaN in a format without one.
# What it does: the format has powers of two from 2**-127 on and a NaN; a sign, zero and 1e-300 pass through rounding as
#   they would in a format with them. encode_float of such a number is the NaN's code 255, encode_ndarray of 0 is
#   code 0, which is 2**-127.
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
    gfloat==0.5.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import gfloat
import numpy as np
from gfloat.formats import format_info_ocp_e8m0 as e8m0

for value in 3.0, 6.0, 1e-300, 0.0, -1.0:
    rounded = gfloat.round_float(e8m0, value)
    code = gfloat.encode_float(e8m0, rounded)
    print(value, "rounded", f"{rounded:.4g}", "code", code, "which is", f"{gfloat.decode_float(e8m0, code).fval:.4g}")
codes = gfloat.encode_ndarray(e8m0, np.array([0.0, 2.0]))
print("encode_ndarray of 0 and 2:", codes.tolist(), "which are", [f"{gfloat.decode_float(e8m0, int(c)).fval:.4g}" for c in codes])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
3.0 rounded 2 code 128 which is 2
6.0 rounded 8 code 130 which is 8
1e-300 rounded 7.466e-301 code 255 which is nan
0.0 rounded 0 code 255 which is nan
-1.0 rounded -1 code 255 which is nan
encode_ndarray of 0 and 2: [0, 128] which are ['5.877e-39', '2']
EXPECTED
