#!/usr/bin/env bash
# xarray 2026.9.0: to_netcdf with a packed type wraps numbers that do not fit, without a warning.
#
# Guess: numbers that do not fit the packed type are refused, warned of, or clipped.
# What it does: 100 packed with scale 0.1 into int8 is 1000, wraps to -24 and comes back as -2.4. -0.1, packed
#   to the number that was named _FillValue, comes back as NaN. The one warning there is tells that there is
#   no _FillValue, whether there is a NaN or not.
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
    xarray==2026.9.0 netCDF4==1.7.5.1.post1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import tempfile
import warnings

import numpy as np
import xarray as xr

for values, fill in ([12.6, 100, -0.1], -1), ([12.6], None), ([12.6, np.nan], None):
    encoding = {"dtype": "int8", "scale_factor": 0.1, "_FillValue": fill}
    with tempfile.NamedTemporaryFile(suffix=".nc") as file, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        xr.Dataset({"v": ("x", np.array(values))}).to_netcdf(file.name, encoding={"v": encoding})
        kinds = sorted({warning.category.__name__ for warning in caught})
        with xr.open_dataset(file.name) as back:
            print(values, "comes back as", np.round(back["v"].values, 3).tolist(), kinds)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[12.6, 100, -0.1] comes back as [12.6, -2.4, nan] []
[12.6] comes back as [12.6] ['SerializationWarning']
[12.6, nan] comes back as [12.6, 0.0] ['RuntimeWarning', 'SerializationWarning']
EXPECTED
