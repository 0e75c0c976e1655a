#!/usr/bin/env bash
# hls4ml 1.3.0 (keras 3.15.1, tensorflow-cpu 2.21.0, backend Vitis): hard_sigmoid is that of Keras 2.
#
# Guess: a Keras 3 model is read with the meanings of Keras 3, or refused, as ReLU(max_value=...) is.
# What it does: hard_sigmoid becomes max(0, min(0.2 x + 0.5, 1)), where Keras 3 has x / 6 + 0.5, off by up to 0.083.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 "$(ls -d ~/.pyenv/versions/3.11.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2> /dev/null && break
done
command -v g++ > /dev/null || { echo "skipped: g++ is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    hls4ml==1.3.0 keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import hls4ml
import keras
import numpy as np

FOLDER = Path(sys.argv[1])


def computed(layer, x):
    entry = keras.Input(x.shape[1:])
    model = keras.Model(entry, layer(entry))
    config = hls4ml.utils.config_from_keras_model(
        model, granularity="name", default_precision="fixed<32,12>", backend="Vitis"
    )
    project = hls4ml.converters.convert_from_keras_model(
        model, hls_config=config, output_dir=str(FOLDER / layer.name), backend="Vitis", io_type="io_parallel"
    )
    project.compile()
    expected = model.predict(x, verbose=0)
    return np.asarray(project.predict(x)).reshape(expected.shape), expected


x = np.array([[-2.75, -2.5, -1, 0, 1, 2.5, 2.75]], "f4")
found, expected = computed(keras.layers.Activation("hard_sigmoid", name="hard"), x)
print("seen hard_sigmoid as Keras 3:", np.allclose(found, expected, atol=0.01), end="")
print(", as 0.2 x + 0.5:", np.allclose(found, np.clip(0.2 * x + 0.5, 0, 1), atol=0.01), end="")
print(f", off by {np.abs(found - expected).max():.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2> "$folder/log" | grep "^seen" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
seen hard_sigmoid as Keras 3: False, as 0.2 x + 0.5: True, off by 0.083
EXPECTED
