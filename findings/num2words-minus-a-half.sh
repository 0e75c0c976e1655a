#!/usr/bin/env bash
# num2words 0.5.14: -0.5 is "zero point five", and -1.5 "minus one point five".
#
# Guess: "minus zero point five".
# What it does: the sign is that of the part before the point, which is 0. In English, German, French, Spanish,
#   Dutch and Portuguese it is lost between -1 and 0, for float, Decimal and text alike; in Italian and as a currency
#   it is kept.
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
    num2words==0.5.14

cat > "$folder/seen.py" <<'PYTHON'
from decimal import Decimal

from num2words import num2words

for number in -1.5, -0.5, Decimal("-0.5"), "-0.25", -0.001:
    print(repr(number), "is", num2words(number))
for language in "de", "fr", "es", "it", "nl", "pt":
    one, half = num2words(-1.5, lang=language), num2words(-0.5, lang=language)
    print(language, "sign of -1.5 said", one != num2words(1.5, lang=language), "of -0.5", half != num2words(0.5, lang=language))
print("currency", num2words(-0.5, to="currency", currency="EUR"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
-1.5 is minus one point five
-0.5 is zero point five
Decimal('-0.5') is zero point five
'-0.25' is zero point two five
-0.001 is zero point zero zero one
de sign of -1.5 said True of -0.5 False
fr sign of -1.5 said True of -0.5 False
es sign of -1.5 said True of -0.5 False
it sign of -1.5 said True of -0.5 True
nl sign of -1.5 said True of -0.5 False
pt sign of -1.5 said True of -0.5 False
currency minus zero euro, fifty cents
EXPECTED
