#!/usr/bin/env bash
# ahrs 0.4.0: a matrix made from roll, pitch and yaw gives other angles back, and the exponential of its logarithm is its inverse.
#
# Guess: DCM(rpy=a).to_rpy() is a, or a in reverse order, as the documentation names the order of DCM; exp(log(R)) is R, since the logarithm
#   is documented as the inverse of the exponential; to_axisangle undoes axang, and Quaternion.to_angles undoes Quaternion(rpy=...).
# What it does: to_rpy reads the angles off the transposed matrix: a turn by one angle has the other sign, three angles are three other numbers.
#   The logarithm is that of the transposed matrix, too. Axis and angle come back, as do the angles of a quaternion.
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
    ahrs==0.4.0 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from ahrs import DCM, Quaternion
from scipy.linalg import expm

show = lambda values: " ".join(f"{x:.4f}" for x in np.asarray(values) + 0.0)
for angles in [0.3, 0, 0], [0, 0.2, 0], [0, 0, 0.1], [0.3, 0.2, 0.1]:
    matrix = DCM(rpy=np.array(angles))
    r = np.asarray(matrix)
    axis, angle = matrix.to_axisangle()
    print("angles", show(angles), "to_rpy", show(matrix.to_rpy()), "of the transposed", show(DCM(r.T).to_rpy()))
    print("  exp(log(R)) is R", np.allclose(expm(matrix.log), r), "or its inverse", np.allclose(expm(matrix.log), r.T), "axis and angle", np.allclose(DCM(axang=(axis, angle)), r))
    print("  of the quaternion", show(Quaternion(rpy=np.array(angles)).to_angles()))
print("documented", "inverse of the exponential map" in DCM.log.__doc__.replace("\n        ", " "))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
angles 0.3000 0.0000 0.0000 to_rpy 0.0000 0.0000 -0.3000 of the transposed 0.0000 0.0000 0.3000
  exp(log(R)) is R False or its inverse True axis and angle True
  of the quaternion 0.3000 0.0000 0.0000
angles 0.0000 0.2000 0.0000 to_rpy 0.0000 -0.2000 0.0000 of the transposed 0.0000 0.2000 0.0000
  exp(log(R)) is R False or its inverse True axis and angle True
  of the quaternion 0.0000 0.2000 0.0000
angles 0.0000 0.0000 0.1000 to_rpy -0.1000 0.0000 0.0000 of the transposed 0.1000 0.0000 0.0000
  exp(log(R)) is R False or its inverse True axis and angle True
  of the quaternion 0.0000 0.0000 0.1000
angles 0.3000 0.2000 0.1000 to_rpy -0.0379 -0.2201 -0.2858 of the transposed 0.1000 0.2000 0.3000
  exp(log(R)) is R False or its inverse True axis and angle True
  of the quaternion 0.3000 0.2000 0.1000
documented True
EXPECTED
