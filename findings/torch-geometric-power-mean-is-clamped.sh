#!/usr/bin/env bash
# torch_geometric 2.8.1: PowerMeanAggregation(p=2) of 20 and 20 is 10, and of -3 and -3 it is 0.01.
#
# Guess: 20, and 3.
# What it does: by default the numbers are clamped to 0.0001 and 100, and so is the mean of their powers before the root is
#   taken: with p = 2 no result is above 10, with p = 3 none above 4.64. With p = 1 nothing is clamped, unless p is
#   learned. The documentation gives the formula and the two words clamp_min and clamp_max, not their values; that
#   both are None is refused.
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
    torch_geometric==2.8.1 torch==2.13.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import torch
from torch_geometric.nn.aggr import PowerMeanAggregation

x = torch.tensor([[3.0, 20.0, 300.0, -3.0]] * 2)
wide = {"clamp_min": -1e9, "clamp_max": None}
none = {"clamp_min": None, "clamp_max": None}
for words in {"p": 1.0}, {"p": 1.0, "learn": True}, {"p": 2.0}, {"p": 3.0}, {"p": 2.0, **wide}, {"p": 2.0, **none}:
    try:
        found = PowerMeanAggregation(**words)(x, torch.tensor([0, 0]))
        print(words, [round(number, 4) for number in found[0].tolist()])
    except RuntimeError:
        print(words, "refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{'p': 1.0} [3.0, 20.0, 300.0, -3.0]
{'p': 1.0, 'learn': True} [3.0, 20.0, 100.0, 0.0001]
{'p': 2.0} [3.0, 10.0, 10.0, 0.01]
{'p': 3.0} [3.0, 4.6416, 4.6416, 0.0464]
{'p': 2.0, 'clamp_min': -1000000000.0, 'clamp_max': None} [3.0, 20.0, 300.0, 3.0]
{'p': 2.0, 'clamp_min': None, 'clamp_max': None} refused
EXPECTED
