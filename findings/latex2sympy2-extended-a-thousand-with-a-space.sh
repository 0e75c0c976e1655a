#!/usr/bin/env bash
# latex2sympy2_extended 1.11.0: "1\,000" and "1 000" are 0, and "2 3" is 5.
#
# Guess: 1000, or an error as for other text that it does not know; 2 times 3 or an error for "2 3".
# What it does: two numbers side by side are a mixed number, whose parts are added or multiplied: 1 and 000 give 1 times 0.
#   With a comma it is 1000. "1e3" is Euler's number times 3, and "1.5e-3" begins with 1.5 e. A degree sign, the prime of
#   a derivative and the base of a number as its index are left out; "2\frac{1}{2}" is 5/2, before an x it is 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.12 "$(ls -d ~/.pyenv/versions/3.12.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.12 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    latex2sympy2_extended==1.11.0 sympy==1.14.0

cat > "$folder/seen.py" <<'PYTHON'
from latex2sympy2_extended import latex2sympy

for text in (
    r"1000",
    r"1,000",
    r"1{,}000",
    r"1\,000",
    r"1 000",
    r"12 345",
    r"2 3",
    r"1e3",
    r"1.5e-3",
    r"2\frac{1}{2}",
    r"2\frac{1}{2}x",
    r"\sin 30^\circ",
    r"f'(x)",
    r"1010_2",
):
    found = latex2sympy(text)
    print(text, "is", found, "=", found.doit())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1000 is 1000 = 1000
1,000 is 1000 = 1000
1{,}000 is 1000 = 1000
1\,000 is 1*0 = 0
1 000 is 1*0 = 0
12 345 is 357 = 357
2 3 is 5 = 5
1e3 is 1*E*3 = 3*E
1.5e-3 is -3 + 1.5*E = -3 + 1.5*E
2\frac{1}{2} is 5/2 = 5/2
2\frac{1}{2}x is 2*(1/2)*x = x
\sin 30^\circ is sin(30) = sin(30)
f'(x) is f(x) = f(x)
1010_2 is 1010 = 1010
EXPECTED
