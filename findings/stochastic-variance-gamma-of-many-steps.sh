#!/usr/bin/env bash
# stochastic 0.6.0: a variance gamma process of 100 steps has a hundredth of its variance.
#
# Guess: the variance at time t is scale^2 t, and with a drift d that of the gamma process times d^2 more, however many steps are drawn,
#   as it is for the Brownian motion of the same module.
# What it does: the Gaussian noise is drawn for a step of t/n, and multiplied by the square root of a gamma variable of the same mean: the steps
#   count twice, and the variance is divided by n. sample_at with the times of n steps likewise. The part of the drift is right.
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
    stochastic==0.6.0 numpy==1.26.4 scipy==1.11.4

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from stochastic.processes.continuous import BrownianMotion, VarianceGammaProcess


def variance(process, steps, at=False):
    draw = lambda: process.sample_at(np.linspace(0, process.t, steps + 1)) if at else process.sample(steps)
    found = np.var([draw()[-1] for _ in range(4000)])
    powers = 2.0 ** np.arange(-9, 5)
    return powers[np.argmin(np.abs(np.log(powers / found)))]  # to the next power of two


for steps in 1, 4, 64:
    generator = np.random.default_rng(1)
    print(steps, "steps, variance of Brownian motion", variance(BrownianMotion(scale=1, t=1, rng=generator), steps),
          "variance gamma", variance(VarianceGammaProcess(drift=0, variance=0.25, scale=1, t=1, rng=generator), steps),
          "by sample_at", variance(VarianceGammaProcess(drift=0, variance=0.25, scale=1, t=1, rng=generator), steps, True),
          "with the drift 2", variance(VarianceGammaProcess(drift=2, variance=1, scale=0.01, t=1, rng=generator), steps))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 steps, variance of Brownian motion 1.0 variance gamma 1.0 by sample_at 1.0 with the drift 2 4.0
4 steps, variance of Brownian motion 1.0 variance gamma 0.25 by sample_at 0.25 with the drift 2 4.0
64 steps, variance of Brownian motion 1.0 variance gamma 0.015625 by sample_at 0.015625 with the drift 2 4.0
EXPECTED
