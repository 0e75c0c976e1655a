#!/usr/bin/env bash
# brainstate 0.5.4: LSTMCell adds 1 to the forget gate's input in every timestep; its formula does not have it.
#
# Guess: as documented: f is the sigmoid of the products and the bias b_f. A note says that this bias is
#   initialized with 1.
# What it does: the bias begins at 0, and 1 is added beside it. With all weights and biases at 0 the forget gate
#   is 0.731, the sigmoid of 1, and not 0.5: a cell state of 1 fades to 0.731. So weights of another package
#   that are put in compute something else.
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
    brainstate==0.5.4 jax==0.10.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import brainstate
import jax.numpy as jnp
from jax.tree_util import tree_map

cell = brainstate.nn.LSTMCell(1, 1)
cell.init_state()
for state in cell.states(brainstate.ParamState).values():
    state.value = tree_map(jnp.zeros_like, state.value)
cell.c.value = jnp.ones(1)
formula = next(line.strip() for line in cell.__doc__.splitlines() if line.strip().startswith("f_t &="))
print("documented:", formula)
for t in range(3):
    cell.update(jnp.zeros(1))
    print("t", t, "cell state", round(float(cell.c.value[0]), 4), "with a gate of 0.5", 0.5 ** (t + 1))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
documented: f_t &= \sigma(W_f [x_t, h_{t-1}] + b_f) \\
t 0 cell state 0.7311 with a gate of 0.5 0.5
t 1 cell state 0.5344 with a gate of 0.5 0.25
t 2 cell state 0.3907 with a gate of 0.5 0.125
EXPECTED
