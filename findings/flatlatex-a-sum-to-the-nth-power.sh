#!/usr/bin/env bash
# flatlatex 0.15: a sum from i = 1 to n is printed as (∑ᵢ₌₁)ⁿ, the sum to the n-th power.
#
# Guess: ∑ᵢ₌₁ⁿ, in one line, and names of functions apart from what follows.
# What it does: an index is put on first and the result is raised as a whole, which is right for W_x^2 and another thing for
#   a sum, a product or an integral with two limits. Names of functions are unknown and run into the next letter: \tanh x is
#   \tanhx, with its backslash. Fractions and roots get the brackets that they need.
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
    flatlatex==0.15

cat > "$folder/seen.py" <<'PYTHON'
import flatlatex

convert = flatlatex.converter().convert
for text in r"\sum_{i=1}^{n}", r"W_x^2", r"\int_0^1", r"\prod_{k=1}^{n} k", r"\sqrt{2x}", r"\sqrt[3]{x}", r"\tanh x", r"\frac{a+b}{c}", r"e^{-x^2}":
    print(text, "becomes", convert(text))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
\sum_{i=1}^{n} becomes (∑ᵢ₌₁)ⁿ
W_x^2 becomes (Wₓ)²
\int_0^1 becomes (∫₀)¹
\prod_{k=1}^{n} k becomes (∏[k=1])ⁿk
\sqrt{2x} becomes √(2x)
\sqrt[3]{x} becomes √[3]x
\tanh x becomes \tanhx
\frac{a+b}{c} becomes (a+b)/c
e^{-x^2} becomes e^(-x²)
EXPECTED
