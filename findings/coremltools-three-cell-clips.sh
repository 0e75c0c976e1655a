#!/usr/bin/env bash
# coremltools 9.0: the bound of an LSTM's cell state has three values where none is given.
#
# Guess: as documented, 50, whichever way the layer is made.
# What it does: NeuralNetworkBuilder.add_unilstm writes 50000, though its documentation says 50.0;
#   the converter of mb.lstm writes 500.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check coremltools==9.0 numpy==2.3.5

cat > "$folder/seen.py" <<'PYTHON'
import coremltools
import numpy as np
from coremltools.converters.mil import Builder as mb
from coremltools.models import datatypes
from coremltools.models.neural_network import NeuralNetworkBuilder

square, row = np.ones((2, 2), "f4"), np.ones(2, "f4")
arrays = [(name, datatypes.Array(2)) for name in ("x", "h", "c")]
builder = NeuralNetworkBuilder(arrays, [("y", datatypes.Array(2))])
names = (["x", "h", "c"], ["y", "h_out", "c_out"])
builder.add_unilstm("lstm", [square] * 4, [square] * 4, [row] * 4, 2, 2, *names)
(layer,) = builder.spec.neuralNetwork.layers
print("builder", layer.uniDirectionalLSTM.params.cellClipThreshold)
said = [line.strip() for line in builder.add_unilstm.__doc__.splitlines() if "50.0" in line]
print(*said)


@mb.program(input_specs=[mb.TensorSpec(shape) for shape in ((3, 1, 2), (1, 2), (1, 2))])
def program(x, h, c):
    weights = np.ones((8, 2), "f4")
    return mb.lstm(x=x, initial_h=h, initial_c=c, weight_ih=weights, weight_hh=weights)


spec = coremltools.convert(program, convert_to="neuralnetwork").get_spec()
for layer in spec.neuralNetwork.layers:
    if layer.WhichOneof("layer") == "uniDirectionalLSTM":
        print("mb.lstm", layer.uniDirectionalLSTM.params.cellClipThreshold)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
builder 50000.0
If not provided, it is defaulted to 50.0.
mb.lstm 500.0
EXPECTED
