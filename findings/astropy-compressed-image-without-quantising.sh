#!/usr/bin/env bash
# astropy 8.0.2: CompImageHDU of floats with quantize_level=0 cuts 1.7 to 1 and 1e12 to -2147483648 under RICE_1,
#   the default compression.
#
# Guess: 0 leaves the floats as they are, as it does with GZIP_1; or RICE_1, which knows integers only, is refused.
# What it does: with the default compression RICE_1 the floats are cast to int32; with GZIP_1 and GZIP_2 they are
#   exact. Without quantize_level an image of noise with a standard deviation of 100 is off by up to 5, and one of
#   whole numbers kept as float32 is no longer of whole numbers; integers are exact.
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
    astropy==8.0.2 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import numpy as np
from astropy.io import fits


def read_back(array, **words):
    file = io.BytesIO()
    fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(array, **words)]).writeto(file)
    file.seek(0)
    return fits.open(file)[1].data


few = np.array([[1.7, -1.7, 0.4, 1e12, 3e9]]).repeat(5, 0)
for kind in "RICE_1", "GZIP_1", "GZIP_2":
    print(kind, read_back(few, compression_type=kind, quantize_level=0)[0].tolist())
noise = np.random.RandomState(0).normal(500, 100, (32, 32))
for array in noise.astype("float32"), np.round(noise).astype("float32"), np.round(noise).astype("int32"):
    read = read_back(array)
    print(array.dtype, "off by up to", f"{np.abs(read.astype(float) - array).max():.1f}", "whole numbers", f"{np.mean(read == np.round(read)):.2f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
RICE_1 [1.0, -1.0, 0.0, -2147483648.0, -2147483648.0]
GZIP_1 [1.7, -1.7, 0.4, 1000000000000.0, 3000000000.0]
GZIP_2 [1.7, -1.7, 0.4, 1000000000000.0, 3000000000.0]
float32 off by up to 5.1 whole numbers 0.00
float32 off by up to 5.2 whole numbers 0.00
int32 off by up to 0.0 whole numbers 1.00
EXPECTED
