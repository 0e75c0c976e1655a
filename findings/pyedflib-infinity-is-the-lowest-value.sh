#!/usr/bin/env bash
# pyedflib 0.1.42: in an EDF file infinity and NaN become the physical minimum, 0 becomes 1.5e-05, and 13 samples
#   become 20.
#
# Guess: infinity is clipped at the maximum as 2 is; 0 is one of 65536 values; the number of samples is kept.
# What it does: a float that is no finite number is cast to the lowest integer. The values lie evenly from the
#   minimum to the maximum, and of an even number of values none is 0. A file holds whole seconds, and the last one
#   is filled up with the value of digital 0.
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
    pyedflib==0.1.42 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import numpy as np
import pyedflib

path = os.path.join(tempfile.mkdtemp(), "one.edf")


def read_back(samples):
    writer = pyedflib.EdfWriter(path, 1, file_type=pyedflib.FILETYPE_EDFPLUS)
    writer.setSignalHeader(0, dict(label="x", dimension="uV", sample_frequency=10, physical_min=-1, physical_max=1, digital_min=-32768, digital_max=32767, transducer="", prefilter=""))
    writer.writeSamples([np.array(samples, float)])
    writer.close()
    with pyedflib.EdfReader(path) as reader:
        return reader.readSignal(0)


print([float(f"{x:.6g}") for x in read_back([0, 0.5, 1, -1, 2, -2, np.inf, -np.inf, np.nan, 0])])
read = read_back([0.5] * 13)
print(len(read), [float(f"{x:.6g}") for x in read[11:15]])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1.5259e-05, 0.499992, 1.0, -1.0, 1.0, -1.0, -1.0, -1.0, -1.0, 1.5259e-05]
20 [0.499992, 0.499992, 1.5259e-05, 1.5259e-05]
EXPECTED
