#!/usr/bin/env bash
# soundfile 0.14.0: a sample of 1.1 written as IMA_ADPCM or MS_ADPCM is read back as -0.9; PCM clips it to 1.
#
# Guess: samples beyond 1 are clipped in every subtype of integers.
# What it does: only PCM is clipped. ADPCM turns the number to 16 bits that wrap, so that loud samples change their
#   sign and 2 is 0. No warning is given. And any number of samples becomes whole blocks: 5 are read back as 505, or
#   500.
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
    soundfile==0.14.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import numpy as np
import soundfile


def read_back(samples, subtype):
    file = io.BytesIO()
    soundfile.write(file, samples, 8000, format="WAV", subtype=subtype)
    file.seek(0)
    return soundfile.read(file)[0]


for subtype in "PCM_16", "PCM_24", "IMA_ADPCM", "MS_ADPCM":
    ends = {value: f"{read_back(np.full(2000, value), subtype)[1000]:.2f}" for value in (0.5, 1.0, 1.1, 1.5, 2.0, -1.5)}
    print(subtype, ends, "of 5 samples", len(read_back(np.full(5, 0.5), subtype)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
PCM_16 {0.5: '0.50', 1.0: '1.00', 1.1: '1.00', 1.5: '1.00', 2.0: '1.00', -1.5: '-1.00'} of 5 samples 5
PCM_24 {0.5: '0.50', 1.0: '1.00', 1.1: '1.00', 1.5: '1.00', 2.0: '1.00', -1.5: '-1.00'} of 5 samples 5
IMA_ADPCM {0.5: '0.50', 1.0: '1.00', 1.1: '-0.90', 1.5: '-0.50', 2.0: '-0.00', -1.5: '0.50'} of 5 samples 505
MS_ADPCM {0.5: '0.50', 1.0: '1.00', 1.1: '-0.90', 1.5: '-0.50', 2.0: '-0.00', -1.5: '0.50'} of 5 samples 500
EXPECTED
