#!/usr/bin/env bash
# optax 0.2.8: rprop does nothing in its first step, and two steps long after a change of sign.
#
# Guess: as in Riedmiller and Braun and in torch.optim.Rprop: the first step has the initial size, and after a
#   change of sign one step is left out.
# What it does: a step is taken only if the last two gradients have one sign. In the first step there is no last
#   one, and after a change of sign the stored one is 0, so that the next step is left out as well.
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
    optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import jax.numpy as jnp
import optax

optimizer = optax.rprop(0.1)
x = jnp.zeros(1)
state = optimizer.init(x)
for gradient in 1.0, 1.0, 1.0, -1.0, -1.0, -1.0:
    step, state = optimizer.update(jnp.array([gradient]), state, x)
    x = optax.apply_updates(x, step)
    print(f"gradient {gradient:4}: step {step[0]:.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
gradient  1.0: step -0.000
gradient  1.0: step -0.100
gradient  1.0: step -0.120
gradient -1.0: step -0.000
gradient -1.0: step -0.000
gradient -1.0: step 0.072
EXPECTED
