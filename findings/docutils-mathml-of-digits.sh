#!/usr/bin/env bash
# docutils 0.22.4: MathML of 2^10 is 2 to the tenth power, and \frac12 in brackets takes the bracket in.
#
# Guess: as in TeX, and MathJax, to which the same source can go, an argument without braces is
#   one digit: 2^10 is 2^1 followed by 0, \frac12 is one half.
# What it does: all digits in a row are one argument. 2^10 and x_10 are shown otherwise than by MathJax;
#   (\frac12) becomes 12 over ")", without a word. \frac12 that nothing follows is left as its source.
#   latex2mathml 3.81.1 reads all of them as TeX does.
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
    docutils==0.22.4 latex2mathml==3.81.1

cat > "$folder/seen.py" <<'PYTHON'
import re

from docutils.core import publish_parts
from latex2mathml.converter import convert

for formula in "2^10", r"\frac{1}{2}", r"(\frac12)", r"\frac12":
    html = publish_parts(f":math:`{formula}`", writer_name="html5",
                         settings_overrides={"math_output": "MathML", "report_level": 5})["fragment"]
    for name, text in ("docutils", html), ("latex2mathml", convert(formula)):
        found = re.search("<math.*</math>", text, re.DOTALL)
        tags = re.sub(r" \w+=\"[^\"]*\"|\s", "", found.group() if found else text)
        print(f"{formula:12} {name:12}", re.sub("</?(math|mrow)>", "", tags))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2^10         docutils     <msup><mn>2</mn><mn>10</mn></msup>
2^10         latex2mathml <msup><mn>2</mn><mn>1</mn></msup><mn>0</mn>
\frac{1}{2}  docutils     <mfrac><mn>1</mn><mn>2</mn></mfrac>
\frac{1}{2}  latex2mathml <mfrac><mn>1</mn><mn>2</mn></mfrac>
(\frac12)    docutils     <mo>(</mo><mfrac><mn>12</mn><mo>)</mo></mfrac>
(\frac12)    latex2mathml <mo>&#x00028;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>&#x00029;</mo>
\frac12      docutils     <p><tt>\frac12</tt></p>
\frac12      latex2mathml <mfrac><mn>1</mn><mn>2</mn></mfrac>
EXPECTED
