#!/usr/bin/env bash
# MNN 3.6.1: the command mnnconvert installs a package with pip whenever it is run.
#
# Guess: it converts a file and does nothing else.
# What it does: where aliyun-log-python-sdk cannot be imported, it runs "pip install -U" of it; with
#   that it would report the tool, its arguments and the model's size to a server. The pip of this
#   script only writes down what it is asked.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    MNN==3.6.1 onnx==1.23.2 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import os
import subprocess
import sys

import onnx
from onnx import TensorProto, helper

folder = os.path.dirname(os.path.abspath(__file__))
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in "xy"]
graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", ends[:1], ends[1:])
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8),
          os.path.join(folder, "m.onnx"))
command = [os.path.join(os.path.dirname(sys.executable), "mnnconvert"), "-f", "ONNX"]
command += ["--modelFile", "m.onnx", "--MNNModel", "m.mnn", "--bizCode", "x"]
subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("converted", os.path.exists(os.path.join(folder, "m.mnn")))
with open(os.path.join(folder, "installed")) as file:
    print(file.read().splitlines()[0])
PYTHON
mkdir "$folder/bin"
printf "#!/bin/sh\necho \"pip \$*\" >> \"$folder/installed\"\n" > "$folder/bin/pip"
chmod +x "$folder/bin/pip"
export PATH="$folder/bin:$PATH"
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
converted True
pip install -U aliyun-log-python-sdk
EXPECTED
