#!/usr/bin/env bash
# openvino 2026.4.1: on the CPU, ReLU and clamp of NaN are 0, exp of NaN is inf, and NaN >= 1 is true.
#
# Guess: NaN passes through every function, as through tanh and the sigmoid, and is unequal to all.
# What it does: where a function is made of minimum and maximum, the NaN is lost on the way: a model that has
#   gone wrong gives plausible zeros. exp(88.5), which float32 can hold (2.7e38), is inf as well.
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
    arrays = [np.array(a, np.float32) for a in arrays]
    inputs = [op.parameter(a.shape, a.dtype) for a in arrays]
    model = openvino.Model([op.result(function(*inputs))], inputs)
    compiled = openvino.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    (result,) = compiled(arrays).values()
    return result.tolist()


nan = [np.nan]
for name, function in (("tanh", op.tanh), ("sigmoid", op.sigmoid), ("relu", op.relu), ("exp", op.exp),
                       ("clamp", lambda x: op.clamp(x, 0.0, 1.0))):
    print(f"{name:7} of NaN", computed(function, nan))
for name, comparison in ("<", op.less), (">=", op.greater_equal), ("==", op.equal):
    print("NaN", name, 1, computed(comparison, nan, [1]))
print("exp(88.5)", computed(op.exp, [88.5]), "numpy", f"{np.exp(np.float32(88.5)):.3g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
tanh    of NaN [nan]
sigmoid of NaN [nan]
relu    of NaN [0.0]
exp     of NaN [inf]
clamp   of NaN [0.0]
NaN < 1 [False]
NaN >= 1 [True]
NaN == 1 [False]
exp(88.5) [inf] numpy 2.72e+38
EXPECTED
