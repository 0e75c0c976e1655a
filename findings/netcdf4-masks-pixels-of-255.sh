#!/usr/bin/env bash
# netCDF4 1.7.5.1: a uint8 variable that was given no fill value masks its 255s; xarray reads them as 255.
#
# Guess: where no _FillValue was set, whatever was written comes back, at least for bytes, of whose 256 values
#   none can be spared for a default.
# What it does: numbers equal to the default fill value of the type are masked: 255, -127 of int8, 65535 of
#   uint16, whether anything was left unwritten or not. fill_value=False turns the filling off, and the
#   mask stays for uint16, and goes for bytes. xarray 2026.9.0 reads the same file without masks.
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
    netCDF4==1.7.5.1.post1 xarray==2026.9.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import tempfile

import netCDF4
import numpy as np
import xarray as xr

for dtype, value in ("u1", 255), ("i1", -127), ("u2", 65535), ("u1", 254):
    for fill in None, False:
        with tempfile.NamedTemporaryFile(suffix=".nc") as file:
            with netCDF4.Dataset(file.name, "w") as dataset:
                dataset.createDimension("x", 2)
                dataset.createVariable("v", dtype, ("x",), fill_value=fill)[:] = np.array([1, value])
            with netCDF4.Dataset(file.name) as dataset, xr.open_dataset(file.name) as other:
                print(dtype, "fill_value", fill, "netCDF4", dataset["v"][:].tolist(),
                      "xarray", other["v"].values.tolist())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
u1 fill_value None netCDF4 [1, None] xarray [1, 255]
u1 fill_value False netCDF4 [1, 255] xarray [1, 255]
i1 fill_value None netCDF4 [1, None] xarray [1, -127]
i1 fill_value False netCDF4 [1, -127] xarray [1, -127]
u2 fill_value None netCDF4 [1, None] xarray [1, 65535]
u2 fill_value False netCDF4 [1, None] xarray [1, 65535]
u1 fill_value None netCDF4 [1, 254] xarray [1, 254]
u1 fill_value False netCDF4 [1, 254] xarray [1, 254]
EXPECTED
