#!/usr/bin/env bash
# onnx_ir 1.1.0: tensor([1.0, 2.5]) is float32, tensor([1, 2.5]) is float64, and 1e300 becomes inf.
#
# Guess: Python's floats give float32, whichever whole numbers stand between them, and what does not fit is
#   refused as it is for integers.
# What it does: an int among the floats leaves the type to NumPy, so that the tensor is float64, which most
#   operators then refuse beside float32. 1e300 is inf without a word; 300 for INT8 is refused, 9 for INT4
#   becomes -7, and 1.5 for INT32 becomes 1.
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
    onnx-ir==1.1.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import warnings

import onnx_ir

warnings.simplefilter("ignore")
for values, dtype in (([1.0, 2.5], None), ([1, 2.5], None), ([1, 2], None), (1e300, None), ([300], "INT8"),
                      ([9], "INT4"), ([1.5], "INT32")):
    try:
        tensor = onnx_ir.tensor(values, dtype=dtype and onnx_ir.DataType[dtype])
        print(values, dtype or "", "becomes", tensor.dtype.name, tensor.numpy().tolist())
    except OverflowError:
        print(values, dtype, "refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1.0, 2.5]  becomes FLOAT [1.0, 2.5]
[1, 2.5]  becomes DOUBLE [1.0, 2.5]
[1, 2]  becomes INT64 [1, 2]
1e+300  becomes FLOAT inf
[300] INT8 refused
[9] INT4 becomes INT4 [-7]
[1.5] INT32 becomes INT32 [1]
EXPECTED
