#!/usr/bin/env bash
# numpy-financial 1.0.0: nper(0, -100, 1000) is -10, and with an interest of 1e-6 it is 10.
#
# Guess: 10, as 1000 are paid back in ten payments of 100; pmt(0, 10, 1000) is -100.
# What it does: where the rate is zero the sign of the present value is turned. A zero among several rates makes the whole result one
#   number, -10.
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
    numpy-financial==1.0.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy_financial as nf

for rate in 0.01, 1e-6, 0, -0.01:
    print("rate", rate, "nper", f"{float(nf.nper(rate, -100, 1000)):.4f}", "saving", f"{float(nf.nper(rate, -100, 0, 1000)):.4f}")
print("rates", nf.nper([0.01, 0, 0.02], -100, 1000).round(4).tolist())
print("back", float(nf.pmt(0, 10, 1000)), float(nf.pv(0, nf.nper(0, -100, 1000), -100)))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
rate 0.01 nper 10.5886 saving 9.5786
rate 1e-06 nper 10.0001 saving 10.0000
rate 0 nper -10.0000 saving 10.0000
rate -0.01 nper 9.4833 saving 10.4833
rates -10.0
back -100.0 -1000.0
EXPECTED
