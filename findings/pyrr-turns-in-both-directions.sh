#!/usr/bin/env bash
# pyrr 0.10.3: a matrix that turns about z turns the other way than one about the axis (0, 0, 1), and than the quaternion.
#
# Guess: create_from_z_rotation and create_from_axis_rotation([0, 0, 1]) are one matrix, and it turns a vector as the quaternion of that name does.
# What it does: the matrices of x, y and z are transposed to the one of an axis: the vector (1, 0, 0) goes to (0, -1, 0) by the first, to (0, 1, 0) by the
#   second and by the quaternions. The matrix of a quaternion turns against it. The inverse of (1, 2, 3, 4) is normalised.
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
    pyrr==0.10.3 multipledispatch==1.0.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from pyrr import matrix33, quaternion

show = lambda values: " ".join(f"{x:.3f}" for x in np.round(np.asarray(values, float), 9) + 0.0)
angle = np.pi / 2
for name, axis, start in ("x", [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]), ("y", [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]), ("z", [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]):
    own = getattr(matrix33, f"create_from_{name}_rotation")(angle)
    general = matrix33.create_from_axis_rotation(axis, angle)
    q = getattr(quaternion, f"create_from_{name}_rotation")(angle)
    print("about", name, show(start), "by its matrix", show(matrix33.apply_to_vector(own, start)), "by that of the axis", show(matrix33.apply_to_vector(general, start)),
          "by the quaternion", show(quaternion.apply_to_vector(q, start)), "and its axis", show(quaternion.apply_to_vector(quaternion.create_from_axis_rotation(axis, angle), start)))
    print("  of the quaternion is its matrix", np.allclose(matrix33.create_from_quaternion(q), own), "that of the axis", np.allclose(matrix33.create_from_quaternion(q), general))
q = np.array([1.0, 2.0, 3.0, 4.0])
print("inverse of", show(q), "is", show(quaternion.inverse(q)), "product", show(quaternion.cross(q, quaternion.inverse(q))))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
about x 0.000 1.000 0.000 by its matrix 0.000 0.000 -1.000 by that of the axis 0.000 0.000 1.000 by the quaternion 0.000 0.000 1.000 and its axis 0.000 0.000 1.000
  of the quaternion is its matrix True that of the axis False
about y 0.000 0.000 1.000 by its matrix -1.000 0.000 0.000 by that of the axis 1.000 0.000 0.000 by the quaternion 1.000 0.000 0.000 and its axis 1.000 0.000 0.000
  of the quaternion is its matrix True that of the axis False
about z 1.000 0.000 0.000 by its matrix 0.000 -1.000 0.000 by that of the axis 0.000 1.000 0.000 by the quaternion 0.000 1.000 0.000 and its axis 0.000 1.000 0.000
  of the quaternion is its matrix True that of the axis False
inverse of 1.000 2.000 3.000 4.000 is -0.183 -0.365 -0.548 0.730 product 0.000 0.000 0.000 5.477
EXPECTED
