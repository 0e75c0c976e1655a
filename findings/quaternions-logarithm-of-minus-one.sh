#!/usr/bin/env bash
# pyquaternion 0.9.9 and rowan 1.3.2: the logarithm of the quaternion -1 is 0, and so its exponential 1.
#
# Guess: a logarithm of norm pi, in whichever direction, as the exponential of it is -1 again and a turn by 359.9999 degrees comes back;
#   the root of -1 is a quaternion whose square is -1.
# What it does: without a vector part the angle is not looked at: the logarithm is that of the norm alone, 0 for -1 and 1. The root of -1 is NaN in
#   pyquaternion and 1 in rowan. At a distance of 1e-6 both have a logarithm of norm pi.
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
    pyquaternion==0.9.9 rowan==1.3.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import rowan
from pyquaternion import Quaternion

show = lambda q: " ".join(f"{x:.4f}" for x in np.asarray(q, float) + 0.0)
for values in [1.0, 0.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0], [-np.cos(1e-6), np.sin(1e-6), 0.0, 0.0], [-2.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]:
    q = Quaternion(values)
    print("of", show(values), "is pyquaternion's", show(Quaternion.log(q).elements), "exp of it", show(Quaternion.exp(Quaternion.log(q)).elements), "root", show((q**0.5).elements))
    print("  rowan's", show(rowan.log(values)), "exp of it", show(rowan.exp(rowan.log(values))), "root", show(rowan.power(values, 0.5)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
of 1.0000 0.0000 0.0000 0.0000 is pyquaternion's 0.0000 0.0000 0.0000 0.0000 exp of it 1.0000 0.0000 0.0000 0.0000 root 1.0000 0.0000 0.0000 0.0000
  rowan's 0.0000 0.0000 0.0000 0.0000 exp of it 1.0000 0.0000 0.0000 0.0000 root 1.0000 0.0000 0.0000 0.0000
of -1.0000 0.0000 0.0000 0.0000 is pyquaternion's 0.0000 0.0000 0.0000 0.0000 exp of it 1.0000 0.0000 0.0000 0.0000 root nan 0.0000 0.0000 0.0000
  rowan's 0.0000 0.0000 0.0000 0.0000 exp of it 1.0000 0.0000 0.0000 0.0000 root 1.0000 0.0000 0.0000 0.0000
of -1.0000 0.0000 0.0000 0.0000 is pyquaternion's -0.0000 3.1416 0.0000 0.0000 exp of it -1.0000 0.0000 0.0000 0.0000 root 0.0000 1.0000 0.0000 0.0000
  rowan's -0.0000 3.1416 0.0000 0.0000 exp of it -1.0000 0.0000 0.0000 0.0000 root 0.0000 1.0000 0.0000 0.0000
of -2.0000 0.0000 0.0000 0.0000 is pyquaternion's 0.6931 0.0000 0.0000 0.0000 exp of it 2.0000 0.0000 0.0000 0.0000 root nan 0.0000 0.0000 0.0000
  rowan's 0.6931 0.0000 0.0000 0.0000 exp of it 2.0000 0.0000 0.0000 0.0000 root 1.4142 0.0000 0.0000 0.0000
of 0.0000 1.0000 0.0000 0.0000 is pyquaternion's 0.0000 1.5708 0.0000 0.0000 exp of it 0.0000 1.0000 0.0000 0.0000 root 0.7071 0.7071 0.0000 0.0000
  rowan's 0.0000 1.5708 0.0000 0.0000 exp of it 0.0000 1.0000 0.0000 0.0000 root 0.7071 0.7071 0.0000 0.0000
EXPECTED
