#!/usr/bin/env bash
# openvino 2026.4.1: on the CPU, int64 is computed in int32 and float64 in float32; the result says 64 bits.
#
# Guess: what cannot be computed in the model's type is refused, or rounded as one sees: inputs and outputs
#   are int64 and float64 arrays.
# What it does: 2**40 + 1 gives 1, 2**40 < 2**41 is false, a constant of 2**40 is 2**31 - 1, even a reshape of
#   2**40 gives 0. 1 + 1e-12 gives 1, exp(100) gives 3.4e38, the largest float32, as a float64.
#   The list of types that the plugin has inside names no 64 bits; nothing is said at run time.
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
    return f"{result.tolist()} {result.dtype}"


large = np.array([2**40])
print("2**40 + 1", computed(op.add, large, np.array([1])))
print("2**40 < 2**41", computed(op.less, large, 2 * large))
print("0 + the constant 2**40", computed(lambda x: op.add(x, op.constant(large)), np.array([0])))
print("reshaped 2**40", computed(lambda x: op.reshape(x, np.array([1, 1]), False), large))
print("1 + 1e-12", computed(op.add, np.array([1.0]), np.array([1e-12])))
print("exp(100)", computed(op.exp, np.array([100.0])))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2**40 + 1 [1] int64
2**40 < 2**41 [False] bool
0 + the constant 2**40 [2147483647] int64
reshaped 2**40 [[0]] int64
1 + 1e-12 [1.0] float64
exp(100) [3.4028234663852886e+38] float64
EXPECTED
