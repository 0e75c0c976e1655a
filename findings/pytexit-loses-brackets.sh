#!/usr/bin/env bash
# pytexit 0.4.0: py2tex("a-(b-c)") is a-b-c, and py2tex("(-a)**2") is -a squared.
#
# Guess: brackets that change the value are kept, as in (a+b)*c.
# What it does: on the right of a minus, and around a sign under a power, they are dropped without a word. A remainder is
#   printed as \bmod with the next letter joined to it, a command that TeX does not know, and loses its own brackets.
#   The name lambda1 becomes "lbd1".
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
    pytexit==0.4.0

cat > "$folder/seen.py" <<'PYTHON'
from pytexit import py2tex

for text in "a-(b-c)", "a-(b+c)", "a-(b-c)-d", "(-a)**2", "-a**2", "(a+b)*c", "(a**b)**c", "a%b", "(a%b)*c", "a--b", "lambda1":
    print(text, "is", py2tex(text, print_latex=False, print_formula=False, simplify_output=False))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a-(b-c) is $$a-b-c$$
a-(b+c) is $$a-b+c$$
a-(b-c)-d is $$a-b-c-d$$
(-a)**2 is $${-a}^2$$
-a**2 is $$-a^2$$
(a+b)*c is $$\left(a+b\right) c$$
(a**b)**c is $$\left(a^b\right)^c$$
a%b is $$a\bmodb$$
(a%b)*c is $$a\bmodb c$$
a--b is $$a--b$$
lambda1 is $$lbd1$$
EXPECTED
