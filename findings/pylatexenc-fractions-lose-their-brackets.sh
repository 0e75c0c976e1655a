#!/usr/bin/env bash
# pylatexenc 2.11: latex_to_text of \frac{a+b}{c} is "a+b/c", and of e^{-x^2} "e^-x^2".
#
# Guess: brackets are added where they are needed, as \sqrt{a+b} has them.
# What it does: numerator and denominator are joined by a stroke, exponents by ^ as they are; \frac{1}{2}x and
#   \frac{1}{2x} are the same text. \sqrt[3]{x} is a square root, \binom{n}{k} is "nk", and text of \verb is left
#   out. The other way, unicode_to_latex gives a root without its number: the 2 of √2 stands behind \sqrt{}.
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
    pylatexenc==2.11

cat > "$folder/seen.py" <<'PYTHON'
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexencode import unicode_to_latex

for formula in r"\frac{1}{2}x", r"\frac{1}{2x}", r"\frac{a+b}{c}", r"-\frac{a-b}{c-d}", r"e^{-x^2}", r"\sqrt{a+b}", r"\sqrt[3]{x}", r"\binom{n}{k}", r"a \verb|b| c":
    print(formula, "is", repr(LatexNodes2Text().latex_to_text(formula)))
print(ascii("√2"), "in LaTeX is", unicode_to_latex("√2"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
\frac{1}{2}x is '1/2x'
\frac{1}{2x} is '1/2x'
\frac{a+b}{c} is 'a+b/c'
-\frac{a-b}{c-d} is '-a-b/c-d'
e^{-x^2} is 'e^-x^2'
\sqrt{a+b} is '√(a+b)'
\sqrt[3]{x} is '√(x)'
\binom{n}{k} is 'nk'
a \verb|b| c is 'a  c'
'\u221a2' in LaTeX is \ensuremath{\sqrt{}}2
EXPECTED
