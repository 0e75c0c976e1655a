#!/usr/bin/env bash
# torch_geometric 2.8.1: LSTMAggregation and GRUAggregation of a group depend on the size of the largest group.
#
# Guess: the state after the last element of the group, as with packed sequences.
# What it does: each group is filled up with zeros to the length of the largest and the state at the end of the zeros is
#   taken. So a node's result changes when another node gets more neighbours, and an empty group's is not 0. sum and
#   the others depend on the group alone.
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
from torch_geometric.nn.aggr import GRUAggregation, LSTMAggregation, SumAggregation

torch.manual_seed(0)
x = torch.randn(6, 2)
few, many = torch.tensor([0, 0, 1, 1]), torch.tensor([0, 0, 1, 1, 1, 1])
for aggregate in SumAggregation(), LSTMAggregation(2, 3), GRUAggregation(2, 3):
    aggregate.eval()
    name = type(aggregate).__name__
    same = torch.allclose(aggregate(x[:4], few)[0], aggregate(x, many)[0], atol=1e-6)
    print(name, "first group is the same beside a larger one:", same)
    if name != "SumAggregation":
        layer = aggregate.lstm if hasattr(aggregate, "lstm") else aggregate.gru
        filled = torch.cat([x[:2], torch.zeros(2, 2)])
        print(name, "two zeros are read too:", torch.allclose(aggregate(x, many)[0], layer(filled[None])[0][0, -1], atol=1e-6))
    print(name, "of an empty group is 0:", not aggregate(x[:4], few, dim_size=3)[2].abs().max())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
SumAggregation first group is the same beside a larger one: True
SumAggregation of an empty group is 0: True
LSTMAggregation first group is the same beside a larger one: False
LSTMAggregation two zeros are read too: True
LSTMAggregation of an empty group is 0: False
GRUAggregation first group is the same beside a larger one: False
GRUAggregation two zeros are read too: True
GRUAggregation of an empty group is 0: False
EXPECTED
