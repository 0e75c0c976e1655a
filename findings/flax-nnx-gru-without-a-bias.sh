#!/usr/bin/env bash
# flax 0.12.12: nnx.GRUCell has no bias beside the hidden state, which its documentation has as b_hn.
#
# Guess: as documented, and as linen.GRUCell, the candidate has r * (W_hn h + b_hn), so that PyTorch's
#   weights can be moved into it.
# What it does: dense_h has a kernel alone; linen's GRUCell has a bias in "hn".
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    flax==0.12.12 jax==0.12.0.1 jaxlib==0.12.0.1 numpy==2.5.5

cat > "$folder/seen.py" <<'PYTHON'
import jax
import jax.numpy as jnp
from flax import linen, nnx, traverse_util

cell, x = linen.GRUCell(3), jnp.ones((1, 2))
carry = cell.initialize_carry(jax.random.key(0), x.shape)
flat = traverse_util.flatten_dict(cell.init(jax.random.key(1), carry, x)["params"], sep="/")
print("linen", sorted(name for name in flat if "bias" in name))
flat = nnx.to_flat_state(nnx.state(nnx.GRUCell(2, 3, rngs=nnx.Rngs(0)), nnx.Param))
print("nnx", sorted("/".join(name) for name, _ in flat))
print("documented:", "b_{hn}" in nnx.GRUCell.__doc__)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
linen ['hn/bias', 'in/bias', 'ir/bias', 'iz/bias']
nnx ['dense_h/kernel', 'dense_i/bias', 'dense_i/kernel']
documented: True
EXPECTED
