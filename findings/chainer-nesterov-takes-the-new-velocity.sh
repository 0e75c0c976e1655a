#!/usr/bin/env bash
# chainer 7.8.1: the first step of NesterovAG with momentum 0.9 is 2.71 times the rate, where Nesterov's is 1.9.
#
# Guess: v' = mu * v - rate * g and step = mu * mu * v - (1 + mu) * rate * g, which is mu * v' - rate * g.
# What it does: the second line takes v', which the first has just written, for v: a new gradient counts
#   1 + mu + mu ** 2 = 2.71 at once, and less from the next step on (0.729, not 0.81).
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
    chainer==7.8.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
import chainer
import numpy as np

gradients = [1, 0, 0, -1]
link = chainer.Link()
with link.init_scope():
    link.x = chainer.Parameter(np.zeros(1, np.float32))
optimizer = chainer.optimizers.NesterovAG(lr=1.0, momentum=0.9).setup(link)
v = 0
for g in gradients:
    before = link.x.array[0]
    link.x.grad = np.full(1, g, np.float32)
    optimizer.update()
    v = 0.9 * v - g
    print(f"gradient {g:2}: step {link.x.array[0] - before:.3f}, mu * v' - g is {0.9 * v - g:.3f},",
          f"mu * mu * v' - (1 + mu) * g is {0.81 * v - 1.9 * g:.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
gradient  1: step -2.710, mu * v' - g is -1.900, mu * mu * v' - (1 + mu) * g is -2.710
gradient  0: step -0.729, mu * v' - g is -0.810, mu * mu * v' - (1 + mu) * g is -0.729
gradient  0: step -0.656, mu * v' - g is -0.729, mu * mu * v' - (1 + mu) * g is -0.656
gradient -1: step 2.120, mu * v' - g is 1.244, mu * mu * v' - (1 + mu) * g is 2.120
EXPECTED
