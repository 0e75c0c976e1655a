#!/usr/bin/env bash
# jdata 0.9.5: a Decimal is saved to JSON as null, and an array of bool comes back as uint8.
#
# Guess: the number, its text, or the error that Python's json has for it.
# What it does: what JSON cannot hold is written as null without a word, a Decimal or a Fraction in a list of numbers likewise, while numbers of NumPy
#   and complex ones come back. Bytes become a text and tuples lists. encode and decode alone keep the Decimal.
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
    jdata==0.9.5 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile
from decimal import Decimal
from fractions import Fraction

import jdata
import numpy as np

with tempfile.TemporaryDirectory() as folder:
    for value in (1.5, Decimal("1.10"), [1, Decimal("2.5"), Fraction(1, 3)], 1 + 2j, float("inf"), b"ab", np.float32(0.5), np.array([True, False]), np.array([1, 2], ">i2")):
        path = os.path.join(folder, "value.json")
        jdata.save({"value": value}, path)
        back = jdata.load(path)["value"]
        print(type(value).__name__, getattr(value, "dtype", ""), value, "comes back as", type(back).__name__, getattr(back, "dtype", ""), back)
print("encoded and decoded", repr(jdata.decode(jdata.encode({"value": Decimal("1.10")}))["value"]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float  1.5 comes back as float  1.5
Decimal  1.10 comes back as NoneType  None
list  [1, Decimal('2.5'), Fraction(1, 3)] comes back as list  [1, None, None]
complex  (1+2j) comes back as complex  (1+2j)
float  inf comes back as float  inf
bytes  b'ab' comes back as str  ab
float32 float32 0.5 comes back as float  0.5
ndarray bool [ True False] comes back as ndarray uint8 [1 0]
ndarray >i2 [1 2] comes back as ndarray >i2 [1 2]
encoded and decoded Decimal('1.10')
EXPECTED
