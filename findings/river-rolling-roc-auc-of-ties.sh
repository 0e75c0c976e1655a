#!/usr/bin/env bash
# river 0.26.1: RollingROCAUC, "the exact value", is 0 where a positive and a negative have the same score and 0.25 is right.
#
# Guess: half a point for each pair of equal scores, as in scikit-learn.
# What it does: a tie of two among other scores counts as a wrong order, so that the value is too low; where all
#   scores are equal it is 0.5. Without ties the value is exact.
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
    river==0.26.1 scikit-learn==1.9.1

cat > "$folder/seen.py" <<'PYTHON'
from river import metrics
from sklearn.metrics import roc_auc_score

for labels, scores in (
    ([0, 1, 0, 1], [0.2, 0.9, 0.4, 0.3]),
    ([0, 1, 0, 1], [0.9, 0.1, 0.9, 0.9]),
    ([1, 0, 1, 0], [0.9, 0.1, 0.8, 0.9]),
    ([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5]),
    ([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]),
):
    rolling = metrics.RollingROCAUC(window_size=10)
    for label, score in zip(labels, scores):
        rolling.update(label, score)
    print(labels, scores, f"river {rolling.get():.3f} scikit-learn {roc_auc_score(labels, scores):.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[0, 1, 0, 1] [0.2, 0.9, 0.4, 0.3] river 0.750 scikit-learn 0.750
[0, 1, 0, 1] [0.9, 0.1, 0.9, 0.9] river 0.000 scikit-learn 0.250
[1, 0, 1, 0] [0.9, 0.1, 0.8, 0.9] river 0.500 scikit-learn 0.625
[1, 0, 1, 0] [0.5, 0.5, 0.5, 0.5] river 0.500 scikit-learn 0.500
[0, 1, 0, 1] [0.5, 0.5, 0.5, 0.5] river 0.500 scikit-learn 0.500
EXPECTED
