#!/usr/bin/env bash
# nibabel 5.4.2: an image of floats saved as int16 or uint8 has no zero any more, and infinity comes back as the
#   largest finite number.
#
# Guess: the scaling leaves 0 where it is, as a background is 0 in most images and masks are taken by > 0; infinity
#   is refused.
# What it does: the smallest and the largest number become the ends of the integers, and 0 falls between two: of [0,
#   0.5, 1, 2.5, -3.3, 1000] in uint8 the first four are 0.63. NaN becomes 0 and infinity the largest finite number,
#   without a word. Integers that do not fit are scaled likewise: 1 and 300 of int32 become 0 and 274.5 in uint8.
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
    nibabel==5.4.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import nibabel
import numpy as np

folder = tempfile.mkdtemp()


def read_back(numbers, kind):
    image = nibabel.Nifti1Image(np.array([[numbers]]), np.eye(4))
    image.set_data_dtype(kind)
    path = os.path.join(folder, "image.nii")
    nibabel.save(image, path)
    return [float(f"{x:.5g}") for x in nibabel.load(path).get_fdata().ravel()]


print(*(read_back([0, 0.5, 1, 2.5, -3.3, 1000], kind) for kind in ("float32", "int16", "uint8")), sep="\n")
print(*(read_back([0, np.nan, 1, np.inf, 2], kind) for kind in ("float32", "int16", "uint8")), sep="\n")
print(*(read_back(np.array([0, 1, 300, 70000], "int32"), kind) for kind in ("int32", "int16", "uint8")), sep="\n")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[0.0, 0.5, 1.0, 2.5, -3.3, 1000.0]
[0.0068376, 0.49674, 1.0019, 2.5023, -3.3, 1000.0]
[0.63451, 0.63451, 0.63451, 0.63451, -3.3, 1000.0]
[0.0, nan, 1.0, inf, 2.0]
[0.0, 0.0, 1.0, 2.0, 2.0]
[0.0, 0.0, 0.99608, 2.0, 2.0]
[0.0, 1.0, 300.0, 70000.0]
[0.0, 1.0681, 300.14, 70000.0]
[0.0, 0.0, 274.51, 70000.0]
EXPECTED
