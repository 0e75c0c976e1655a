#!/usr/bin/env bash
# fastparquet 2026.9.0: of a file written by pyarrow the date 1500-01-01 is read as one of 2084, [[[1]]] as None,
#   float16 as bytes.
#
# Guess: a type that is not known is refused, as a BYTE_STREAM_SPLIT column is.
# What it does: dates become nanoseconds in 64 bits, which wrap before 1677 and after 2262; the same moment as a
#   timestamp is right. Lists of lists of lists are missing values. A decimal is a float64.
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
import datetime
import os
import tempfile
from decimal import Decimal

import fastparquet
import pyarrow
import pyarrow.parquet

path = os.path.join(tempfile.mkdtemp(), "one.parquet")
for array in (
    pyarrow.array([datetime.date(2020, 1, 1), datetime.date(1500, 1, 1), datetime.date(3000, 1, 1)]),
    pyarrow.array([datetime.datetime(1500, 1, 1), datetime.datetime(3000, 1, 1)]),
    pyarrow.array([[1], [2, 3]]),
    pyarrow.array([[[1]], [[2], [3]]]),
    pyarrow.array([0.5, 1.0], pyarrow.float16()),
    pyarrow.array([Decimal("12345678901234567890.12")]),
):
    pyarrow.parquet.write_table(pyarrow.table({"x": array}), path)
    print(array.type, [str(x) for x in fastparquet.ParquetFile(path).to_pandas()["x"]])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
date32[day] ['2020-01-01 00:00:00', '2084-07-20 23:34:33.709551616', '1830-11-23 00:50:52.580896768']
timestamp[us] ['1500-01-01 00:00:00', '3000-01-01 00:00:00']
list<item: int64> ['[np.int64(1)]', '[np.int64(2), np.int64(3)]']
list<item: list<item: int64>> ['None', 'None']
halffloat ["b'\\x008'", "b'\\x00<'"]
decimal128(22, 2) ['1.2345678901234567e+19']
EXPECTED
