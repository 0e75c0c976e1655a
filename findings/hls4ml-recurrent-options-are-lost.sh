#!/usr/bin/env bash
# hls4ml 1.3.0 (keras 3.15.1, tensorflow-cpu 2.21.0, backend Vitis): options of recurrent layers, and a SimpleRNN as a whole, are lost.
#
# Guess: what cannot be converted is refused, as return_state=True is.
# What it does: an LSTM with go_backwards=True becomes C++ that runs forward; a GRU with reset_after=False computes the form of
#   reset_after=True (shown without a bias; with one it is off, too); for a SimpleRNN nothing is written between input and
#   output, and it compiles. None of them says a word. A plain LSTM and GRU agree to the precision of the fixed-point numbers.
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
x = np.random.RandomState(9).uniform(-1, 1, (5, 6, 3)).astype("f4")


def model(layer):
    entry = keras.Input((6, 3))
    made = keras.Model(entry, layer(entry))
    made.set_weights(
        [np.random.RandomState(k).uniform(-0.8, 0.8, w.shape) for k, w in enumerate(made.get_weights())]
    )
    return made


def converted(of, name):
    config = hls4ml.utils.config_from_keras_model(
        of, granularity="name", default_precision="fixed<32,12>", backend="Vitis"
    )
    for layer in config["LayerName"].values():
        layer["TableSize"] = 16384
    return hls4ml.converters.convert_from_keras_model(
        of, hls_config=config, output_dir=str(FOLDER / name), backend="Vitis", io_type="io_parallel"
    )


def near(found, other):
    return bool(np.abs(found.reshape(other.shape) - other).max() < 0.01)


def compared(name, layer, *others):
    of = model(layer)
    project = converted(of, name)
    project.compile()
    found = np.asarray(project.predict(x))
    print("seen", name, "as Keras:", near(found, of.predict(x, verbose=0)), end="")
    for told, other in others:
        print(f", as {told}:", near(found, model(other).predict(x, verbose=0)), end="")
    print()


lstm, gru = keras.layers.LSTM, keras.layers.GRU
compared("lstm", lstm(4, return_sequences=True))
compared(
    "lstm_go_backwards",
    lstm(4, return_sequences=True, go_backwards=True),
    ("without go_backwards", lstm(4, return_sequences=True)),
)
compared("gru", gru(4, return_sequences=True))
compared(
    "gru_reset_before",
    gru(4, return_sequences=True, reset_after=False, use_bias=False),
    ("reset_after=True", gru(4, return_sequences=True, use_bias=False)),
)
converted(model(keras.layers.SimpleRNN(4, return_sequences=True)), "simple_rnn").compile()
text = (FOLDER / "simple_rnn/firmware/myproject.cpp").read_text()
body = text.partition("insert layers")[2]
print("seen simple_rnn compiles, statements for its layers:", body.count(";"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" "$folder" 2> "$folder/log" | grep "^seen" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
seen lstm as Keras: True
seen lstm_go_backwards as Keras: False, as without go_backwards: True
seen gru as Keras: True
seen gru_reset_before as Keras: False, as reset_after=True: True
seen simple_rnn compiles, statements for its layers: 0
EXPECTED
