#!/usr/bin/env bash
# flax 0.12.8: with seq_lengths=0 nnx.RNN and linen.RNN return the carry of the last, padded step.
#
# Guess: the carry of an empty sequence is the initial carry (zeros here), as the carry of one of length
#   n is that after n steps.
# What it does: the carry is taken at index length - 1, and -1 is the last step, so it is that of the
#   whole padding. A length over the number of steps is not refused either: it gives the last carry.
#   The outputs after the end are those of the padding, not zeros.
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
import jax
import jax.numpy as jnp
from flax import linen, nnx

x = jnp.ones((4, 3, 2))
lengths = jnp.array([0, 1, 3, 9])
layer = nnx.RNN(nnx.LSTMCell(2, 1, rngs=nnx.Rngs(0)), return_carry=True)
(_, hidden), outputs = layer(x, seq_lengths=lengths)
steps = outputs[0, :, 0]  # each example is alike, so these are the outputs after 1, 2 and 3 steps
linen_layer = linen.RNN(linen.LSTMCell(1), return_carry=True)
((_, linen_hidden), linen_outputs), _ = linen_layer.init_with_output(
    jax.random.key(0), x, seq_lengths=lengths)
for name, states, seen in (("nnx", hidden, steps), ("linen", linen_hidden, linen_outputs[0, :, 0])):
    for length, state in zip(lengths, states[:, 0]):
        after = [n + 1 for n, output in enumerate(seen) if jnp.allclose(state, output, atol=1e-7)]
        print(name, "length", length, "carry: after steps", after, "zero:", bool(state == 0))
    print(name, "outputs behind a length of 1 are zero:", bool((seen[1:] == 0).all()))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
nnx length 0 carry: after steps [3] zero: False
nnx length 1 carry: after steps [1] zero: False
nnx length 3 carry: after steps [3] zero: False
nnx length 9 carry: after steps [3] zero: False
nnx outputs behind a length of 1 are zero: False
linen length 0 carry: after steps [3] zero: False
linen length 1 carry: after steps [1] zero: False
linen length 3 carry: after steps [3] zero: False
linen length 9 carry: after steps [3] zero: False
linen outputs behind a length of 1 are zero: False
EXPECTED
