#!/usr/bin/env bash
# ahrs 0.4.0: a quaternion to the power of 1 is another one, and its square is not the product with itself.
#
# Guess: q ** 1 is q, q ** 2 is q * q and q ** -1 the inverse, as the documentation has the exponential of the logarithm.
# What it does: e is raised to each of the four numbers of the logarithm by itself, so that the first is always 1 and the numbers grow without
#   bound. The result is an array and no Quaternion. A turn by 90 degrees squared has the numbers 1, 4.81, 1, 1.
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
    ahrs==0.4.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from ahrs import Quaternion

show = lambda q: " ".join(f"{x:.4f}" for x in np.asarray(q) + 0.0)
q = Quaternion([1.0, 1.0, 0.0, 0.0])
print("q", show(q))
print("q * q", show(q * q), "inverse", show(q.inverse))
for power in 0, 1, 2, -1, 0.5:
    angle = power * np.pi / 4
    print("q **", power, show(q**power), type(q**power).__name__, "truly", show([np.cos(angle), np.sin(angle), 0, 0]))
print("documented", "e^{a \\\\log(\\\\mathbf{q})}" in Quaternion.__pow__.__doc__ or "e^{a \\log(\\mathbf{q})}" in Quaternion.__pow__.__doc__)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
q 0.7071 0.7071 0.0000 0.0000
q * q 0.0000 1.0000 0.0000 0.0000 inverse 0.7071 -0.7071 0.0000 0.0000
q ** 0 1.0000 1.0000 1.0000 1.0000 ndarray truly 1.0000 0.0000 0.0000 0.0000
q ** 1 1.0000 2.1933 1.0000 1.0000 ndarray truly 0.7071 0.7071 0.0000 0.0000
q ** 2 1.0000 4.8105 1.0000 1.0000 ndarray truly 0.0000 1.0000 0.0000 0.0000
q ** -1 1.0000 0.4559 1.0000 1.0000 ndarray truly 0.7071 -0.7071 0.0000 0.0000
q ** 0.5 1.0000 1.4810 1.0000 1.0000 ndarray truly 0.9239 0.3827 0.0000 0.0000
documented True
EXPECTED
