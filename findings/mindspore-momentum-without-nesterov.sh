#!/usr/bin/env bash
# mindspore 2.10.0: on a CPU use_nesterov=True changes nothing in nn.Momentum, where nn.SGD heeds nesterov=True.
#
# Guess: of gradients of 1, a rate of 1 and a momentum of 0.9 the first step is 1.9 with Nesterov, 1 without.
# What it does: nn.Momentum takes the same steps either way.
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
from mindspore import nn


def steps(kind, **words):
    x = mindspore.Parameter(mindspore.Tensor(np.zeros(1, np.float32)), name="x")
    optimizer = kind([x], learning_rate=1.0, momentum=0.9, **words)
    places = [0.0]
    for gradient in 1, 1, -1:
        optimizer((mindspore.Tensor(np.full(1, gradient, np.float32)),))
        places.append(float(x.asnumpy()[0]))
    return [f"{step:.3f}" for step in np.diff(places)]


for word in False, True:
    print("Nesterov", word, "SGD", steps(nn.SGD, nesterov=word), "Momentum", steps(nn.Momentum, use_nesterov=word))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Nesterov False SGD ['-1.000', '-1.900', '-0.710'] Momentum ['-1.000', '-1.900', '-0.710']
Nesterov True SGD ['-1.900', '-2.710', '0.361'] Momentum ['-1.000', '-1.900', '-0.710']
EXPECTED
