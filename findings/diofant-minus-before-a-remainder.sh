#!/usr/bin/env bash
# diofant 0.14.0: -(x % y) is printed as "-x%y", which Python, C and diofant itself read as (-x) % y.
#
# Guess: brackets, as sympy prints them, since a text that is parsed gives the same expression again.
# What it does: after a minus the brackets are left out, also in C, Octave and LaTeX; after another factor and below a
#   power they are there. At x = 5, y = 3 the text is 1 and the expression -2.
#   mathematica_code prints 1e-7*x as "1.0e-7*x", which is 1.0 e - 7 x there (the language writes *^-7), and a remainder
#   as %, which is the last output. python prints Float("0.1") as a number that is 0.4 % less.
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
    diofant==0.14.0 mpmath==1.3.0

cat > "$folder/seen.py" <<'PYTHON'
import diofant as d

x, y = d.symbols("x y")
at = {x: 5, y: 3}
for expression in -(x % y), 2 * (x % y), (x % y) ** 2, 1 / (x % y), -(x + y):
    text = str(expression)
    print(text, "is", d.sympify(text).subs(at), "and was", expression.subs(at))
for name in "ccode", "octave_code", "latex", "mathematica_code":
    print(name, getattr(d, name)(-(x % y)))
print(d.mathematica_code(d.Float(1e-7) * x))
print(d.python(d.Float("0.1")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
-x%y is 1 and was -2
2*(x%y) is 4 and was 4
(x%y)**2 is 4 and was 4
1/(x%y) is 1/2 and was 1/2
-x - y is -8 and was -8
ccode -x%y
octave_code -x%y
latex - x\bmod{y}
mathematica_code -x%y
1.0e-7*x
e = Float('0.09961', dps=1)
EXPECTED
