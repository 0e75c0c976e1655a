#!/usr/bin/env bash
# thinc 9.1.1: the loss of CategoricalCrossentropy is the square of its gradient: 0.18 where -log(0.7) is 0.357.
#
# Guess: the cross entropy, and a gradient that is its derivative by the scores.
# What it does: the gradient, guess minus truth, is that of the cross entropy; the loss that comes with it is the
#   sum of its squares, divided by the number of rows twice, since the gradient is divided already: the loss of
#   ten equal rows is a tenth of that of one. A guess of 0 for the right class costs 2, not infinity.
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
from thinc.api import CategoricalCrossentropy, CosineDistance, L2Distance

for right in 0.7, 0.01, 0.0:
    guesses, truths = np.float32([[right, 1 - right]]), np.float32([[1, 0]])
    for rows in 1, 10:
        gradient, loss = CategoricalCrossentropy()(guesses.repeat(rows, 0), truths.repeat(rows, 0))
        with np.errstate(divide="ignore"):
            entropy = abs(np.log(right))
        print(f"{rows:2} rows of {right}: loss {loss:.4f}, cross entropy {entropy:.4f}, gradient {gradient[0, 0]:.3f}")
for rows in 1, 10:
    for kind in L2Distance, CosineDistance:
        loss = kind()(np.float32([[3, 1]]).repeat(rows, 0), np.float32([[1, 1]]).repeat(rows, 0))[1]
        print(f"{rows:2} rows: loss of {kind.__name__} {loss:.4f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
 1 rows of 0.7: loss 0.1800, cross entropy 0.3567, gradient -0.300
10 rows of 0.7: loss 0.0180, cross entropy 0.3567, gradient -0.030
 1 rows of 0.01: loss 1.9602, cross entropy 4.6052, gradient -0.990
10 rows of 0.01: loss 0.1960, cross entropy 4.6052, gradient -0.099
 1 rows of 0.0: loss 2.0000, cross entropy inf, gradient -1.000
10 rows of 0.0: loss 0.2000, cross entropy inf, gradient -0.100
 1 rows: loss of L2Distance 4.0000
 1 rows: loss of CosineDistance 0.1056
10 rows: loss of L2Distance 0.4000
10 rows: loss of CosineDistance 0.1056
EXPECTED
