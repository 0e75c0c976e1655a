#!/usr/bin/env bash
# openvino 2026.4.1: of torch, log1p(1e-8) becomes 0, logsigmoid(-150) -inf and a truncated quotient of 1e10
#   -2147483648.
#
# Guess: log1p, expm1 and logsigmoid are converted for what they exist for, and a float is truncated as a float.
# What it does: log1p(x) becomes log(1 + x), expm1(x) exp(x) - 1, logsigmoid(x) log(sigmoid(x)), and
#   rounding_mode="trunc" goes by way of int32, with float32 as asked for.
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
    openvino==2026.4.1 torch==2.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import openvino
import torch


class Model(torch.nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def rows(function, x):
    model = Model(function).eval()
    converted = openvino.convert_model(model, example_input=x)
    compiled = openvino.compile_model(converted, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return model(x).tolist(), next(iter(compiled(x.numpy()).values())).tolist()


for word, function, values in (
    ("log1p", torch.log1p, [1e-8, 2e-7]),
    ("expm1", torch.expm1, [1e-8, 2e-7]),
    ("logsigmoid", torch.nn.functional.logsigmoid, [-150.0, 20.0]),
    ("x / 2, trunc", lambda x: torch.div(x, 2, rounding_mode="trunc"), [7.0, 1e10]),
):
    in_torch, found = rows(function, torch.tensor(values))
    print(word, [f"{value:.3g}" for value in in_torch], "becomes", [f"{value:.3g}" for value in found])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
log1p ['1e-08', '2e-07'] becomes ['0', '2.38e-07']
expm1 ['1e-08', '2e-07'] becomes ['0', '2.38e-07']
logsigmoid ['-150', '-2.06e-09'] becomes ['-inf', '0']
x / 2, trunc ['3', '5e+09'] becomes ['3', '-2.15e+09']
EXPECTED
