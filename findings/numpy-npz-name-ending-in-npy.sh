#!/usr/bin/env bash
# numpy 2.4.6: np.load of an .npz gives another array than the one named, if names differ by ".npy".
#
# Guess: file[name] is the array that np.savez was given under that name, for each name in file.files.
# What it does: the member of the archive is name + ".npy", and a name is looked up among the members
#   first. Of arrays named "w" and "w.npy", file["w.npy"] gives the array "w"; "w.npy" itself is only
#   reached as file["w.npy.npy"], a name that file.files does not have. No error, no warning.
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
    numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import numpy as np

stream = io.BytesIO()
np.savez(stream, **{"w": np.array(1), "w.npy": np.array(2)})
stream.seek(0)
with np.load(stream) as file:
    print(file.files)
    for name in "w", "w.npy", "w.npy.npy":
        print(name, "->", int(file[name]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
['w', 'w.npy']
w -> 1
w.npy -> 1
w.npy.npy -> 2
EXPECTED
