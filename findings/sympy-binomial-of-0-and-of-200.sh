#!/usr/bin/env bash
# sympy 1.14.0: printed code of binomial(n, 2) gives NaN for n = 0 and for n = 200.
#
# Guess: 0 and 19900, as SymPy computes.
# What it does: Python with SciPy, C, Julia and R get gamma(n + 1)/gamma(n - 1), which is undefined for 0 and overflows from
#   n = 171 on; Python's math raises for both. Octave and Maple get a binomial function, JavaScript, Fortran and Rust are
#   refused.
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
    sympy==1.14.0 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import sympy

n = sympy.Symbol("n", integer=True)
pairs = sympy.binomial(n, 2)
print("ccode", sympy.ccode(pairs), "| octave_code", sympy.octave_code(pairs))
for module in "scipy", "math":
    printed = sympy.lambdify(n, pairs, module)
    for value in 0, 1, 5, 170, 200:
        try:
            found = float(printed(value))
        except (ValueError, OverflowError) as error:
            found = type(error).__name__
        print(module, value, "sympy", pairs.subs(n, value), "printed", found if isinstance(found, str) else f"{found:.12g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ccode ((1.0/2.0)*tgamma(n + 1)/tgamma(n - 1)) | octave_code bincoeff(n, 2)
scipy 0 sympy 0 printed nan
scipy 1 sympy 0 printed 0
scipy 5 sympy 10 printed 10
scipy 170 sympy 14365 printed 14365
scipy 200 sympy 19900 printed nan
math 0 sympy 0 printed ValueError
math 1 sympy 0 printed ValueError
math 5 sympy 10 printed 10
math 170 sympy 14365 printed 14365
math 200 sympy 19900 printed OverflowError
EXPECTED
