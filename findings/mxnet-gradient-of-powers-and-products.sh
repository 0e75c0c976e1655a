#!/usr/bin/env bash
# mxnet 1.9.1: the gradient of x ** 0 at 0 is NaN, and that of nd.prod at [0, 2, 3] is [nan, 0, 0].
#
# Guess: 0, since x ** 0 is 1 everywhere, and [6, 0, 0].
# What it does: p * x ** (p - 1) is computed as it stands, 0 times infinity, also for an exponent that is a plain
#   number, and prod divides its result by each factor. x ** 1 and x * y are right.
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
    mxnet==1.9.1 numpy==1.23.5

cat > "$folder/seen.py" <<'PYTHON'
import mxnet as mx


def gradient(function, values):
    x = mx.nd.array(values)
    x.attach_grad()
    with mx.autograd.record():
        y = function(x)
    y.backward()
    return x.grad.asnumpy().tolist()


for power in 0, 1, 2:
    print(f"x ** {power} at 0 and 1:", gradient(lambda x: x**power, [0, 1]))
print("prod:", gradient(mx.nd.prod, [0, 2, 3]), "x[0] * x[1] * x[2]:",
      gradient(lambda x: x[0] * x[1] * x[2], [0, 2, 3]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x ** 0 at 0 and 1: [nan, 0.0]
x ** 1 at 0 and 1: [1.0, 1.0]
x ** 2 at 0 and 1: [0.0, 2.0]
prod: [nan, 0.0, 0.0] x[0] * x[1] * x[2]: [6.0, 0.0, 0.0]
EXPECTED
