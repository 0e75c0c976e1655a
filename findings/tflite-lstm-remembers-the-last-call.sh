#!/usr/bin/env bash
# tensorflow-cpu 2.15.1: a converted Keras LSTM begins each invoke() in TensorFlow Lite where the last one ended;
#   with hard_sigmoid or without a bias it does not.
#
# Guess: stateful=False, the default, is kept: the same input gives the same output each time.
# What it does: with the default activations and a bias the layer becomes UNIDIRECTIONAL_SEQUENCE_LSTM, whose
#   states are variables that outlive the call, until reset_all_variables(). Else it becomes a loop, which
#   begins at zero. Nothing says which of the two a model is.
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
    tensorflow-cpu==2.15.1 numpy==1.26.4

cat > "$folder/seen.py" <<'PYTHON'
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).randn(1, 5, 3).astype(np.float32)
for words in {}, {"recurrent_activation": "hard_sigmoid"}, {"use_bias": False}:
    layer = tf.keras.layers.LSTM(4, **words)
    model = tf.keras.Sequential([tf.keras.Input((5, 3), batch_size=1), layer])
    model.set_weights([np.random.RandomState(1).randn(*w.shape) for w in model.get_weights()])
    function = tf.function(model).get_concrete_function(tf.TensorSpec([1, 5, 3], tf.float32))
    converted = tf.lite.TFLiteConverter.from_concrete_functions([function], model).convert()
    interpreter = tf.lite.Interpreter(model_content=converted)
    interpreter.allocate_tensors()

    def invoked():
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
        interpreter.invoke()
        return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])

    keras = model(x).numpy()
    off = ["same" if np.abs(invoked() - keras).max() < 1e-6 else "other" for _ in range(3)]
    interpreter.reset_all_variables()
    after = "same" if np.abs(invoked() - keras).max() < 1e-6 else "other"
    fused = any("SEQUENCE_LSTM" in op["op_name"] for op in interpreter._get_ops_details())
    print(words, "one operator" if fused else "a loop", "calls", *off, "after reset_all_variables", after)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{} one operator calls same other other after reset_all_variables same
{'recurrent_activation': 'hard_sigmoid'} a loop calls same same same after reset_all_variables same
{'use_bias': False} a loop calls same same same after reset_all_variables same
EXPECTED
