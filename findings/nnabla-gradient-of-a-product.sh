#!/usr/bin/env bash
# nnabla 1.39.0: the gradient of F.prod is 0 where it is not, as soon as one factor is 0.
#
# Guess: of x = [0, 2, 3] the product's gradient is [6, 0, 0], as F.cumprod finds it.
# What it does: the gradient is the product over each factor, and 0 where the factor is 0: [0, 0, 0]. A weight
#   that is 0 never leaves it.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.8 "$(ls -d ~/.pyenv/versions/3.8.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.8 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 8))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    nnabla==1.39.0 numpy==1.24.4 protobuf==3.20.3

cat > "$folder/seen.py" <<'PYTHON'
import logging

logging.disable(logging.INFO)
import nnabla
import nnabla.functions as F
import numpy as np

nnabla.set_auto_forward(True)


def gradient(function, values):
    x = nnabla.Variable.from_numpy_array(np.array(values, np.float32), need_grad=True)
    x.g = 0
    y = function(x)
    y.forward()
    y.backward()
    return x.g.tolist()


for values in [1, 2, 3], [0, 2, 3], [-4, 0, 0.5]:
    print(values, "prod", gradient(F.prod, values),
          "cumprod", gradient(lambda x: F.slice(F.cumprod(x, axis=0), start=(2,), stop=(3,)), values))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1, 2, 3] prod [6.0, 3.0, 2.0] cumprod [6.0, 3.0, 2.0]
[0, 2, 3] prod [0.0, 0.0, 0.0] cumprod [6.0, 0.0, 0.0]
[-4, 0, 0.5] prod [0.0, 0.0, -0.0] cumprod [0.0, -2.0, 0.0]
EXPECTED
