#!/usr/bin/env bash
# nnabla 1.39.0: softplus and log_sigmoid are 0 from 17 on, where their gradients are not.
#
# Guess: softplus(-17) is 4.1e-8, as float32 has it without difficulty; both functions exist for this.
# What it does: log(1 + exp(x)) is computed as it stands, so that 1 + exp(x) is 1; the relative error is 17 %
#   at -15 and 100 % from -17 on. log_sigmoid(17) is 0 alike.
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
x = nnabla.Variable.from_numpy_array(np.array([-5, -15, -17, -30], np.float32), need_grad=True)
x.g = 0
y = F.softplus(x)
y.forward()
y.backward()
print("softplus    ", *(f"{value:.3g}" for value in y.d))
print("-log_sigmoid", *(f"{value:.3g}" for value in -F.log_sigmoid(-x).d))
print("log1p(exp)  ", *(f"{value:.3g}" for value in np.log1p(np.exp(x.d))))
print("gradient    ", *(f"{value:.3g}" for value in x.g))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
softplus     0.00672 3.58e-07 0 0
-log_sigmoid 0.00672 3.58e-07 0 0
log1p(exp)   0.00672 3.06e-07 4.14e-08 9.36e-14
gradient     0.00669 3.06e-07 4.14e-08 9.36e-14
EXPECTED
