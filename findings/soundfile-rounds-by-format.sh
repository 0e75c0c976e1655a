#!/usr/bin/env bash
# soundfile 0.14.0: the sample 1/3 of 16 bits is 10922 in a WAV file and 10923 in a FLAC file.
#
# Guess: floats are rounded to the nearest integer of the subtype, in every format alike.
# What it does: WAV, AIFF, CAF and AU round down, to minus infinity, so that a sample is half a step too low in the
#   mean; FLAC rounds to the nearest. Both say PCM_16 and PCM_24. The same array gives two different sounds.
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

steps = np.array([1 / 3 * 32768, 0.7, 1.7, -0.2, -1.7])
noise = np.random.RandomState(0).uniform(-0.5, 0.5, 100000)
for format in "WAV", "AIFF", "CAF", "AU", "FLAC":
    for subtype, size in ("PCM_16", 2**15), ("PCM_24", 2**23):
        means = []
        for samples in steps / size, noise:
            file = io.BytesIO()
            soundfile.write(file, samples, 8000, format=format, subtype=subtype)
            file.seek(0)
            means.append(soundfile.read(file)[0] * size)
        print(format, subtype, means[0].astype(int).tolist(), "mean error of noise in steps", f"{np.mean(means[1] - noise * size):.2f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
WAV PCM_16 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
WAV PCM_24 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
AIFF PCM_16 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
AIFF PCM_24 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
CAF PCM_16 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
CAF PCM_24 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
AU PCM_16 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
AU PCM_24 [10922, 0, 1, -1, -2] mean error of noise in steps -0.50
FLAC PCM_16 [10923, 1, 2, 0, -2] mean error of noise in steps -0.00
FLAC PCM_24 [10923, 1, 2, 0, -2] mean error of noise in steps -0.00
EXPECTED
