#!/usr/bin/env bash
# latexify-py 0.4.4: a * (b % c) is printed without its brackets, and 1e-10 * a as "1e-10 a".
#
# Guess: brackets are kept where the reader needs them, as in a - (b - c); a number is printed as a number.
# What it does: the remainder counts as binding like a product, so that a b % c is printed for both groupings. Numbers are
#   printed as Python writes them, which is 1 e minus 10 a to a reader of TeX. exp(a) * b becomes \exp a \cdot b,
#   and exp(a * b) has brackets. A sign after an operator has none: a - -b.
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
    latexify-py==0.4.4

cat > "$folder/seen.py" <<'PYTHON'
import math

import latexify


def grouped(a, b, c):
    return a * (b % c)


def in_order(a, b, c):
    return a * b % c


def small(a, b, c):
    return 1e-10 * a


def large(a, b, c):
    return 6.02e23 * a


def exponential(a, b, c):
    return math.exp(a) * b


def signs(a, b, c):
    return a - -b


def difference(a, b, c):
    return a - (b - c)


for function in grouped, in_order, small, large, exponential, signs, difference:
    text = latexify.get_latex(function, use_signature=False)
    print(function.__name__, text.replace(r"\mathopen{}\left", "").replace(r"\mathclose{}\right", ""))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
grouped a b \mathbin{\%} c
in_order a b \mathbin{\%} c
small 1e-10 a
large 6.02e+23 a
exponential \exp a \cdot b
signs a - -b
difference a - ( b - c )
EXPECTED
