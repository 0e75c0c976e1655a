#!/usr/bin/env bash
# numcodecs 0.16.6: FixedScaleOffset and Categorize change values that do not fit, without a word.
#
# Guess: a filter refuses what its type cannot hold, or takes the nearest value.
# What it does: with one byte and scale 10, 30 comes back as 4.4, -1 as 24.6 and NaN as 0: the casts wrap. A
#   label that Categorize was not told of comes back as the empty string. BitRound makes infinity of the
#   largest floats, and zero of a NaN whose bits are all set.
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
    numcodecs==0.16.6 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from numcodecs import BitRound, Categorize, FixedScaleOffset


def through(codec, a):
    decoded = codec.decode(codec.encode(a.copy()))
    return np.frombuffer(decoded, a.dtype).tolist() if isinstance(codec, BitRound) else decoded.tolist()


with np.errstate(invalid="ignore"):
    print("FixedScaleOffset", through(FixedScaleOffset(offset=0, scale=10, dtype="f8", astype="u1"),
                                      np.array([12.3, 25.5, 30, -1, np.nan])))
print("Categorize", through(Categorize(["red", "blue"], dtype="U4"), np.array(["red", "blue", "gold"])))
print("BitRound", through(BitRound(3), np.array([0.7, np.finfo("f4").max, np.nan], "f4")),
      "all bits set", through(BitRound(3), np.array([2**32 - 1], "u4").view("f4")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
FixedScaleOffset [12.3, 25.5, 4.4, 24.6, 0.0]
Categorize ['red', 'blue', '']
BitRound [0.6875, inf, nan] all bits set [0.0]
EXPECTED
