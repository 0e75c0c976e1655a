#!/usr/bin/env bash
# soundfile 0.14.0: a sample of 1.1 written as ALAW is read back as -0.168, and 2 written as ULAW as -0.98; PCM
#   clips both to 1.
#
# Guess: samples beyond 1 are clipped in every subtype of integers.
# What it does: only PCM is clipped. The companded subtypes and IMA ADPCM turn the number to 16 bits that wrap or
#   index a table beyond its end, so loud samples change their sign. No warning is given.
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


def read_back(value, subtype, format="WAV"):
    file = io.BytesIO()
    soundfile.write(file, np.array([float(value)]), 8000, format=format, subtype=subtype)
    file.seek(0)
    return round(float(soundfile.read(file)[0][0]), 3)


for value in 0.5, 1, 1.1, 1.5, 2, -1.5, -2:
    print(value, {subtype: read_back(value, subtype) for subtype in ("PCM_16", "PCM_24", "ULAW", "ALAW", "IMA_ADPCM")})
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.5 {'PCM_16': 0.5, 'PCM_24': 0.5, 'ULAW': 0.512, 'ALAW': 0.516, 'IMA_ADPCM': 0.5}
1 {'PCM_16': 1.0, 'PCM_24': 1.0, 'ULAW': 0.98, 'ALAW': 0.984, 'IMA_ADPCM': 1.0}
1.1 {'PCM_16': 1.0, 'PCM_24': 1.0, 'ULAW': 0.855, 'ALAW': -0.168, 'IMA_ADPCM': -0.9}
1.5 {'PCM_16': 1.0, 'PCM_24': 1.0, 'ULAW': 0.172, 'ALAW': -0.16, 'IMA_ADPCM': -0.5}
2 {'PCM_16': 1.0, 'PCM_24': 1.0, 'ULAW': -0.98, 'ALAW': 0.042, 'IMA_ADPCM': -0.0}
-1.5 {'PCM_16': -1.0, 'PCM_24': -1.0, 'ULAW': -0.172, 'ALAW': -0.16, 'IMA_ADPCM': 0.5}
-2 {'PCM_16': -1.0, 'PCM_24': -1.0, 'ULAW': -0.98, 'ALAW': -0.042, 'IMA_ADPCM': 0.0}
EXPECTED
