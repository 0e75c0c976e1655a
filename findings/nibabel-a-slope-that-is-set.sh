#!/usr/bin/env bash
# nibabel 5.4.2: an image whose header is given a slope of 2 and an intercept of 1 has other numbers after it is
#   saved and loaded.
#
# Guess: the numbers are written so that the slope and the intercept give them back, as set_data_dtype has it.
# What it does: before saving get_fdata ignores the slope; on saving the numbers are written as they are with the
#   slope beside them, so that 0, 1 and 2 are loaded as 1, 3 and 5, and the loaded header says that it has no slope.
#   Of floats in an integer type they are also rounded first. A loaded image that is saved again keeps them but for
#   rounding.
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
for kind, stored in ("int16", "int16"), ("float32", "float32"), ("float32", "int16"):
    image = nibabel.Nifti1Image(np.array([[[0, 1, 2.5]]], kind), np.eye(4))
    image.set_data_dtype(stored)
    image.header.set_slope_inter(2, 1)
    print(kind, "as", stored, "before", image.get_fdata().ravel().tolist())
    for number in range(2):
        path = os.path.join(folder, f"{kind}{stored}{number}.nii")
        nibabel.save(image, path)
        image = nibabel.load(path)
        print("  loaded", image.get_fdata().ravel().tolist(), "slope of its header", image.header.get_slope_inter())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
int16 as int16 before [0.0, 1.0, 2.0]
  loaded [1.0, 3.0, 5.0] slope of its header (None, None)
  loaded [1.0, 3.000030517578125, 4.999999999068677] slope of its header (None, None)
float32 as float32 before [0.0, 1.0, 2.5]
  loaded [1.0, 3.0, 6.0] slope of its header (None, None)
  loaded [1.0, 3.0, 6.0] slope of its header (None, None)
float32 as int16 before [0.0, 1.0, 2.5]
  loaded [1.0, 3.0, 5.0] slope of its header (None, None)
  loaded [1.0, 3.000030517578125, 4.999999999068677] slope of its header (None, None)
EXPECTED
