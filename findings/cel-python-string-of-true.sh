#!/usr/bin/env bash
# cel-python 0.5.0: string(true) is "True", 0.0/0.0 equals itself, and 1 == 1.0 is an error.
#
# Guess: the language's definition: string(true) is "true"; NaN is unequal to itself; numbers of different types
#   are compared by value, and values of different types are unequal.
# What it does: texts are those of Python, so that string(true) == "true" is false. NaN equals NaN. 1 == 1.0, 1u == 1, 2 < 2.5 and "a" == 1 have
#   "no matching overload". int(true) is 1.
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
    cel-python==0.5.0

cat > "$folder/seen.py" <<'PYTHON'
import celpy

cases = {
    'string(true)': '"true"', 'string(true) == "true"': True, 'string(1)': '"1"', '0.0/0.0 == 0.0/0.0': False, '1 == 1.0': True, '1u == 1': True,
    '2 < 2.5': True, '"a" == 1': False, '[1] == [1.0]': True, '1 == 1': True, 'int(true)': "error", 'int(2.7)': 2, '-7 % 3': -1,
}
environment = celpy.Environment()
for text, value in cases.items():
    try:
        result = environment.program(environment.compile(text)).evaluate({})
        kind = type(result).__name__.removesuffix("Type")
        seen = f'"{result}"' if kind == "String" else bool(result) if kind == "Bool" else result
    except celpy.CELEvalError:
        seen = "error"
    print(text, "is", seen, "by the definition", value)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
string(true) is "True" by the definition "true"
string(true) == "true" is False by the definition True
string(1) is "1" by the definition "1"
0.0/0.0 == 0.0/0.0 is True by the definition False
1 == 1.0 is error by the definition True
1u == 1 is error by the definition True
2 < 2.5 is error by the definition True
"a" == 1 is error by the definition False
[1] == [1.0] is error by the definition True
1 == 1 is True by the definition True
int(true) is 1 by the definition error
int(2.7) is 2 by the definition 2
-7 % 3 is -1 by the definition -1
EXPECTED
