#!/usr/bin/env bash
# ml_dtypes 0.6.0, onnxruntime 1.32.0: from float64 to a 16-bit type they round twice, by way of float32.
#
# Guess: a conversion gives the nearest number of the new type, as NumPy's from float64 to float16 does.
# What it does: the number is first rounded to float32, and that to the small type. A value just above the
#   middle between two neighbours becomes the middle, and goes down to the even one: not the nearest. So
#   do astype(bfloat16), astype(float8_e4m3fn) and int64 to bfloat16 in ml_dtypes, and Cast from double to
#   float16 in onnxruntime.
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
    ml_dtypes==0.6.0 onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import ml_dtypes
import numpy as np
import onnxruntime
from onnx import TensorProto, helper


def cast(x):
    graph = helper.make_graph(
        [helper.make_node("Cast", ["x"], ["y"], to=TensorProto.FLOAT16)], "one",
        [helper.make_tensor_value_info("x", TensorProto.DOUBLE, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT16, x.shape)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0]


def above_the_middle(bits):
    return np.array([1 + 2.0**-bits + 2.0**-40])


for name, x, step, convert in (
    ("numpy float16", above_the_middle(11), 2.0**-10, lambda x: x.astype(np.float16)),
    ("onnxruntime float16", above_the_middle(11), 2.0**-10, cast),
    ("ml_dtypes bfloat16", above_the_middle(8), 2.0**-7, lambda x: x.astype(ml_dtypes.bfloat16)),
    ("ml_dtypes float8_e4m3fn", above_the_middle(4), 2.0**-3, lambda x: x.astype(ml_dtypes.float8_e4m3fn)),
):
    print(f"{name:23} gives {float(convert(x)[0])}, the nearest is {1 + step}")
whole = np.array([2**31 + 2**23 + 1])
print("ml_dtypes, int64", whole[0], "gives", int(whole.astype(ml_dtypes.bfloat16)[0]),
      "the nearest is", 2**31 + 2**24)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numpy float16           gives 1.0009765625, the nearest is 1.0009765625
onnxruntime float16     gives 1.0, the nearest is 1.0009765625
ml_dtypes bfloat16      gives 1.0, the nearest is 1.0078125
ml_dtypes float8_e4m3fn gives 1.0, the nearest is 1.125
ml_dtypes, int64 2155872257 gives 2147483648 the nearest is 2164260864
EXPECTED
