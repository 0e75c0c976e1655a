#!/usr/bin/env bash
# symengine 0.15.0: sympify("e") is Euler's number, where SymPy reads a symbol of that name; "1/2x" is 1/(2x).
#
# Guess: SymPy's names: E is the number and e a symbol, as i is.
# What it does: "e" and "E" are both the number, so that a formula of a to f has five symbols, and putting in a
#   value for e changes nothing. "2x" is 2*x, and binds before the division, while "1/2*x" is x/2; SymPy refuses
#   "2x".
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
    symengine==0.15.0 sympy==1.14.0

cat > "$folder/seen.py" <<'PYTHON'
import symengine
import sympy

for text in "a + e", "i**2", "e**x", "1/2*x", "1/2x", "2x**2":
    try:
        other = str(sympy.sympify(text))
    except sympy.SympifyError as error:
        other = "refused"
    print(f"{text!r}: symengine {symengine.sympify(text)}, symbols {sorted(map(str, symengine.sympify(text).free_symbols))}; SymPy {other}")
print("a + e with e = 1:", symengine.sympify("a + e").subs({"e": 1}))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'a + e': symengine a + E, symbols ['a']; SymPy a + e
'i**2': symengine i**2, symbols ['i']; SymPy i**2
'e**x': symengine exp(x), symbols ['x']; SymPy e**x
'1/2*x': symengine (1/2)*x, symbols ['x']; SymPy x/2
'1/2x': symengine (1/2)/x, symbols ['x']; SymPy refused
'2x**2': symengine 2*x**2, symbols ['x']; SymPy refused
a + e with e = 1: 1 + a
EXPECTED
