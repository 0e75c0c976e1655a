#!/usr/bin/env bash
# ncps 1.0.1: with as many units as samples, CfC and LTC give each unit, not each sample, a time of its own.
#
# Guess: timespans of shape (batch, timesteps), as documented, are the times of each sample.
# What it does: they are broadcast against (batch, units). Of a batch of one that is right; where the batch has as
#   many samples as there are units the numbers are wrong without a word; any other batch is refused.
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
    ncps==1.0.1 torch==2.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import torch
from ncps.torch import CfC, LTC

torch.manual_seed(0)
for layer in CfC, LTC:
    for samples in 1, 3, 2:
        net = layer(2, 3).eval()
        x, times = torch.randn(samples, 4, 2), torch.rand(samples, 4) + 0.1
        alone = [net(x[i : i + 1], timespans=times[i : i + 1])[0] for i in range(samples)]
        try:
            same = torch.allclose(net(x, timespans=times)[0], torch.cat(alone), atol=1e-5)
            found = "as one sample at a time" if same else "other numbers"
        except RuntimeError:
            found = "refused"
        print(layer.__name__, "3 units", samples, "samples:", found)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
CfC 3 units 1 samples: as one sample at a time
CfC 3 units 3 samples: other numbers
CfC 3 units 2 samples: refused
LTC 3 units 1 samples: as one sample at a time
LTC 3 units 3 samples: other numbers
LTC 3 units 2 samples: refused
EXPECTED
