#!/usr/bin/env bash
# scipy 1.17.1: savemat and loadmat change float16 to float64, bool to uint8, and pad strings.
#
# Guess: a type that a .mat file cannot hold is refused; one that it can comes back as it was.
# What it does: float16 (and bfloat16 of ml_dtypes) comes back as float64, bool as uint8, though MATLAB has
#   logical arrays, a list of strings with spaces up to the longest, and a name that begins with _ is
#   left out with a warning. float32, int64 and complex64 keep their types.
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
    scipy==1.17.1 numpy==2.4.6 ml_dtypes==0.6.0

cat > "$folder/seen.py" <<'PYTHON'
import io

import ml_dtypes
import numpy as np
from scipy.io import loadmat, savemat

arrays = {name: np.ones((1, 2), name) for name in ("float16", "float32", "bool", "int64", "complex64")}
arrays["bfloat16"] = np.ones((1, 2), ml_dtypes.bfloat16)
arrays["strings"] = np.array(["ab", "c"])
arrays["_hidden"] = np.ones((1, 2))
stream = io.BytesIO()
savemat(stream, arrays)
stream.seek(0)
back = loadmat(stream)
for name, array in arrays.items():
    print(name, array.dtype, "->", back[name].dtype if name in back else "left out",
          *(map(repr, back[name].tolist()) if name == "strings" else ()))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
float16 float16 -> float64
float32 float32 -> float32
bool bool -> uint8
int64 int64 -> int64
complex64 complex64 -> complex64
bfloat16 bfloat16 -> float64
strings <U2 -> <U2 'ab' 'c '
_hidden float64 -> left out
EXPECTED
