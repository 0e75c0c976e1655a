#!/usr/bin/env bash
# tensorflow 2.0.0 and 2.1.0: both call their Keras "2.2.4-tf", and their LSTM layers differ.
#
# Guess: files with the same keras_version mean the same layers; a state that is given in the call
#   wins over the one that a stateful layer kept, in both or in neither; zero_output_for_mask=True
#   makes masked timesteps zero.
# What it does: in a stateful layer the given state wins in 2.0.0 and is ignored in 2.1.0. In both, the
#   loop over time ignores zero_output_for_mask=True: a masked timestep repeats the last output. With
#   unroll=True it is zero.
# Needs Python 3.7: with pyenv, for example, PYENV_VERSION=3.7.16 makes python3.7 be found.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

python=python3.7
"$python" -c '' 2> /dev/null || { echo "skipped: Python 3.7 is needed as $python"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/layers.py" <<'PYTHON'
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

print("tensorflow", tf.__version__, "keras", tf.keras.__version__)
numbers = np.random.RandomState(0)
x = tf.constant(numbers.normal(size=(1, 4, 2)), tf.float32)
given = [tf.constant(numbers.normal(size=(1, 3)), tf.float32) for _ in "hc"]

stateful = tf.keras.layers.LSTM(3, stateful=True)
stateful(x)
after_kept = stateful(x).numpy()
stateful.reset_states()
stateful(x)
seen = stateful(x, initial_state=given).numpy()
fresh = tf.keras.layers.LSTM(3)
fresh(x)
fresh.set_weights(stateful.get_weights())
after_given = fresh(x, initial_state=given).numpy()
print("stateful, called with a state: it uses the",
      {(True, False): "given", (False, True): "kept"}[
          np.allclose(seen, after_given), np.allclose(seen, after_kept)], "one")

mask = tf.constant([[True, False, True, False]])
for unroll in False, True:
    layer = tf.keras.layers.LSTM(3, return_sequences=True, zero_output_for_mask=True, unroll=unroll)
    y = layer(x, mask=mask).numpy()[0]
    print("zero_output_for_mask, unroll=%s: masked timesteps are zero: %s, repeat the last: %s"
          % (unroll, not y[1].any() and not y[3].any(), (y[1] == y[0]).all() and (y[3] == y[2]).all()))
PYTHON
for version in 2.0.0 2.1.0; do
    "$python" -m venv "$folder/$version"
    "$folder/$version/bin/python" -m pip install --quiet --disable-pip-version-check \
        tensorflow==$version protobuf==3.20.3 h5py==2.10.0 numpy==1.18.5 >&2
    "$folder/$version/bin/python" "$folder/layers.py" 2> "$folder/log"
done | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
tensorflow 2.0.0 keras 2.2.4-tf
stateful, called with a state: it uses the given one
zero_output_for_mask, unroll=False: masked timesteps are zero: False, repeat the last: True
zero_output_for_mask, unroll=True: masked timesteps are zero: True, repeat the last: False
tensorflow 2.1.0 keras 2.2.4-tf
stateful, called with a state: it uses the kept one
zero_output_for_mask, unroll=False: masked timesteps are zero: False, repeat the last: True
zero_output_for_mask, unroll=True: masked timesteps are zero: True, repeat the last: False
EXPECTED
