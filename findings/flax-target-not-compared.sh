#!/usr/bin/env bash
# flax 0.12.8: flax.serialization.from_bytes does not compare shapes or types with the target.
#
# Guess: the target says what is expected: an array of another shape in the file is an error.
# What it does: whatever array the file holds under the name is returned, in the file's shape and type;
#   a name that the target lacks is dropped; one that the file lacks is a ValueError. So weights of
#   other sizes fail where they are used, if they fail: a bias of shape (1,) can be broadcast.
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
    flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from flax import serialization

stored = serialization.to_bytes({"kernel": np.ones((2, 3), np.float16), "bias": np.ones(1)})
targets = {
    "as stored": {"kernel": np.zeros((2, 3), np.float16), "bias": np.zeros(1)},
    "other shapes and types": {"kernel": np.zeros((5, 4), np.float32), "bias": np.zeros(4)},
    "without bias": {"kernel": np.zeros((2, 3), np.float16)},
    "with a gain": {"kernel": np.zeros((2, 3)), "bias": np.zeros(1), "gain": np.zeros(1)},
}
for name, target in targets.items():
    try:
        back = serialization.from_bytes(target, stored)
        print(f"{name}:", {key: (value.dtype.name, value.shape) for key, value in back.items()})
    except (KeyError, ValueError) as error:
        print(f"{name}:", type(error).__name__)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
as stored: {'kernel': ('float16', (2, 3)), 'bias': ('float64', (1,))}
other shapes and types: {'kernel': ('float16', (2, 3)), 'bias': ('float64', (1,))}
without bias: {'kernel': ('float16', (2, 3))}
with a gain: ValueError
EXPECTED
