#!/usr/bin/env bash
# math-verify 0.9.0: the answer "$1+2=4$" is right where 4 was asked, and 1010 to the base 2 equals 1010 to the base 3.
#
# Guess: an equation that is false is no right answer; what is equal has the same value; an answer of another form is unknown.
# What it does: of an equation the right side counts, whatever the left side is, if it is the answer; as the expected one it
#   does not. Index, prime and degree sign are left out before the comparison: 45 degrees are 45 and not pi/4, f'(x) is f(x).
#   "1\,000" is 0; of "7 \bmod 3" the last number is taken. A set is equal to an open interval, but an interval that is
#   closed is not. (10\% is equal to 10 and to 0.1, as documented.)
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
    math-verify==0.9.0 latex2sympy2_extended==1.11.0 sympy==1.14.0

cat > "$folder/seen.py" <<'PYTHON'
import logging

from math_verify import parse, verify

logging.disable(logging.CRITICAL)
for expected, answer in (
    (r"$4$", r"$1+2=4$"),
    (r"$1+2=4$", r"$4$"),
    (r"$3$", r"$1+2=4$"),
    (r"$1010_2$", r"$1010_3$"),
    (r"$1010_2$", r"$10$"),
    (r"$45$", r"$45^\circ$"),
    (r"$\pi/4$", r"$45^\circ$"),
    (r"$f(x)$", r"$f'(x)$"),
    (r"$1000$", r"$1\,000$"),
    (r"$0$", r"$1\,000$"),
    (r"$1$", r"$7 \bmod 3$"),
    (r"$3$", r"$7 \bmod 3$"),
    (r"$\{1, 2\}$", r"$(1, 2)$"),
    (r"$\{1, 2\}$", r"$[1, 2]$"),
):
    print(expected, "answered by", answer, "is", verify(parse(expected), parse(answer)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
$4$ answered by $1+2=4$ is True
$1+2=4$ answered by $4$ is False
$3$ answered by $1+2=4$ is False
$1010_2$ answered by $1010_3$ is True
$1010_2$ answered by $10$ is False
$45$ answered by $45^\circ$ is True
$\pi/4$ answered by $45^\circ$ is False
$f(x)$ answered by $f'(x)$ is True
$1000$ answered by $1\,000$ is False
$0$ answered by $1\,000$ is True
$1$ answered by $7 \bmod 3$ is False
$3$ answered by $7 \bmod 3$ is True
$\{1, 2\}$ answered by $(1, 2)$ is True
$\{1, 2\}$ answered by $[1, 2]$ is False
EXPECTED
