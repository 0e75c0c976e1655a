#!/usr/bin/env bash
# pybrain3 3.0.4: buildNetwork takes peepholes=True and builds an LSTM without peepholes.
#
# Guess: the LSTMLayer that it builds is LSTMLayer(3, peepholes=True), with 9 weights more; a word that it does not
#   know is refused, as others are.
# What it does: the network is the one without the word.
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
from pybrain3.structure import LSTMLayer
from pybrain3.tools.shortcuts import NetworkError, buildNetwork

for words in {}, {"peepholes": True}, {"peephole": True}:
    try:
        net = buildNetwork(2, 3, 1, hiddenclass=LSTMLayer, recurrent=True, **words)
        print("buildNetwork", words, "peepholes", net["hidden0"].peepholes, "parameters", net.paramdim)
    except NetworkError:
        print("buildNetwork", words, "refused")
for peepholes in False, True:
    print("LSTMLayer", peepholes, "parameters", LSTMLayer(3, peepholes=peepholes).paramdim)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
buildNetwork {} peepholes False parameters 76
buildNetwork {'peepholes': True} peepholes False parameters 76
buildNetwork {'peephole': True} refused
LSTMLayer False parameters 0
LSTMLayer True parameters 9
EXPECTED
