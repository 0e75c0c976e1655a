#!/usr/bin/env bash
# kaldiio 2.18.1: compressed to whole numbers of a byte, 256 becomes 0 and -3 becomes 254; one NaN makes the whole matrix NaN.
#
# Guess: numbers outside the range of a method stop at its ends, as in Kaldi, or are refused.
# What it does: the methods with a fixed range (4: -32768 to 32767, 6: 0 to 255, 7: 0 to 1) wrap, and cut
#   towards zero, so that -3 is not even 253. The methods that find the range themselves keep what is finite,
#   but a NaN anywhere leaves NaN everywhere.
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
    kaldiio==2.18.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import tempfile
from pathlib import Path

import kaldiio
import numpy as np


def back(values, method):
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "a.ark")
        kaldiio.save_ark(path, {"a": np.array(values, np.float32)}, compression_method=method)
        return [[round(float(v), 2) + 0.0 for v in row] for row in next(kaldiio.load_ark(path))[1]]


for method, row in {4: [-32768, 1, 32767, 40000], 6: [0, 255, 256, -3], 7: [0, 0.5, 1, 1.25]}.items():
    print("method", method, row, "->", back([row] * 2, method)[0])
print("method 2 with a NaN", back([[1, 2], [3, 4], [5, np.nan], [7, 8]], 2))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
method 4 [-32768, 1, 32767, 40000] -> [-32768.0, 1.0, 32767.0, -25536.0]
method 6 [0, 255, 256, -3] -> [0.0, 255.0, 0.0, 254.0]
method 7 [0, 0.5, 1, 1.25] -> [0.0, 0.5, 1.0, 0.25]
method 2 with a NaN [[nan, nan], [nan, nan], [nan, nan], [nan, nan]]
EXPECTED
