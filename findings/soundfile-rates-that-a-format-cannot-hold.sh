#!/usr/bin/env bash
# soundfile 0.14.0: 96000 samples a second written to SVX or MPC2K are read as 30464, to XI as 44100, to WVE as
#   8000.
#
# Guess: a rate that a format cannot hold is refused, as a subtype is.
# What it does: SVX and MPC2K have 16 bits for the rate, and what is above is dropped; HTK keeps the time between
#   samples in units of 100 ns, so that 22050 is 22075; SDS keeps nanoseconds; XI and WVE keep no rate at all.
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

for format, subtype in ("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("SVX", "PCM_16"), ("MPC2K", "PCM_16"), ("HTK", "PCM_16"), ("SDS", "PCM_16"), ("XI", "DPCM_16"), ("WVE", "ALAW"):
    seen = {}
    for rate in 8000, 22050, 44101, 96000:
        file = io.BytesIO()
        soundfile.write(file, np.zeros(400), rate, format=format, subtype=subtype)
        file.seek(0)
        seen[rate] = soundfile.read(file)[1]
    print(format, seen)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
WAV {8000: 8000, 22050: 22050, 44101: 44101, 96000: 96000}
FLAC {8000: 8000, 22050: 22050, 44101: 44101, 96000: 96000}
SVX {8000: 8000, 22050: 22050, 44101: 44101, 96000: 30464}
MPC2K {8000: 8000, 22050: 22050, 44101: 44101, 96000: 30464}
HTK {8000: 8000, 22050: 22075, 44101: 44247, 96000: 96153}
SDS {8000: 8000, 22050: 22050, 44101: 44101, 96000: 96006}
XI {8000: 44100, 22050: 44100, 44101: 44100, 96000: 44100}
WVE {8000: 8000, 22050: 8000, 44101: 8000, 96000: 8000}
EXPECTED
