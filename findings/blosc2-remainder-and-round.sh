#!/usr/bin/env bash
# blosc2 4.14.1: -7 // 3 is -3 as in NumPy and -7 % 3 is -1, so that q * 3 + r is not -7; round(2.5) is 3.
#
# Guess: operators of an NDArray are those of NumPy, which it follows by its array API.
# What it does: // rounds down and % has the sign of the dividend, for integers and floats; halves are
#   rounded away from zero, where NumPy rounds to even.
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
    blosc2==4.14.1 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import blosc2
import numpy as np

for kind in np.int32, np.float32:
    given = np.array([-7, 7, -1], kind)
    a = blosc2.asarray(given)
    quotient, rest = (a // 3).compute()[:], (a % 3).compute()[:]
    print(kind.__name__, "//", quotient.tolist(), "%", rest.tolist(), "back", (quotient * 3 + rest).tolist())
    print("   NumPy //", (given // 3).tolist(), "%", (given % 3).tolist())
halves = np.array([0.5, 1.5, 2.5, -0.5])
print("round", blosc2.round(blosc2.asarray(halves))[:].tolist(), "NumPy", np.round(halves).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
int32 // [-3, 2, -1] % [-1, 1, -1] back [-10, 7, -4]
   NumPy // [-3, 2, -1] % [2, 1, 2]
float32 // [-3.0, 2.0, -1.0] % [-1.0, 1.0, -1.0] back [-10.0, 7.0, -4.0]
   NumPy // [-3.0, 2.0, -1.0] % [2.0, 1.0, 2.0]
round [1.0, 2.0, 3.0, -1.0] NumPy [0.0, 2.0, 2.0, -0.0]
EXPECTED
