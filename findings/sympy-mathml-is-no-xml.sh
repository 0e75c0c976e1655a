#!/usr/bin/env bash
# sympy 1.14.0: what mathml() prints often is not well-formed, and XML parsers refuse it.
#
# Guess: MathML is XML, so the result can be parsed, or put into XHTML or an SVG, as that of x + 1 can.
# What it does: presentation MathML has entities that XML does not know (&InvisibleTimes; in 2*x,
#   &ExponentialE; in exp(x)), and a bare "<" in x < 1. Content MathML of a name with an index has the
#   prefix mml, bound nowhere. Only HTML parsers take some of it.
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
    sympy==1.14.0 mpmath==1.3.0

cat > "$folder/seen.py" <<'PYTHON'
from xml.etree import ElementTree

from sympy import Symbol, exp, mathml

x = Symbol("x")
for expression in x + 1, 2 * x, exp(x), x < 1, Symbol("x_1"):
    for printer in "presentation", "content":
        text = mathml(expression, printer=printer)
        try:
            ElementTree.fromstring(text)
            print(expression, printer, "well-formed")
        except ElementTree.ParseError as error:
            print(expression, printer, str(error).split(":")[0] + ":", text)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x + 1 presentation well-formed
x + 1 content well-formed
2*x presentation undefined entity: <mrow><mn>2</mn><mo>&InvisibleTimes;</mo><mi>x</mi></mrow>
2*x content well-formed
exp(x) presentation undefined entity: <msup><mi>&ExponentialE;</mi><mi>x</mi></msup>
exp(x) content well-formed
x < 1 presentation not well-formed (invalid token): <mrow><mi>x</mi><mo><</mo><mn>1</mn></mrow>
x < 1 content well-formed
x_1 presentation well-formed
x_1 content unbound prefix: <ci><mml:msub><mml:mi>x</mml:mi><mml:mi>1</mml:mi></mml:msub></ci>
EXPECTED
