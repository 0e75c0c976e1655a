#!/usr/bin/env bash
# sympy 1.14.0: octave_code of a Piecewise gives NaN where the branch that was not chosen is infinite.
#
# Guess: a Piecewise in one line is a choice, as in C, where the guard keeps 1/x from being used at x = 0.
# What it does: conditions are multiplied with the branches and the products added. Where the branch that is
#   not chosen is infinite or NaN, 0 times it is NaN, and so is the sum: the guard that is there for that
#   very point does nothing. All branches are computed everywhere. As assigned code (assign_to, inline=False)
#   it is an if.
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
    sympy==1.14.0 mpmath==1.3.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from sympy import Ne, Piecewise, Symbol, ccode, octave_code, sin

x = Symbol("x")
guarded = Piecewise((sin(x) / x, Ne(x, 0)), (1, True))
print(octave_code(guarded))
print(" ".join(ccode(guarded).split()))
with np.errstate(all="ignore"):
    x = np.array([0.0, 1.0])  # the same formula in NumPy's words, whose arithmetic is Octave's
    print(((x != 0) * (np.sin(x) / x) + ~(x != 0) * 1.0).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
((x != 0).*(sin(x)./x) + (~(x != 0)).*(1))
((x != 0) ? ( sin(x)/x ) : ( 1 ))
[nan, 0.8414709848078965]
EXPECTED
