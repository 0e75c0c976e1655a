#!/usr/bin/env bash
# gmpy2 2.3.2: f"{mpfr(1) / 3:.3}" is the text "%.3.17Rg".
#
# Guess: 0.333, as for Python's float: a precision without a letter is allowed.
# What it does: the precision of str, 17 digits, is put behind the given one, and the C function prints the text
#   of the broken format, with the width of the field. With a letter it is right.
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
    gmpy2==2.3.2

cat > "$folder/seen.py" <<'PYTHON'
from gmpy2 import mpfr

x = mpfr(1) / 3
for spec in "", "10.3f", ".3g", ".3", "10.3", "+.5", ".0":
    print(repr(spec), "mpfr", repr(format(x, spec)), "float", repr(format(1 / 3, spec)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'' mpfr '0.33333333333333331' float '0.3333333333333333'
'10.3f' mpfr '     0.333' float '     0.333'
'.3g' mpfr '0.333' float '0.333'
'.3' mpfr '%.3.17Rg' float '0.333'
'10.3' mpfr '  %.3.17Rg' float '     0.333'
'+.5' mpfr '%+.5.17Rg' float '+0.33333'
'.0' mpfr '%.0.17Rg' float '0.3'
EXPECTED
