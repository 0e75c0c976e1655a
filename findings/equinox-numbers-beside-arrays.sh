#!/usr/bin/env bash
# equinox 0.13.8: tree_deserialise_leaves refuses arrays of another type, but turns a saved 1.7 into 1.
#
# Guess: leaves are compared with those of `like`, numbers of Python as arrays are, and settings of the new
#   model (a rate of dropout, the mode) stay what they are: the file brings the weights.
# What it does: a float is cast to the type of the number in `like`, in silence: 1.7 becomes 1 or True. The
#   rate of dropout and inference=True come from the file as well, so that a model loaded for further
#   training can have its dropout switched off.
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
    equinox==0.13.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import equinox
import jax.numpy as jnp


def loaded(saved, like):
    stream = io.BytesIO()
    equinox.tree_serialise_leaves(stream, saved)
    stream.seek(0)
    try:
        return equinox.tree_deserialise_leaves(stream, like)
    except RuntimeError as error:
        return "refused: " + str(error).split(" has ")[1]


print("array of floats into integers", loaded(jnp.ones(1), jnp.zeros(1, int)))
for saved, like in (1.7, 0), (1.7, False), (2, 0.0):
    print(f"{saved} into {like}:", loaded(saved, like))
dropout = loaded(equinox.nn.Dropout(0.1, inference=True), equinox.nn.Dropout(0.5))
print("into Dropout(0.5): p", dropout.p, "inference", dropout.inference)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
array of floats into integers refused: changed dtype from int32 in `like` to float32 on disk.
1.7 into 0: 1
1.7 into False: True
2 into 0.0: 2.0
into Dropout(0.5): p 0.1 inference True
EXPECTED
