#!/usr/bin/env bash
# orbax-checkpoint 0.12.8: a target's shape is compared if it is a jax.Array, not if it is a NumPy array; its
#   type never.
#
# Guess: what does not fit the target in shape or type is refused.
# What it does: for a NumPy target of (3, 4) the saved array of (2, 3) is returned; saved floats go into integers
#   without a word, so that 1.7 is 1 and, in uint8, 300 is 44.
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
    orbax-checkpoint==0.12.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import pathlib
import tempfile

import jax.numpy as jnp
import numpy as np
import orbax.checkpoint

folder = pathlib.Path(tempfile.mkdtemp()) / "saved"
checkpointer = orbax.checkpoint.StandardCheckpointer()
checkpointer.save(folder, {"w": jnp.array([[1.7, -1.7, 300], [0, 1, 2]])})
checkpointer.wait_until_finished()
for word, target in (
    ("jax.Array of (3, 4)", jnp.zeros((3, 4))),
    ("NumPy array of (3, 4)", np.zeros((3, 4))),
    ("NumPy array of one number", np.zeros(1)),
    ("jax.Array of uint8", jnp.zeros((2, 3), jnp.uint8)),
    ("NumPy array of uint8", np.zeros((2, 3), np.uint8)),
):
    try:
        found = checkpointer.restore(folder, {"w": target})["w"]
        print(word, "gets", found.shape, found.dtype, found[0].tolist())
    except ValueError:
        print(word, "is refused")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
jax.Array of (3, 4) is refused
NumPy array of (3, 4) gets (2, 3) float64 [1.7000000476837158, -1.7000000476837158, 300.0]
NumPy array of one number gets (2, 3) float64 [1.7000000476837158, -1.7000000476837158, 300.0]
jax.Array of uint8 gets (2, 3) uint8 [1, 255, 44]
NumPy array of uint8 gets (2, 3) uint8 [1, 255, 44]
EXPECTED
