#!/usr/bin/env bash
# sympy 1.14.0: ccode of a Sum is "Sum(n*x, (n, 1, 3))", which is no C, where a Product or an Integral is refused.
#
# Guess: a loop, or the error that the printers raise for what they do not know (strict=True is the default).
# What it does: a Sum is printed in Python's notation by the printers for C, JavaScript, Fortran, Rust, Julia, Octave, R
#   and GLSL, without a word; pycode writes a sum.
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
    sympy==1.14.0

cat > "$folder/seen.py" <<'PYTHON'
import sympy
from sympy.printing.codeprinter import PrintMethodNotImplementedError

x, n = sympy.Symbol("x"), sympy.Symbol("n", integer=True)
for name in "ccode", "jscode", "fcode", "rust_code", "julia_code", "octave_code", "rcode", "glsl_code", "pycode":
    found = []
    for operation in sympy.Sum, sympy.Product, sympy.Integral:
        try:
            found.append(getattr(sympy, name)(operation(n * x, (n, 1, 3))).strip())
        except PrintMethodNotImplementedError:
            found.append("refused")
    print(name, *found, sep=" | ")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ccode | Sum(n*x, (n, 1, 3)) | refused | refused
jscode | Sum(n*x, (n, 1, 3)) | refused | refused
fcode | Sum(n*x, (n, 1, 3)) | refused | refused
rust_code | Sum(n*x, (n, 1, 3)) | refused | refused
julia_code | Sum(n .* x, (n, 1, 3)) | refused | refused
octave_code | Sum(n.*x, {n, 1, 3}) | refused | refused
rcode | Sum(n*x, (n, 1, 3)) | refused | refused
glsl_code | Sum(n*x, vec3(n, 1, 3)) | refused | refused
pycode | (builtins.sum(n*x for n in range(1, 3+1))) | refused | refused
EXPECTED
