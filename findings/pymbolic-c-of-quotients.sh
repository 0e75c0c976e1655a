#!/usr/bin/env bash
# pymbolic 2025.1: in C, a*(b % c) is printed as a * b % c, which is another number.
#
# Guess: brackets are kept where C needs them, and the floor of a quotient and the remainder are those of Python, or
#   refused.
# What it does: evaluate gives 14 for a = 7, b = 2, c = 3, the printed C 2. The quotient // is printed as /, which in C
#   rounds towards zero, 1 / 2 as integers, which is 0, and pow is left out for squares only, so 2**-1 is pow(2, -1).
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
from pymbolic.mapper.c_code import CCodeMapper

values = {"a": 7, "b": 2, "c": 3}
for text in "a*(b % c)", "(a*b) % c", "-7 // 2", "-7 % 3", "1/2", "a/(b*c)", "a - (b - c)", "2**-1", "a**2":
    expression = parse(text)
    print(text, "is", evaluate(expression, values), "in C", CCodeMapper()(expression))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a*(b % c) is 14 in C a * b % c
(a*b) % c is 2 in C (a * b) % c
-7 // 2 is -4 in C ((-7)/2)
-7 % 3 is 2 in C (-7) % 3
1/2 is 0.5 in C 1 / 2
a/(b*c) is 1.1666666666666667 in C a / (b * c)
a - (b - c) is 8 in C a - (b - c)
2**-1 is 0.5 in C pow(2, -1)
a**2 is 49 in C a * a
EXPECTED
