#!/usr/bin/env bash
# river 0.26.1: the loss of optim.losses.Cauchy is the absolute error, its gradient that of another function.
#
# Guess: the loss is log(1 + (d / C)^2) C^2 / 2 of the difference d, and the gradient its slope.
# What it does: the gradient is d / (1 + (d / C)^2), the slope of that; the value is |d|. At a difference of
#   0.01 the value has the slope 1, the gradient is 0.01; at 1000 it is 6.4. The other losses agree with their
#   gradients.
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
    river==0.26.1

cat > "$folder/seen.py" <<'PYTHON'
from river import optim

for loss in optim.losses.Cauchy(), optim.losses.Squared(), optim.losses.Absolute(), optim.losses.Log():
    for p in 0.01, 0.5, 1000.0:
        y, step = (1.0, 1e-6) if isinstance(loss, optim.losses.Log) else (0.0, 1e-6)
        if y and p > 1:
            continue
        slope = (loss(y, p + step) - loss(y, p - step)) / (2 * step)
        print(f"{type(loss).__name__} at {p}: value {loss(y, p):.4g} slope {slope:.4g} gradient {loss.gradient(y, p):.4g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Cauchy at 0.01: value 0.01 slope 1 gradient 0.01
Cauchy at 0.5: value 0.5 slope 1 gradient 0.5
Cauchy at 1000.0: value 1000 slope 1 gradient 6.359
Squared at 0.01: value 0.0001 slope 0.02 gradient 0.02
Squared at 0.5: value 0.25 slope 1 gradient 1
Squared at 1000.0: value 1e+06 slope 2000 gradient 2000
Absolute at 0.01: value 0.01 slope 1 gradient 1
Absolute at 0.5: value 0.5 slope 1 gradient 1
Absolute at 1000.0: value 1000 slope 1 gradient 1
Log at 0.01: value 0.6882 slope -0.4975 gradient -0.4975
Log at 0.5: value 0.4741 slope -0.3775 gradient -0.3775
EXPECTED
