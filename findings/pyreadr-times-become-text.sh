#!/usr/bin/env bash
# pyreadr 0.5.8: a column of times is written to an .rds file as text, without its fractions of a second.
#
# Guess: POSIXct, as read_r makes times of it; or, as documented, text, with all of the time in it.
# What it does: the default format of the text has whole seconds, and nothing is said of what is cut. int64 is
#   float64, so that 2**53 + 1 loses its last digit, float16 is text; -2**31 of int32 is missing.
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
    pyreadr==0.5.8 pandas==3.1.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import datetime
import os
import tempfile

import numpy as np
import pandas
import pyreadr

path = os.path.join(tempfile.mkdtemp(), "one.rds")
time = pandas.to_datetime(["2020-01-01 00:00:00.123456"])
for column in time, time.as_unit("ns"), pandas.to_datetime(["2020-01-01 00:00:00.5"]).as_unit("s"), [datetime.date(2020, 1, 1)], pandas.to_timedelta(["1D"]), np.array([0.1], "f2"), np.array([2**53 + 1]), np.array([5], "i4"), np.array([-(2**31)], "i4"):
    frame = pandas.DataFrame({"x": column})
    pyreadr.write_rds(path, frame)
    read = pyreadr.read_r(path)[None]["x"]
    print(frame["x"].dtype, frame["x"].tolist()[0], "is", read.dtype, repr(read.tolist()[0]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
datetime64[us] 2020-01-01 00:00:00.123456 is str '2020-01-01 00:00:00'
datetime64[ns] 2020-01-01 00:00:00.123456 is str '2020-01-01 00:00:00'
datetime64[s] 2020-01-01 00:00:00 is str '2020-01-01 00:00:00'
object 2020-01-01 is str '2020-01-01'
timedelta64[us] 1 days 00:00:00 is str '1 days 00:00:00'
float16 0.0999755859375 is str '0.0999755859375'
int64 9007199254740993 is float64 9007199254740992.0
int32 5 is int32 5
int32 -2147483648 is object nan
EXPECTED
