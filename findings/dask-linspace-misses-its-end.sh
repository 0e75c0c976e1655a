#!/usr/bin/env bash
# dask 2026.8.0: the last number of linspace(0, 1, n) is not 1 for many n.
#
# Guess: the ends are exact, as NumPy makes them and as the docstring says of endpoint.
# What it does: each chunk is a linspace of its own whose start was summed up, so the last number misses 1,
#   and can lie above it, outside the interval. In one chunk it is exact.
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
    dask==2026.8.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import dask.array as da
import numpy as np

for n in 25, 30:
    print("n =", n, "numpy", np.linspace(0, 1, n)[-1],
          "dask", da.linspace(0, 1, n, chunks=4)[-1].compute(scheduler="sync"),
          "in one chunk", da.linspace(0, 1, n, chunks=n)[-1].compute(scheduler="sync"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
n = 25 numpy 1.0 dask 0.9999999999999999 in one chunk 1.0
n = 30 numpy 1.0 dask 1.0000000000000002 in one chunk 1.0
EXPECTED
