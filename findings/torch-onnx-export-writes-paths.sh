#!/usr/bin/env bash
# torch 2.13.0 (onnx 1.23.2, onnxscript 0.7.2): an exported ONNX file holds absolute paths and lines
# of the source, and a model of 12 bytes of weights becomes two files, one of them empty.
#
# Guess: torch.onnx.export writes the graph, its names and its weights; weights go to a second file
#   only where they are large, as a message of protobuf ends at 2 GiB.
# What it does: each node's metadata_props has pkg.torch.onnx.stack_trace: the absolute path of the
#   file that defines forward, the line's number and the line itself, so the bytes of the model
#   depend on the folder that it was exported in. Beside model.onnx stands model.onnx.data, here of
#   0 bytes, though all weights are in model.onnx. external_data=False leaves the second file out
#   and the paths in; the older exporter (dynamo=False) writes neither.
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
    torch==2.13.0 onnx==1.23.2 onnxscript==0.7.2 onnx-ir==1.1.0 numpy==2.4.6

mkdir "$folder/export"
cat > "$folder/export/doubled.py" <<'PYTHON'
import os
import shutil
import warnings

import onnx
import torch

warnings.simplefilter("ignore")


class Doubled(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 1)

    def forward(self, x):
        return 2 * self.linear(x)  # a remark of the author


here = os.path.dirname(os.path.abspath(__file__))
example = (torch.zeros(1, 2),)
for options in {}, {"external_data": False}, {"dynamo": False}:
    os.makedirs("model")
    torch.onnx.export(Doubled().eval(), example, "model/model.onnx", verbose=False, **options)
    print(options)
    print(" files:", [name + (" (empty)" if not os.path.getsize(f"model/{name}") else "")
                      for name in sorted(os.listdir("model"))])
    with open("model/model.onnx", "rb") as file:
        print(" the folder's path in the bytes:", here.encode() in file.read())
    model = onnx.load("model/model.onnx")
    traces = [p.value for n in model.graph.node for p in n.metadata_props if "stack_trace" in p.key]
    print(" nodes:", len(model.graph.node), "with a stack trace:", len(traces))
    for line in traces[-1].splitlines() if traces else []:
        print("  " + line.replace(here, "FOLDER").strip())
    shutil.rmtree("model")
PYTHON
cd "$folder/export"
"$folder/venv/bin/python" doubled.py 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{}
 files: ['model.onnx', 'model.onnx.data (empty)']
 the folder's path in the bytes: True
 nodes: 2 with a stack trace: 2
  File "FOLDER/doubled.py", line 17, in forward
  return 2 * self.linear(x)  # a remark of the author
{'external_data': False}
 files: ['model.onnx']
 the folder's path in the bytes: True
 nodes: 2 with a stack trace: 2
  File "FOLDER/doubled.py", line 17, in forward
  return 2 * self.linear(x)  # a remark of the author
{'dynamo': False}
 files: ['model.onnx']
 the folder's path in the bytes: False
 nodes: 3 with a stack trace: 0
EXPECTED
