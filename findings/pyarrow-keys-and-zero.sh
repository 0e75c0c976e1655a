#!/usr/bin/env bash
# pyarrow 26.0.1: as keys, 0.0 and -0.0 are two, and a NaN equals a NaN: the reverse of ==.
#
# Guess: group_by, join, unique and is_in compare as pc.equal does, or as pandas does, where 0.0 and -0.0
#   are one key.
# What it does: they compare bits. A join of 0.0 with -0.0 finds no partner, while NaN finds NaN; group_by
#   makes a group each of 0.0 and -0.0; two NaNs that differ in their sign are two values.
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
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

nan = float("nan")
keys, others = pa.array([0.0, nan]), pa.array([-0.0, nan])
print("equal", pc.equal(keys, others).to_pylist())
print("is_in", pc.is_in(keys, value_set=others).to_pylist())
joined = pa.table({"key": keys}).join(pa.table({"key": others, "found": ["zero", "nan"]}), "key")
print("join", sorted(zip(map(str, joined["key"].to_pylist()), joined["found"].to_pylist())))
table = pa.table({"key": [0.0, -0.0, nan, nan], "n": [1, 1, 1, 1]})
print("group_by", sorted(map(str, table.group_by("key").aggregate([("n", "sum")])["key"].to_pylist())))
print("unique of NaN and -NaN:", len(pc.unique(pa.array(np.array([nan, -nan])))))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
equal [True, False]
is_in [False, True]
join [('0.0', None), ('nan', 'nan')]
group_by ['-0.0', '0.0', 'nan']
unique of NaN and -NaN: 2
EXPECTED
