#!/usr/bin/env bash
# mindspore 2.10.0: on a CPU logsigmoid(-100) is -inf, and log1p and expm1 of 1e-8 are 0.
#
# Guess: -100 and 1e-8, which is what these three functions are there for; softplus is right.
# What it does: log(sigmoid(x)), log(1 + x) and exp(x) - 1 in float32, so that a loss made of logsigmoid is
#   infinite where its gradient should be 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 "$(ls -d ~/.pyenv/versions/3.11.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mindspore==2.10.0 numpy==1.26.4

cat > "$folder/seen.py" <<'PYTHON'
import mindspore
import numpy as np
from mindspore import ops

for name, values, right in (
    ("logsigmoid", [-100, -80, 20], lambda x: -np.logaddexp(0, -x)),
    ("softplus", [-100, -80, -20], lambda x: np.logaddexp(0, x)),
    ("log1p", [1e-8, 2e-7], np.log1p),
    ("expm1", [1e-8, 2e-7], np.expm1),
):
    found = getattr(ops, name)(mindspore.Tensor(np.float32(values))).asnumpy()
    print(name, values, "is", [f"{value:.3g}" for value in found],
          "right", [f"{value:.3g}" for value in right(np.array(values))])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
logsigmoid [-100, -80, 20] is ['-inf', '-80', '0'] right ['-100', '-80', '-2.06e-09']
softplus [-100, -80, -20] is ['0', '1.8e-35', '2.06e-09'] right ['3.72e-44', '1.8e-35', '2.06e-09']
log1p [1e-08, 2e-07] is ['0', '2.38e-07'] right ['1e-08', '2e-07']
expm1 [1e-08, 2e-07] is ['0', '2.38e-07'] right ['1e-08', '2e-07']
EXPECTED
