#!/usr/bin/env bash
# pscript 0.8.1: sorted([10, 9, 1]) becomes [1, 10, 9] in JavaScript, and float("inf") NaN.
#
# Guess: what Python gives, as -7 // 2, "a" * 3, [1, 2] == [1, 2], 2 ** -1 and the truth of empty lists are translated so.
# What it does: without a key sorted and list.sort take JavaScript's order, that of the texts; with a key the order is right. The remainder has the sign of the dividend, though // rounds down, and divmod rounds both toward zero. %d prints 3.7.
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
    pscript==0.8.1

cat > "$folder/seen.py" <<'PYTHON'
from pscript import evalpy

for expression in ("sorted([10, 9, 1])", "sorted([10, 9, 1], key=lambda x: x)", "sorted([10, 9, 1], reverse=True)", "sorted([-1, -2])", "sorted([0.5, 1e-7, 3])", "-7 // 3", "-7 % 3",
                   "divmod(-7, 3)", "float('inf')", "float('1.5')", "'%d' % 3.7", "round(2.5)", "max([10, 9, 1])", "[1, 2] == [1, 2]", "2 ** -1"):
    print(expression, "is", evalpy(expression).strip(), "in Python", eval(expression))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sorted([10, 9, 1]) is [ 1, 10, 9 ] in Python [1, 9, 10]
sorted([10, 9, 1], key=lambda x: x) is [ 1, 9, 10 ] in Python [1, 9, 10]
sorted([10, 9, 1], reverse=True) is [ 9, 10, 1 ] in Python [10, 9, 1]
sorted([-1, -2]) is [ -1, -2 ] in Python [-2, -1]
sorted([0.5, 1e-7, 3]) is [ 0.5, 1e-7, 3 ] in Python [1e-07, 0.5, 3]
-7 // 3 is -3 in Python -3
-7 % 3 is -1 in Python 2
divmod(-7, 3) is [ -2, -1 ] in Python (-3, 2)
float('inf') is NaN in Python inf
float('1.5') is 1.5 in Python 1.5
'%d' % 3.7 is 3.7 in Python 3
round(2.5) is 3 in Python 2
max([10, 9, 1]) is 10 in Python 10
[1, 2] == [1, 2] is true in Python True
2 ** -1 is 0.5 in Python 0.5
EXPECTED
