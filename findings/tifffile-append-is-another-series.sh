#!/usr/bin/env bash
# tifffile 2026.3.3: of three frames written with append=True, imread returns the first.
#
# Guess: an array of three frames, as of a file with three pages that another program wrote.
# What it does: each call describes its shape in the file and so begins a series of its own, and imread reads the first
#   series, without a word about the others. With metadata=None in each call the pages are one series of
#   shape (3, 2, 2).
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
    tifffile==2026.3.3 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import pathlib
import tempfile

import numpy as np
import tifffile

for options in {}, {"contiguous": True}, {"metadata": None}:
    path = pathlib.Path(tempfile.mkdtemp()) / "a.tif"
    for value in 1, 2, 3:
        tifffile.imwrite(path, np.full((2, 2), value, np.uint8), append=True, **options)
    with tifffile.TiffFile(path) as file:
        print(options, "imread", tifffile.imread(path).shape, "pages", len(file.pages), "series", len(file.series))
print("all pages of the last:", tifffile.imread(path, key=slice(None)).shape)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{} imread (2, 2) pages 3 series 3
{'contiguous': True} imread (2, 2) pages 3 series 3
{'metadata': None} imread (3, 2, 2) pages 3 series 1
all pages of the last: (3, 2, 2)
EXPECTED
