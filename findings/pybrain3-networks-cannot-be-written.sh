#!/usr/bin/env bash
# pybrain3 3.0.4: NetworkWriter raises a NameError for every network.
#
# Guess: a network is written as XML and comes back with its weights.
# What it does: the names of the classes are found with a function that Python 2 had; the file is left empty or
#   absent. A pickle of the network gives the same answers.
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
    pybrain3==3.0.4 numpy==1.21.6 scipy==1.7.3

cat > "$folder/seen.py" <<'PYTHON'
import os
import pickle
import tempfile

from pybrain3.structure import LSTMLayer, TanhLayer
from pybrain3.tools.shortcuts import buildNetwork
from pybrain3.tools.xml import NetworkWriter

for hidden in TanhLayer, LSTMLayer:
    net = buildNetwork(2, 3, 1, hiddenclass=hidden)
    path = os.path.join(tempfile.mkdtemp(), "net.xml")
    try:
        NetworkWriter.writeToFile(net, path)
        print(hidden.__name__, "written")
    except NameError as error:
        print(hidden.__name__, "NameError:", error, "- a file:", os.path.exists(path))
    other = pickle.loads(pickle.dumps(net))
    print(hidden.__name__, "same by pickle:", all(net.activate([1, 2]) == other.activate([1, 2]) for _ in "123"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
TanhLayer NameError: name 'split' is not defined - a file: False
TanhLayer same by pickle: True
LSTMLayer NameError: name 'split' is not defined - a file: False
LSTMLayer same by pickle: True
EXPECTED
