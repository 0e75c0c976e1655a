#!/usr/bin/env bash
# transforms3d 0.4.2: a quaternion times its inverse is not 1, the logarithm of 2 is 1, and that of integers is cut off.
#
# Guess: q qinverse(q) = 1, "multiplicative inverse"; qlog of the real quaternion 2 is 0.693; qexp undoes qlog; integers are taken as floats.
# What it does: qinverse divides the conjugate by the norm and not by its square, which is right at norm 1 alone. qlog, qexp and qpow of a real
#   quaternion return 1 whatever it is. The result has the type of the argument, so that the logarithm of [1, 2, 3, 4] is [1, 0, 0, 1].
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
    transforms3d==0.4.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from transforms3d.quaternions import qexp, qinverse, qlog, qmult, qpow

show = lambda q: " ".join(f"{x:.3f}" for x in np.asarray(q) + 0.0)
for q in [1.0, 0.0, 0.0, 0.0], [2.0, 0.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0], [0.6, 0.8, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0], [1, 2, 3, 4]:
    print(q, "times its inverse", show(qmult(q, qinverse(q))), "logarithm", show(qlog(q)), "exp of it", show(qexp(qlog(q))))
    print("  square", show(qpow(q, 2)), "truly", show(qmult(q, q)), "power of -1", show(qpow(q, -1)), "exponential", show(qexp(q)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1.0, 0.0, 0.0, 0.0] times its inverse 1.000 0.000 0.000 0.000 logarithm 1.000 0.000 0.000 0.000 exp of it 1.000 0.000 0.000 0.000
  square 1.000 0.000 0.000 0.000 truly 1.000 0.000 0.000 0.000 power of -1 1.000 0.000 0.000 0.000 exponential 1.000 0.000 0.000 0.000
[2.0, 0.0, 0.0, 0.0] times its inverse 2.000 0.000 0.000 0.000 logarithm 1.000 0.000 0.000 0.000 exp of it 1.000 0.000 0.000 0.000
  square 1.000 0.000 0.000 0.000 truly 4.000 0.000 0.000 0.000 power of -1 1.000 0.000 0.000 0.000 exponential 1.000 0.000 0.000 0.000
[-1.0, 0.0, 0.0, 0.0] times its inverse 1.000 0.000 0.000 0.000 logarithm 1.000 0.000 0.000 0.000 exp of it 1.000 0.000 0.000 0.000
  square 1.000 0.000 0.000 0.000 truly 1.000 0.000 0.000 0.000 power of -1 1.000 0.000 0.000 0.000 exponential 1.000 0.000 0.000 0.000
[0.6, 0.8, 0.0, 0.0] times its inverse 1.000 0.000 0.000 0.000 logarithm 0.000 0.927 0.000 0.000 exp of it 0.600 0.800 0.000 0.000
  square -0.280 0.960 0.000 0.000 truly -0.280 0.960 0.000 0.000 power of -1 0.600 -0.800 0.000 0.000 exponential 1.269 1.307 0.000 0.000
[1.0, 2.0, 3.0, 4.0] times its inverse 5.477 0.000 0.000 0.000 logarithm 1.701 0.515 0.773 1.030 exp of it 1.000 2.000 3.000 4.000
  square -28.000 4.000 6.000 8.000 truly -28.000 4.000 6.000 8.000 power of -1 0.033 -0.067 -0.100 -0.133 exponential 1.694 -0.790 -1.184 -1.579
[1, 2, 3, 4] times its inverse 5.477 0.000 0.000 0.000 logarithm 1.000 0.000 0.000 1.000 exp of it 0.000 0.000 0.000 0.000
  square 0.000 0.000 0.000 0.000 truly -28.000 4.000 6.000 8.000 power of -1 0.000 0.000 0.000 0.000 exponential 0.000 0.000 0.000 0.000
EXPECTED
