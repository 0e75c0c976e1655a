#!/usr/bin/env bash
# flax 0.12.12: OptimizedLSTMCell of linen has the parameters of LSTMCell; that of nnx has others.
#
# Guess: the optimised cell of both is a drop-in for the plain one, as linen's documentation says of its
#   own: the parameters of a checkpoint are the same.
# What it does: linen's two cells share one tree (hf, hg, hi, ho, if, ig, ii, io). nnx's LSTMCell has the
#   same names but "if_" for "if"; nnx's OptimizedLSTMCell keeps two joined kernels, dense_i and dense_h,
#   with the gates side by side in the order i, f, g, o and the bias on the recurrent one.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 python3.13 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
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

x = jnp.ones((1, 2))
for cell in linen.LSTMCell(3), linen.OptimizedLSTMCell(3):
    carry = cell.initialize_carry(jax.random.key(0), x.shape)
    flat = traverse_util.flatten_dict(cell.init(jax.random.key(1), carry, x)["params"], sep="/")
    print("linen", type(cell).__name__, {name: value.shape for name, value in sorted(flat.items())})
for kind in nnx.LSTMCell, nnx.OptimizedLSTMCell:
    flat = nnx.to_flat_state(nnx.state(kind(2, 3, rngs=nnx.Rngs(0)), nnx.Param))
    print("nnx", kind.__name__,
          {"/".join(name): value.get_value().shape for name, value in sorted(flat)})

optimized = nnx.OptimizedLSTMCell(2, 3, rngs=nnx.Rngs(0))
plain = nnx.LSTMCell(2, 3, rngs=nnx.Rngs(1))
for side, prefix in (optimized.dense_i, "i"), (optimized.dense_h, "h"):
    for gate, block in zip("ifgo", jnp.split(side.kernel.get_value(), 4, axis=1)):
        name = prefix + gate
        getattr(plain, "if_" if name == "if" else name).kernel.set_value(block)
carry = optimized.initialize_carry((1, 2), nnx.Rngs(2))
difference = jnp.abs(optimized(carry, x)[1] - plain(carry, x)[1]).max()
print("blocks i, f, g, o copied to the plain cell: the same output", bool(difference < 1e-6))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
linen LSTMCell {'hf/bias': (3,), 'hf/kernel': (3, 3), 'hg/bias': (3,), 'hg/kernel': (3, 3), 'hi/bias': (3,), 'hi/kernel': (3, 3), 'ho/bias': (3,), 'ho/kernel': (3, 3), 'if/kernel': (2, 3), 'ig/kernel': (2, 3), 'ii/kernel': (2, 3), 'io/kernel': (2, 3)}
linen OptimizedLSTMCell {'hf/bias': (3,), 'hf/kernel': (3, 3), 'hg/bias': (3,), 'hg/kernel': (3, 3), 'hi/bias': (3,), 'hi/kernel': (3, 3), 'ho/bias': (3,), 'ho/kernel': (3, 3), 'if/kernel': (2, 3), 'ig/kernel': (2, 3), 'ii/kernel': (2, 3), 'io/kernel': (2, 3)}
nnx LSTMCell {'hf/bias': (3,), 'hf/kernel': (3, 3), 'hg/bias': (3,), 'hg/kernel': (3, 3), 'hi/bias': (3,), 'hi/kernel': (3, 3), 'ho/bias': (3,), 'ho/kernel': (3, 3), 'if_/kernel': (2, 3), 'ig/kernel': (2, 3), 'ii/kernel': (2, 3), 'io/kernel': (2, 3)}
nnx OptimizedLSTMCell {'dense_h/bias': (12,), 'dense_h/kernel': (3, 12), 'dense_i/kernel': (2, 12)}
blocks i, f, g, o copied to the plain cell: the same output True
EXPECTED
