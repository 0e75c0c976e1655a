#!/usr/bin/env bash
# thinc 9.1.1: swish(-1e9) is -2.06, and sigmoid never gets below 2e-9.
#
# Guess: sigmoid(x) goes to 0 and swish(x) = x * sigmoid(x) to 0 for large negative x, as gelu and mish do.
# What it does: the argument of sigmoid is clipped at -20 and 20, so that the sigmoid of -20 and that of -1000
#   are the same number, and swish goes on falling, in a straight line, where it should be 0.
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
    thinc==9.1.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from thinc.api import NumpyOps

ops = NumpyOps()
x = np.array([-10, -20, -1000, -1e6, -1e9], np.float32)
for name in "sigmoid", "swish", "gelu", "mish":
    print(f"{name:7}", [f"{value:.3g}" for value in getattr(ops, name)(x.copy())])
with np.errstate(over="ignore"):
    print("x/(1+exp(-x))", [f"{value:.3g}" for value in x / (1 + np.exp(-x))])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sigmoid ['4.54e-05', '2.06e-09', '2.06e-09', '2.06e-09', '2.06e-09']
swish   ['-0.000454', '-4.12e-08', '-2.06e-06', '-0.00206', '-2.06']
gelu    ['-0', '-0', '-0', '-0', '-0']
mish    ['-0.000454', '-4.12e-08', '-0', '-0', '-0']
x/(1+exp(-x)) ['-0.000454', '-4.12e-08', '-0', '-0', '-0']
EXPECTED
