#!/usr/bin/env bash
# skl2onnx 1.20.0: an SGDClassifier of three classes predicts other classes where two scores are large.
#
# Guess: the class is that of the largest score, so that probabilities play no part in it.
# What it does: the graph takes the class of the largest probability. With modified_huber every score from
#   1 on has the probability 1 before it is normalised, so that two such classes are equal and the first
#   wins, whatever their scores; with log_loss the same happens in float32 from about 17 on.
#   scikit-learn 1.9.1 compares the scores. As onnxruntime 1.32.0 computes it.
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
    skl2onnx==1.20.0 scikit-learn==1.9.1 onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn.linear_model import SGDClassifier

x = np.array([[0, 1], [1, 0], [-1, -1]], np.float32)
for loss, scores in (("modified_huber", [2, 3, -5]), ("modified_huber", [0.5, 0.7, -5]),
                     ("log_loss", [20, 30, -50])):
    classifier = SGDClassifier(loss=loss, random_state=0).fit(x, [0, 1, 2])
    classifier.coef_ = np.array([scores, [0, 0, 0]], float).T
    classifier.intercept_ = np.zeros(3)
    point = np.array([[1, 0]], np.float32)
    model = to_onnx(classifier, point, options={"zipmap": False})
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(loss, "scores", scores, "sklearn", classifier.predict(point),
          "onnx", session.run(None, {"X": point})[0])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
modified_huber scores [2, 3, -5] sklearn [1] onnx [0]
modified_huber scores [0.5, 0.7, -5] sklearn [1] onnx [1]
log_loss scores [20, 30, -50] sklearn [1] onnx [0]
EXPECTED
