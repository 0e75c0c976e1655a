#!/usr/bin/env bash
# cbor2 6.3.0: a regular expression loses its flags, a Decimal its minus zero.
#
# Guess: a type that has a tag of its own comes back equal, or is refused.
# What it does: re.compile("a", re.I) is written as the text "a" and finds no "A" afterwards; Decimal("-0.00") is
#   0.00 and Decimal("sNaN") the float NaN; a tuple is a list, but a tuple of a dictionary's key stays one.
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
    cbor2==6.3.0

cat > "$folder/seen.py" <<'PYTHON'
import re
from decimal import Decimal

import cbor2

pattern = re.compile("a", re.I)
read = cbor2.loads(cbor2.dumps(pattern))
print("finds A:", bool(pattern.search("A")), "read back:", bool(read.search("A")))
for value in Decimal("1.10"), Decimal("-0.00"), Decimal("-0.01"), Decimal("NaN"), Decimal("sNaN"), -0.0, (1, 2), {(1, 2): 3}:
    print(repr(value), "read back", repr(cbor2.loads(cbor2.dumps(value))))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
finds A: True read back: False
Decimal('1.10') read back Decimal('1.10')
Decimal('-0.00') read back Decimal('0.00')
Decimal('-0.01') read back Decimal('-0.01')
Decimal('NaN') read back nan
Decimal('sNaN') read back nan
-0.0 read back -0.0
(1, 2) read back [1, 2]
{(1, 2): 3} read back {(1, 2): 3}
EXPECTED
