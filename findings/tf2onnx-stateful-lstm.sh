#!/usr/bin/env bash
# tf2onnx 1.17.0 (tensorflow-cpu 2.15.1): a stateful LSTM becomes a model that begins each call with the state of the moment of conversion.
#
# Guess: the state is an input and an output, or a stateful layer is refused.
# What it does: the state that the layer has while it is converted is stored as a constant. Converted after reset_states() the
#   model answers each call as Keras answers the first; converted after one call, as Keras answers the second. (onnx 1.16.2,
#   onnxruntime 1.18.1)
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 "$(ls -d ~/.pyenv/versions/3.11.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    tensorflow-cpu==2.15.1 tf2onnx==1.17.0 onnx==1.16.2 onnxruntime==1.18.1 numpy==1.26.4

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import onnxruntime
import tensorflow as tf
import tf2onnx

tf.random.set_seed(0)
x = np.random.RandomState(0).randn(1, 5, 3).astype("f4")
model = tf.keras.Sequential([tf.keras.layers.LSTM(4, stateful=True, batch_input_shape=(1, 5, 3))])
first, second, third = (model(x).numpy() for _ in range(3))


def converted():
    made, _ = tf2onnx.convert.from_keras(model, opset=15)
    session = onnxruntime.InferenceSession(made.SerializeToString())
    name = session.get_inputs()[0].name
    print("seen inputs", len(session.get_inputs()), "outputs", len(session.get_outputs()))
    return [session.run(None, {name: x})[0] for _ in range(2)]


def call(found):
    return [n for n, of in (("first", first), ("second", second), ("third", third)) if np.allclose(found, of, atol=1e-5)]


model.reset_states()
print("seen converted after reset_states: calls answer as Keras's", *map(call, converted()))
model(x)
print("seen converted after one call: calls answer as Keras's", *map(call, converted()))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | grep "^seen" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
seen inputs 1 outputs 1
seen converted after reset_states: calls answer as Keras's ['first'] ['first']
seen inputs 1 outputs 1
seen converted after one call: calls answer as Keras's ['second'] ['second']
EXPECTED
