#!/usr/bin/env bash
# onnx 1.23.2: helper.make_tensor refuses 300 for int8, wraps 9 for int4, and makes 4 of -4 for float8e8m0.
#
# Guess: numbers outside a type are refused for all integers, and floats are converted as ml_dtypes does,
#   whose types to_array gives back.
# What it does: int4 and uint4 wrap; float8e4m3fn saturates where ml_dtypes gives NaN; float4e2m1 turns NaN
#   to -0.0; float8e8m0, which has no sign and no zero, drops a sign, makes the smallest number of 0, and
#   rounds 9 up to 16, where ml_dtypes gives NaN, NaN and 8.
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
    onnx==1.23.2 ml_dtypes==0.6.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import warnings

import numpy as np
from onnx import TensorProto, helper, numpy_helper

warnings.simplefilter("ignore")
for name, values in (("INT8", [300]), ("INT4", [9, -9]), ("UINT4", [-1, 17]), ("FLOAT8E4M3FN", [1000.0]),
                     ("FLOAT4E2M1", [7.0, np.nan]), ("FLOAT8E8M0", [-4.0, 0.0, 9.0])):
    kind = getattr(TensorProto, name)
    converted = np.array(values).astype(helper.tensor_dtype_to_np_dtype(kind)).astype(float).tolist()
    try:
        tensor = helper.make_tensor("t", kind, [len(values)], values)
        made = numpy_helper.to_array(tensor).astype(float).tolist()
    except OverflowError:
        made = "refused"
    print(f"{name:12} {values} make_tensor {made} astype {converted}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
INT8         [300] make_tensor refused astype [44.0]
INT4         [9, -9] make_tensor [-7.0, 7.0] astype [-7.0, 7.0]
UINT4        [-1, 17] make_tensor [15.0, 1.0] astype [15.0, 1.0]
FLOAT8E4M3FN [1000.0] make_tensor [448.0] astype [nan]
FLOAT4E2M1   [7.0, nan] make_tensor [6.0, -0.0] astype [6.0, -0.0]
FLOAT8E8M0   [-4.0, 0.0, 9.0] make_tensor [4.0, 5.877471754111438e-39, 16.0] astype [nan, nan, 8.0]
EXPECTED
