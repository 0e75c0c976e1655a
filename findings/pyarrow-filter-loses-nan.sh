#!/usr/bin/env bash
# pyarrow 26.0.1: read_table with a filter drops rows that the same filter keeps when applied afterwards.
#
# Guess: read_table(file, filters=f) is read_table(file).filter(f); row groups are skipped only where none of
#   their rows matches.
# What it does: the minimum and maximum of a row group are kept without its NaNs. A group of 1, NaN, 1 has
#   both at 1, is taken to hold nothing but 1, and is skipped for x != 1, although NaN != 1 is true.
#   It depends on the other numbers of the group: with 1, NaN, 2 the row of the NaN comes back.
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
    pyarrow==26.0.1 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

nan = float("nan")
for values in [1.0, nan, 1.0], [1.0, nan, 2.0]:
    stream = io.BytesIO()
    pq.write_table(pa.table({"x": values}), stream)
    for name, expression in ("x != 1", pc.field("x") != 1.0), ("not x < 9", ~(pc.field("x") < 9.0)):
        afterwards = pq.read_table(stream).filter(expression)["x"].to_pylist()
        reading = pq.read_table(stream, filters=expression)["x"].to_pylist()
        print(values, name, "afterwards", afterwards, "while reading", reading)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1.0, nan, 1.0] x != 1 afterwards [nan] while reading []
[1.0, nan, 1.0] not x < 9 afterwards [nan] while reading []
[1.0, nan, 2.0] x != 1 afterwards [nan, 2.0] while reading [nan, 2.0]
[1.0, nan, 2.0] not x < 9 afterwards [nan] while reading []
EXPECTED
