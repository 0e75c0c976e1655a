#!/usr/bin/env bash
# openvino 2026.4.1: on the CPU some operations compute int32 in float32, others exactly; uint8 saturates.
#
# Guess: integers are computed as integers, in all operations or in none, and wrap where they overflow.
# What it does: add, multiply, maximum and cum_sum of int32 are exact; reduce_sum, reduce_max and matmul go
#   by way of float32, so that the largest of [16777217, 1] is 16777216. 200 + 100 is 255 in uint8,
#   while int16 and int32 wrap.
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
    openvino==2026.4.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import openvino
from openvino import opset13 as op


def computed(function, *arrays):
    inputs = [op.parameter(a.shape, a.dtype) for a in arrays]
    model = openvino.Model([op.result(function(*inputs))], inputs)
    compiled = openvino.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    (result,) = compiled(list(arrays)).values()
    return f"{np.ravel(result).tolist()} {result.dtype}"


first, axis, n = np.array([0]), 0, 2**24 + 1
row, one = np.array([n, 1], np.int32), np.array([n], np.int32)
print("n is", n)
print("n * 1     ", computed(op.multiply, one, np.array([1], np.int32)))
print("maximum   ", computed(op.maximum, one, np.array([1], np.int32)))
print("cum_sum   ", computed(lambda x: op.cum_sum(x, np.array(0)), row))
print("reduce_max", computed(lambda x: op.reduce_max(x, first), row))
print("reduce_sum", computed(lambda x: op.reduce_sum(x, first), np.array([n - 1, 1], np.int32)))
print("matmul    ", computed(lambda x: op.matmul(x, x, False, False), np.array([[4097]], np.int32)),
      "of", 4097**2)
for name, a, b in ("uint8", 200, 100), ("int8", 100, 100), ("int16", 32767, 1), ("int32", 2**31 - 1, 1):
    print(f"{a} + {b}", computed(op.add, np.array([a], name), np.array([b], name)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
n is 16777217
n * 1      [16777217] int32
maximum    [16777217] int32
cum_sum    [16777217, 16777218] int32
reduce_max [16777216] int32
reduce_sum [16777216] int32
matmul     [16785408] int32 of 16785409
200 + 100 [255] uint8
100 + 100 [127] int8
32767 + 1 [-32768] int16
2147483647 + 1 [-2147483648] int32
EXPECTED
