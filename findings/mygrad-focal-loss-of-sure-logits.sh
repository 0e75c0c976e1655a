#!/usr/bin/env bash
# mygrad 2.5.0: softmax_focal_loss of the scores [1000, 0] for class 1 is infinite, and its gradient NaN; with
#   gamma=0 too, where it is softmax_crossentropy.
#
# Guess: 1000, as softmax_crossentropy gives: the name says that softmax and logarithm are taken together.
# What it does: softmax is computed, rounds to 0 from scores of 746 apart, and then the logarithm is taken.
#   softmax_crossentropy takes both together. The gradient of maximum at equal numbers is 0 for both, that of max 1
#   for the first.
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
    mygrad==2.5.0 numpy==2.4.6 numba==0.68.1

cat > "$folder/seen.py" <<'PYTHON'
import mygrad
import numpy as np
from mygrad.nnet.losses import softmax_crossentropy, softmax_focal_loss

for scores in [1.0, 0.0], [700.0, 0.0], [746.0, 0.0], [1000.0, 0.0]:
    for name, loss in ("crossentropy", softmax_crossentropy), ("focal", lambda x, y: softmax_focal_loss(x, y, alpha=1, gamma=0).mean()):
        x = mygrad.tensor([scores])
        value = loss(x, np.array([1]))
        value.backward()
        print(scores, name, f"{value.item():.6g}", "gradient", x.grad.round(4).tolist())
a, b = mygrad.tensor([1.0, 2.0]), mygrad.tensor([1.0, 3.0])
mygrad.maximum(a, b).sum().backward()
x = mygrad.tensor([3.0, 3.0])
x.max().backward()
print("maximum", a.grad.tolist(), b.grad.tolist(), "max", x.grad.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1.0, 0.0] crossentropy 1.31326 gradient [[0.7311, -0.7311]]
[1.0, 0.0] focal 1.31326 gradient [[0.7311, -0.7311]]
[700.0, 0.0] crossentropy 700 gradient [[1.0, -1.0]]
[700.0, 0.0] focal 700 gradient [[1.0, -1.0]]
[746.0, 0.0] crossentropy 746 gradient [[1.0, -1.0]]
[746.0, 0.0] focal inf gradient [[nan, nan]]
[1000.0, 0.0] crossentropy 1000 gradient [[1.0, -1.0]]
[1000.0, 0.0] focal inf gradient [[nan, nan]]
maximum [0.0, 0.0] [0.0, 1.0] max [1.0, 0.0]
EXPECTED
