#!/usr/bin/env bash
# skl2onnx 1.20.0: Normalizer("max") of negative numbers and OrdinalEncoder of NaN are converted to others.
#
# Guess: a conversion keeps the numbers, or is refused, as QuantileTransformer to a normal distribution is.
# What it does: scikit-learn 1.9.1 divides by the largest absolute value, the ONNX operator by the largest:
#   the row [-4, -2, 1] is divided by 4 and by 1. A NaN that OrdinalEncoder passes on becomes -1. As
#   onnxruntime 1.32.0 computes it.
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
    skl2onnx==1.20.0 scikit-learn==1.9.1 onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn.preprocessing import Normalizer, OrdinalEncoder

for transformer, x in (
    (Normalizer("max"), [[1.0, 2.0, 4.0], [-4.0, -2.0, 1.0]]),
    (OrdinalEncoder(), [[1.0], [np.nan], [2.0]]),
):
    x = np.array(x, np.float32)
    transformer.fit(x)
    session = onnxruntime.InferenceSession(to_onnx(transformer, x).SerializeToString(),
                                           providers=["CPUExecutionProvider"])
    print(transformer)
    print("  sklearn", transformer.transform(x).tolist())
    print("  onnx   ", session.run(None, {"X": x})[0].tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Normalizer(norm='max')
  sklearn [[0.25, 0.5, 1.0], [-1.0, -0.5, 0.25]]
  onnx    [[0.25, 0.5, 1.0], [-4.0, -2.0, 1.0]]
OrdinalEncoder()
  sklearn [[0.0], [nan], [1.0]]
  onnx    [[0.0], [-1.0], [1.0]]
EXPECTED
