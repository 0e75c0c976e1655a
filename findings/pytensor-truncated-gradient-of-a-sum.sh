#!/usr/bin/env bash
# pytensor 3.3.8: scan's truncate_gradient leaves out the errors of all but the last timesteps altogether.
#
# Guess: truncated backpropagation through time: the error of each timestep goes k steps back, so that a sum over
#   all outputs of h = h / 2 + x has the gradient [1, 1, 1, 1] for k = 1 and [1.5, 1.5, 1.5, 1] for k = 2.
# What it does: the gradient is that of the last k timesteps alone, [0, 0, 0, 1] and [0, 0, 1.5, 1]: the errors
#   of earlier timesteps teach nothing.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pytensor==3.3.8 numpy==2.5.5 scipy==1.18.1

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["PYTENSOR_FLAGS"] = "cxx=,linker=vm,compiledir=" + os.path.join(os.path.dirname(__file__), "compiled")

import numpy as np
import pytensor
import pytensor.tensor as pt

x = pt.dvector("x")
start = pt.constant(0.0, dtype="float64")
for k in -1, 1, 2, 3:
    h = pytensor.scan(lambda now, before: before * 0.5 + now, sequences=[x], outputs_info=[start],
                      truncate_gradient=k, return_updates=False)
    gradient = pytensor.function([x], pytensor.grad(h.sum(), x))
    print(f"truncate_gradient={k:2}", gradient(np.ones(4)).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
truncate_gradient=-1 [1.875, 1.75, 1.5, 1.0]
truncate_gradient= 1 [0.0, 0.0, 0.0, 1.0]
truncate_gradient= 2 [0.0, 0.0, 1.5, 1.0]
truncate_gradient= 3 [0.0, 1.75, 1.5, 1.0]
EXPECTED
