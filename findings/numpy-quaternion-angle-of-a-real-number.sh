#!/usr/bin/env bash
# numpy-quaternion 2024.0.13: the angle of the quaternion 2, which rotates nothing, is 2 log 2 = 1.386.
#
# Guess: 0, as rotate_vectors and as_rotation_vector do not care about the length of a quaternion.
# What it does: angle() and rotation_intrinsic_distance take the length of the whole logarithm, whose real part is
#   the logarithm of the norm: 1 + k, which turns by pi/2 as its vector says, has an angle of 1.717. Normalised it is right.
#   0 to the power -1 is 0, where its inverse is not finite, and a quaternion compared with a number is a
#   TypeError, an array of quaternions is not.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    numpy-quaternion==2024.0.13 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import quaternion

q = quaternion.quaternion
for turn in q(1, 0, 0, 0), q(2, 0, 0, 0), q(1, 0, 0, 1), q(1, 0, 0, 1).normalized(), q(0.5, 0, 0, 0.5):
    print(
        *(f"{v:.3g}" for v in turn.components),
        "angle", round(float(turn.angle()), 4),
        "distance from 1", round(float(quaternion.rotation_intrinsic_distance(q(1, 0, 0, 0), turn)), 4),
        "rotation vector", quaternion.as_rotation_vector(turn).round(4).tolist(),
        "turns x to", (quaternion.rotate_vectors(turn, [1, 0, 0]).round(4) + 0.0).tolist(),
    )
print("0 ** -1", q(0, 0, 0, 0) ** -1, "finite inverse", bool(np.isfinite(q(0, 0, 0, 0).inverse())))
try:
    print(q(1, 0, 0, 0) == 1)
except TypeError as error:
    print("quaternion == 1:", error)
print("array == 1:", (np.array([q(1, 0, 0, 0)]) == 1).tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 0 0 0 angle 0.0 distance from 1 0.0 rotation vector [0.0, 0.0, 0.0] turns x to [1.0, 0.0, 0.0]
2 0 0 0 angle 1.3863 distance from 1 1.3863 rotation vector [0.0, 0.0, 0.0] turns x to [1.0, 0.0, 0.0]
1 0 0 1 angle 1.7169 distance from 1 1.7169 rotation vector [0.0, 0.0, 1.5708] turns x to [0.0, 1.0, 0.0]
0.707 0 0 0.707 angle 1.5708 distance from 1 1.5708 rotation vector [0.0, 0.0, 1.5708] turns x to [0.0, 1.0, 0.0]
0.5 0 0 0.5 angle 1.7169 distance from 1 1.7169 rotation vector [0.0, 0.0, 1.5708] turns x to [0.0, 1.0, 0.0]
0 ** -1 quaternion(0, 0, 0, 0) finite inverse False
quaternion == 1: Input object is not a quaternion.
array == 1: [True]
EXPECTED
