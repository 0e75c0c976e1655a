#!/usr/bin/env bash
# astropy 8.0.2: the header number 1.2345678901234568e-05 is written as 1.23456789012345E-05, another number,
#   without a word.
#
# Guess: a float64 comes back equal: a value of a FITS header may take up to 70 characters.
# What it does: every number is cut, not rounded, to 20 characters. With an exponent and a sign 13 digits are left:
#   -1.2345678901234567e-100 loses four. -0.12345678901234568 just fits.
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
    astropy==8.0.2

cat > "$folder/seen.py" <<'PYTHON'
import warnings

from astropy.io import fits

warnings.simplefilter("error")
for number in 0.1, 1 / 3, -0.12345678901234568, 1.2345678901234568e-05, 2 / 3 * 1e-7, -1.2345678901234567e-100, 2.0**-1074, 1.7976931348623157e308:
    header = fits.Header()
    header["X"] = number
    read = fits.Header.fromstring(header.tostring())["X"]
    print(repr(number), "written", str(header).split("=")[1].split()[0], "equal", read == number, "off by", f"{abs(read / number - 1):.0e}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.1 written 0.1 equal True off by 0e+00
0.3333333333333333 written 0.3333333333333333 equal True off by 0e+00
-0.12345678901234568 written -0.12345678901234568 equal True off by 0e+00
1.2345678901234568e-05 written 1.23456789012345E-05 equal False off by 5e-15
6.666666666666665e-08 written 6.66666666666666E-08 equal False off by 8e-16
-1.2345678901234567e-100 written -1.234567890123E-100 equal False off by 4e-13
5e-324 written 5E-324 equal True off by 0e+00
1.7976931348623157e+308 written 1.7976931348623E+308 equal False off by 9e-15
EXPECTED
