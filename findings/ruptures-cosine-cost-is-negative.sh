#!/usr/bin/env bash
# ruptures 1.1.10: the cost "cosine" of n equal vectors is 1 - n, and not 0.
#
# Guess: 0, as no vector differs from the others (0.04 with "rbf", which clips); a cost is never negative.
# What it does: the matrix of similarities is built from pairs of different vectors and has 0, not 1, for a vector with
#   itself. So every segment costs n - 1 too little, in sum one too much for each change: a penalty p acts as p + 1,
#   and a change that lowers the true cost by 0.78 is not found with a penalty of 0.1.
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
    ruptures==1.1.10 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import ruptures

signal = np.array([[1.0, 0]] * 2 + [[1.0, 1]] * 4)
unit = signal / np.linalg.norm(signal, axis=1, keepdims=True)


def true(start, end):
    gram = unit[start:end] @ unit[start:end].T
    return np.trace(gram) - gram.sum() / (end - start)


cost = ruptures.costs.CostCosine().fit(signal)
for start, end in (0, 2), (2, 6), (0, 6):
    print("from", start, "to", end, "cost", round(float(cost.error(start, end)), 3), "true", abs(round(true(start, end), 3)))
gain = true(0, 6) - true(0, 2) - true(2, 6)
print("a change at 2 lowers the true cost by", round(gain, 3))
for penalty in 0.1, 0.3:
    search = ruptures.Dynp(custom_cost=cost, jump=1, min_size=2).fit(signal)
    pelt = ruptures.Pelt(custom_cost=ruptures.costs.CostCosine(), jump=1, min_size=2).fit(signal)
    print("penalty", penalty, "changes", pelt.predict(pen=penalty), "by true costs", [2, 6] if gain > penalty else [6])
rbf = ruptures.costs.CostRbf(gamma=1).fit(np.ones((5, 2)))
print("rbf of 5 equal vectors", float(rbf.error(0, 5)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
from 0 to 2 cost -1.0 true 0.0
from 2 to 6 cost -3.0 true 0.0
from 0 to 6 cost -4.219 true 0.781
a change at 2 lowers the true cost by 0.781
penalty 0.1 changes [6] by true costs [2, 6]
penalty 0.3 changes [6] by true costs [2, 6]
rbf of 5 equal vectors 0.03980066500332846
EXPECTED
