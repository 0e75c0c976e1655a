#!/usr/bin/env bash
# pytensor 3.3.8: 100 * 2 is -56.
#
# Guess: a number of Python becomes int64, as in NumPy and as in a list here: pt.as_tensor([100]) is int64.
# What it does: an integer takes the smallest type that holds it, int8 here, and so do products and powers of
#   such constants; divided they are float64. The square root and exp of a small one are float32.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pytensor==3.3.8 numpy==2.5.5 scipy==1.18.1

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["PYTENSOR_FLAGS"] = "cxx=,linker=vm,compiledir=" + os.path.join(os.path.dirname(__file__), "compiled")

import pytensor.tensor as pt

hundred = pt.as_tensor(100)
for word, made in (
    ("100 * 2", hundred * 2),
    ("100 + 100", hundred + 100),
    ("100 ** 2", hundred**2),
    ("abs(-128)", abs(pt.as_tensor(-128))),
    ("[100] * 2", pt.as_tensor([100]) * 2),
    ("stack([100, 100]) * 2", pt.stack([100, 100]) * 2),
    ("100 / 2", hundred / 2),
    ("sqrt(100)", pt.sqrt(hundred)),
    ("100 * 2.5", hundred * 2.5),
):
    value = made.eval()
    print(f"{word:21} {value.tolist()} {value.dtype}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
100 * 2               -56 int8
100 + 100             -56 int8
100 ** 2              16 int8
abs(-128)             -128 int8
[100] * 2             [200] int64
stack([100, 100]) * 2 [-56, -56] int8
100 / 2               50.0 float64
sqrt(100)             10.0 float32
100 * 2.5             250.0 float32
EXPECTED
