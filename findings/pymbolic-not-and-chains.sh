#!/usr/bin/env bash
# pymbolic 2025.1: "not a == b" is (not a) == b, and 7 < 2 < 3 is true.
#
# Guess: text is read with the precedence of Python, whose expressions it takes for input: not (a == b), and a chain of
#   two relations.
# What it does: "not" binds tighter than a comparison. A chain is a comparison of the first result with the third
#   operand, (7 < 2) < 3. Printed as text both look as in Python, so that they have another value there.
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
    pymbolic==2025.1

cat > "$folder/seen.py" <<'PYTHON'
from pymbolic import evaluate, parse

values = {"a": 7, "b": 2, "c": 3}
for text in "not a == b", "not a < b", "a < b < c", "c < b < a", "a == a == a", "not (a == b)", "-a**b", "b**c**b":
    expression = parse(text)
    print(text, "is", evaluate(expression, values), "in Python", eval(text, dict(values)), "printed", expression)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
not a == b is False in Python True printed not a == b
not a < b is True in Python True printed not a < b
a < b < c is True in Python False printed a < b < c
c < b < a is True in Python False printed c < b < a
a == a == a is False in Python True printed a == a == a
not (a == b) is True in Python True printed not (a == b)
-a**b is -49 in Python -49 printed (-1)*a**b
b**c**b is 512 in Python 512 printed b**c**b
EXPECTED
