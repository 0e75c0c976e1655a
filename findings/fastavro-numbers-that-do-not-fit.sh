#!/usr/bin/env bash
# fastavro 1.13.1: 1.7 is written to a "long" as 1, and 2**40 to an "int" of 32 bits as 2**40.
#
# Guess: a number that its schema cannot hold is refused, as text in the place of a number is.
# What it does: a float is cut, a number above 32 bits is written in more bytes than an Avro int has (fastavro reads
#   it back), 1e300 becomes an infinite "float", and 2 or "no" is a true "boolean". In a union the same values are
#   refused, or put to the branch that fits. Where validator=True is given, 1.7, 2**40 and 2 are refused.
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
    fastavro==1.13.1

cat > "$folder/seen.py" <<'PYTHON'
import io

import fastavro


def read_back(kind, value, **words):
    schema = fastavro.parse_schema({"type": "record", "name": "r", "fields": [{"name": "x", "type": kind}]})
    file = io.BytesIO()
    try:
        fastavro.writer(file, schema, [{"x": value}], **words)
    except Exception as error:
        return type(error).__name__
    file.seek(0)
    return next(fastavro.reader(file))["x"]


for kind, value in ("long", 1.7), ("int", 2**40), ("float", 1e300), ("boolean", 2), ("boolean", "no"), ("long", "1"), ("string", 1):
    print(kind, value, "is", read_back(kind, value), "in a union", read_back(["null", kind], value), "validated", read_back(kind, value, validator=True))
print('["int", "double"]', [read_back(["int", "double"], value) for value in (1.7, 2**40, True)])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
long 1.7 is 1 in a union ValueError validated ValidationError
int 1099511627776 is 1099511627776 in a union ValueError validated ValidationError
float 1e+300 is inf in a union inf validated inf
boolean 2 is True in a union ValueError validated ValidationError
boolean no is True in a union ValueError validated ValidationError
long 1 is TypeError in a union ValueError validated ValidationError
string 1 is TypeError in a union ValueError validated ValidationError
["int", "double"] [1.7, 1099511627776.0, 'ValueError']
EXPECTED
