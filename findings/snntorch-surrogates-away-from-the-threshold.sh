#!/usr/bin/env bash
# snntorch 1.0.0: the surrogate gradient "triangular" is 1 below and -1 above the threshold, at any distance.
#
# Guess: a triangle, highest at the threshold and 0 far from it; and spike_rate_escape highest at the threshold too.
# What it does: triangular has a negative slope for each neuron that spiked, so that training moves it the wrong way, and
#   never fades. spike_rate_escape is highest at 1 above the threshold, where it is 25, as it takes the potential for one from
#   which the threshold was not yet subtracted. fast_sigmoid and atan are as guessed.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    snntorch==1.0.0 torch==2.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import snntorch
import torch
from snntorch import surrogate

for name in "fast_sigmoid", "atan", "triangular", "spike_rate_escape":
    potential = torch.tensor([[-5.0, 0.5, 1.5, 2.0, 5.0]], requires_grad=True)
    cell = snntorch.Leaky(beta=0.0, threshold=1.0, spike_grad=getattr(surrogate, name)())
    spikes, _ = cell(potential, torch.zeros(1, 5))
    spikes.sum().backward()
    print(name, "spikes", spikes[0].int().tolist(), "slopes", [round(g, 3) for g in potential.grad[0].tolist()])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
fast_sigmoid spikes [0, 0, 1, 1, 1] slopes [0.0, 0.005, 0.005, 0.001, 0.0]
atan spikes [0, 0, 1, 1, 1] slopes [0.003, 0.288, 0.288, 0.092, 0.006]
triangular spikes [0, 0, 1, 1, 1] slopes [1.0, 1.0, -1.0, -1.0, -1.0]
spike_rate_escape spikes [0, 0, 1, 1, 1] slopes [0.023, 5.578, 15.163, 25.0, 1.245]
EXPECTED
