#!/usr/bin/env bash
# mxnet 1.9.1: on the CPU log_softmax gives a log probability of 1.4e-6, above 0, and softrelu is negative.
#
# Guess: log_softmax is at most 0 and softrelu at least 0, as their functions are.
# What it does: log_softmax([-200, 0]) is [-200, 1.4e-6] and softrelu(-20) is -1.9e-6, where 2e-9 is right; its
#   logarithm is NaN.
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
    mxnet==1.9.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
import mxnet as mx
import numpy as np

print("log_softmax", mx.nd.log_softmax(mx.nd.array([[-200, 0]])).asnumpy()[0].tolist())
x = np.float32([-15, -17, -20, -25])
print("x          ", x.tolist())
print("softrelu   ", [f"{y:.2g}" for y in mx.nd.Activation(mx.nd.array(x), act_type="softrelu").asnumpy()])
print("log1p(exp) ", [f"{y:.2g}" for y in np.log1p(np.exp(x))])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
log_softmax [-200.0, 1.430511474609375e-06]
x           [-15.0, -17.0, -20.0, -25.0]
softrelu    ['0', '0', '-1.9e-06', '0']
log1p(exp)  ['3.1e-07', '4.1e-08', '2.1e-09', '1.4e-11']
EXPECTED
