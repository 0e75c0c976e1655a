#!/usr/bin/env bash
# py-expression-eval 0.3.14: "2*-3" and "2^-1" are an IndexError, 2^3^2 is 64 and "1 || 0" is the text 10.
#
# Guess: -6, 0.5, 512 and true, as "-2^2" is -4, "1-(-1)" 2 and "1 or 0" true.
# What it does: a sign is read at the beginning and behind a bracket alone; elsewhere the error is one of Python's lists. Powers are taken
#   from the left. Two bars are the joining of texts, also between numbers. "%" has the sign of the dividend.
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
    py-expression-eval==0.3.14

cat > "$folder/seen.py" <<'PYTHON'
from py_expression_eval import Parser

for text in "2*-3", "2*(-3)", "-2*3", "2^-1", "2^(-1)", "--2", "4/-2", "1 - -1", "2^3^2", "-2^2", "-7 % 3", "1 || 0", "1 or 0", "1e-3":
    try:
        seen = repr(Parser().parse(text).evaluate({}))
    except Exception as error:
        seen = type(error).__name__
    print(text, "is", seen)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2*-3 is IndexError
2*(-3) is -6
-2*3 is -6
2^-1 is IndexError
2^(-1) is 0.5
--2 is IndexError
4/-2 is IndexError
1 - -1 is 2
2^3^2 is 64
-2^2 is -4
-7 % 3 is -1
1 || 0 is '10'
1 or 0 is 1
1e-3 is 0.001
EXPECTED
