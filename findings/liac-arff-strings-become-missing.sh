#!/usr/bin/env bash
# liac-arff 2.5.0: the strings "?" and "" are written as missing values, and 2**60 + 1 comes back as 2**60.
#
# Guess: strings are quoted where that is needed, and integers are Python's.
# What it does: "?" and "" are written as a bare ?, which is read as None; other strings are quoted. A number of
#   an INTEGER attribute is read by way of a float, which also cuts 1.7 to 1. The string "{x}" is written
#   without quotes and cannot be read.
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
    liac-arff==2.5.0

cat > "$folder/seen.py" <<'PYTHON'
import arff

for kind, values in ("STRING", ["a b", "?", "", "nan", "{x}"]), (["yes", "?"], ["yes", "?"]), ("INTEGER", [5, 2**60 + 1, 1.7]):
    for value in values:
        text = arff.dumps({"relation": "r", "attributes": [("v", kind)], "data": [[value]]})
        line = text.splitlines()[-1] or text.splitlines()[-2]
        try:
            found = repr(arff.loads(text)["data"][0][0])
        except arff.ArffException as error:
            found = type(error).__name__
        print(kind, repr(value), "is written", line, "and read", found)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
STRING 'a b' is written 'a b' and read 'a b'
STRING '?' is written ? and read None
STRING '' is written ? and read None
STRING 'nan' is written nan and read 'nan'
STRING '{x}' is written {x} and read BadLayout
['yes', '?'] 'yes' is written yes and read 'yes'
['yes', '?'] '?' is written ? and read None
INTEGER 5 is written 5 and read 5
INTEGER 1152921504606846977 is written 1152921504606846977 and read 1152921504606846976
INTEGER 1.7 is written 1.7 and read 1
EXPECTED
