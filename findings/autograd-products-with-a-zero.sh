#!/usr/bin/env bash
# autograd 1.9.1: the gradient of np.prod at [0, 2, 3] is [nan, 0, 0]; pytensor 3.3.8 has prod right, cumprod NaN.
#
# Guess: [6, 0, 0], for both and for both functions.
# What they do: autograd divides the product by each factor, as does pytensor's cumprod; pytensor's prod treats
#   factors of 0 apart. The gradient of autograd's np.sinc at 0, 0, is NaN as well.
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
    autograd==1.9.1 pytensor==3.3.8 numpy==2.5.5 scipy==1.18.1

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["PYTENSOR_FLAGS"] = "cxx=,linker=vm,compiledir=" + os.path.join(os.path.dirname(__file__), "compiled")

import autograd
import autograd.numpy as np
import pytensor
import pytensor.tensor as pt

at = np.array([0.0, 2.0, 3.0])
with np.errstate(all="ignore"):
    print("autograd prod", autograd.grad(np.prod)(at).tolist())
    print("autograd x[0] * x[1] * x[2]", autograd.grad(lambda x: x[0] * x[1] * x[2])(at).tolist())
    print("autograd sinc", autograd.grad(np.sinc)(0.0))
    x = pt.dvector("x")
    for word, y in ("prod", pt.prod(x)), ("cumprod", pt.cumprod(x)[-1]):
        print("pytensor", word, pytensor.function([x], pytensor.grad(y, x))(at).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
autograd prod [nan, 0.0, 0.0]
autograd x[0] * x[1] * x[2] [6.0, 0.0, 0.0]
autograd sinc nan
pytensor prod [6.0, 0.0, 0.0]
pytensor cumprod [nan, 0.0, 0.0]
EXPECTED
