#!/usr/bin/env bash
# onnx 1.23.2: ReferenceEvaluator computes LRN for as many channels as there are pictures; of one picture only the first channel changes.
#
# Guess: each channel is divided by the sum of squares of its neighbours, whatever the size of the batch.
# What it does: the loop over channels ends at the size of the batch. The other channels come back as they were, as if divided by bias.
#   With as many pictures as channels, the numbers are right.
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
    onnx==1.23.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

for pictures in 1, 2, 5:
    x = np.tile(np.arange(1, 6, dtype=np.float32).reshape(1, 5, 1, 1), (pictures, 1, 1, 1))
    node = helper.make_node("LRN", ["x"], ["y"], size=3, alpha=0.3, beta=1.0, bias=1.0)
    info = [helper.make_tensor_value_info(name, TensorProto.FLOAT, x.shape) for name in "xy"]
    model = helper.make_model(helper.make_graph([node], "lrn", info[:1], info[1:]), opset_imports=[helper.make_opsetid("", 13)], ir_version=10)
    seen = ReferenceEvaluator(model).run(None, {"x": x})[0][0].ravel()
    c = x[0].ravel()
    true = [c[i] / (1 + 0.1 * float((c[max(0, i - 1) : i + 2] ** 2).sum())) for i in range(5)]
    print(pictures, "pictures", " ".join(f"{v:.4f}" for v in seen), "truly", " ".join(f"{v:.4f}" for v in true))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 pictures 0.6667 2.0000 3.0000 4.0000 5.0000 truly 0.6667 0.8333 0.7692 0.6667 0.9804
2 pictures 0.6667 0.8333 3.0000 4.0000 5.0000 truly 0.6667 0.8333 0.7692 0.6667 0.9804
5 pictures 0.6667 0.8333 0.7692 0.6667 0.9804 truly 0.6667 0.8333 0.7692 0.6667 0.9804
EXPECTED
