#!/usr/bin/env bash
# latex2mathml 3.81.1: \begin{bmatrix}a\end{bmatrix}^{-1} becomes an msup of four children, which is no MathML; msup
#   has two.
#
# Guess: the brackets and the table are one row, and that row has the exponent.
# What it does: of matrices with brackets and of binomials the parts are put into msup, msub and msubsup one by one.
#   Between \left( and \right) it is right. And a lone & is written as it is, so that the result is not XML.
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
    latex2mathml==3.81.1

cat > "$folder/seen.py" <<'PYTHON'
import xml.etree.ElementTree as tree

from latex2mathml.converter import convert

for formula in r"x^2", r"\left(x\right)^2", r"\begin{matrix}a\end{matrix}^2", r"\begin{bmatrix}a\end{bmatrix}^{-1}", r"\begin{pmatrix}a\end{pmatrix}_1^2", r"\binom{n}{k}^2", r"(x)^2", r"a & b":
    try:
        root = tree.fromstring(convert(formula))
    except tree.ParseError as error:
        print(formula, "is not well-formed")
        continue
    for element in root.iter():
        name = element.tag.split("}")[1]
        if name in ("msup", "msubsup"):
            print(formula, "is", name, "of", [child.tag.split("}")[1] for child in element])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x^2 is msup of ['mi', 'mn']
\left(x\right)^2 is msup of ['mrow', 'mn']
\begin{matrix}a\end{matrix}^2 is msup of ['mtable', 'mn']
\begin{bmatrix}a\end{bmatrix}^{-1} is msup of ['mo', 'mtable', 'mo', 'mrow']
\begin{pmatrix}a\end{pmatrix}_1^2 is msubsup of ['mo', 'mtable', 'mo', 'mn', 'mn']
\binom{n}{k}^2 is msup of ['mo', 'mfrac', 'mo', 'mn']
(x)^2 is msup of ['mo', 'mn']
a & b is not well-formed
EXPECTED
