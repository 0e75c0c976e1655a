#!/usr/bin/env bash
# scikit-commpy 0.8.0 with numpy 2.4.6: bits that dec2bitarray makes cannot be read by bitarray2dec from 8 of them on.
#
# Guess: bitarray2dec(dec2bitarray(5, 8)) is 5, and a QAMModem of 256 points modulates bits as one of 64 points does.
# What it does: the bits are int8, and each is multiplied by its power of two, also if it is 0: 128 is no int8, an OverflowError with NumPy 2.
#   A list of Python's integers works. euclid_dist, documented as the squared distance, is -1 for 0 and 1j; upsample of reals is complex.
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
    scikit-commpy==0.8.0 numpy==2.4.6 scipy==1.17.1 matplotlib==3.11.2 sympy==1.14.0

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from commpy.modulation import PSKModem, QAMModem
from commpy.utilities import bitarray2dec, dec2bitarray, euclid_dist, upsample


def seen(call):
    try:
        return call()
    except OverflowError as error:
        return f"OverflowError: {error}"


for number, width in (5, 4), (5, 7), (100, 7), (5, 8), (200, 8):
    bits = dec2bitarray(number, width)
    print(number, "in", width, "bits of", bits.dtype, "is", seen(lambda: bitarray2dec(bits)), "from a list", bitarray2dec(bits.tolist()))
for modem in QAMModem(16), QAMModem(64), QAMModem(256), PSKModem(128), PSKModem(256):
    bits = dec2bitarray(np.arange(modem.m), modem.num_bits_symbol)
    print(type(modem).__name__, modem.m, "comes back", seen(lambda: bool((modem.demodulate(modem.modulate(bits), "hard") == bits).all())))
print("distance of 0 and 1", euclid_dist(np.array([0.0]), np.array([1.0])), "of 0 and 1j", euclid_dist(np.array([0]), np.array([1j])).real)
print("upsample", upsample(np.array([1.0, 2.0]), 2))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
5 in 4 bits of int8 is 5 from a list 5
5 in 7 bits of int8 is 5 from a list 5
100 in 7 bits of int8 is 100 from a list 100
5 in 8 bits of int8 is OverflowError: Python integer 128 out of bounds for int8 from a list 5
200 in 8 bits of int8 is OverflowError: Python integer 128 out of bounds for int8 from a list 200
QAMModem 16 comes back True
QAMModem 64 comes back True
QAMModem 256 comes back OverflowError: Python integer 128 out of bounds for int8
PSKModem 128 comes back True
PSKModem 256 comes back OverflowError: Python integer 128 out of bounds for int8
distance of 0 and 1 1.0 of 0 and 1j -1.0
upsample [1.+0.j 0.+0.j 2.+0.j 0.+0.j]
EXPECTED
