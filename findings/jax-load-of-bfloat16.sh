#!/usr/bin/env bash
# jax 0.10.2: jnp.load gives bfloat16 back from an .npy file, and raw bytes from an .npz file.
#
# Guess: jnp.save and jnp.load are NumPy's (bfloat16 comes back as |V2), or they mend bfloat16 in both
#   kinds of file, as jnp.savez exists beside jnp.save.
# What it does: jnp.load mends what jnp.save wrote, but what jnp.savez wrote stays |V2, an array of NumPy
#   that jnp.asarray refuses. A view restores it: array.view(jnp.bfloat16).
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
    jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 ml_dtypes==0.6.0

cat > "$folder/seen.py" <<'PYTHON'
import io

import jax.numpy as jnp
import numpy as np

array = jnp.array([1.5, -2.0], jnp.bfloat16)
npy, npz = io.BytesIO(), io.BytesIO()
jnp.save(npy, array)
jnp.savez(npz, array=array)
npy.seek(0)
npz.seek(0)
print("jnp.load of .npy", jnp.load(npy).dtype)
back = jnp.load(npz)["array"]
print("jnp.load of .npz", back.dtype)
print("viewed", back.view(jnp.bfloat16).astype(np.float32).tolist())
try:
    print("jnp.asarray", jnp.asarray(back).dtype)
except TypeError as error:
    print("jnp.asarray: TypeError")
npy.seek(0)
print("np.load of .npy", np.load(npy).dtype)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
jnp.load of .npy bfloat16
jnp.load of .npz |V2
viewed [1.5, -2.0]
jnp.asarray: TypeError
np.load of .npy |V2
EXPECTED
