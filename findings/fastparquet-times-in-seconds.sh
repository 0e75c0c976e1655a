#!/usr/bin/env bash
# fastparquet 2026.9.0: a time of 2020 kept in seconds (datetime64[s]) is written as one of 1970.
#
# Guess: it is written in milliseconds, as Parquet has no seconds: 1577836800000.
# What it does: the number of seconds is written as it is under the type of milliseconds, so that every reader sees
#   1970-01-01 00:26:17.8. fastparquet itself then refuses to read it, as that is no whole second. Milliseconds,
#   micro- and nanoseconds are right.
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
    fastparquet==2026.9.0 pandas==3.1.1 numpy==2.4.6 pyarrow==26.0.1

cat > "$folder/seen.py" <<'PYTHON'
import os
import tempfile

import fastparquet
import numpy as np
import pandas
import pyarrow.parquet

path = os.path.join(tempfile.mkdtemp(), "times.parquet")
for unit in "s", "ms", "us", "ns":
    for text in "2020-01-01T00:00:00", "2020-01-01T00:16:40":
        fastparquet.write(path, pandas.DataFrame({"x": np.array([text], f"M8[{unit}]")}))
        try:
            own = fastparquet.ParquetFile(path).to_pandas()["x"][0]
        except ValueError as error:
            own = type(error).__name__
        print(unit, text, "pyarrow", pyarrow.parquet.read_table(path)["x"][0], "fastparquet", own)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
s 2020-01-01T00:00:00 pyarrow 1970-01-01 00:26:17.836000 fastparquet ValueError
s 2020-01-01T00:16:40 pyarrow 1970-01-01 00:26:17.837000 fastparquet ValueError
ms 2020-01-01T00:00:00 pyarrow 2020-01-01 00:00:00 fastparquet 2020-01-01 00:00:00
ms 2020-01-01T00:16:40 pyarrow 2020-01-01 00:16:40 fastparquet 2020-01-01 00:16:40
us 2020-01-01T00:00:00 pyarrow 2020-01-01 00:00:00 fastparquet 2020-01-01 00:00:00
us 2020-01-01T00:16:40 pyarrow 2020-01-01 00:16:40 fastparquet 2020-01-01 00:16:40
ns 2020-01-01T00:00:00 pyarrow 2020-01-01 00:00:00 fastparquet 2020-01-01 00:00:00
ns 2020-01-01T00:16:40 pyarrow 2020-01-01 00:16:40 fastparquet 2020-01-01 00:16:40
EXPECTED
