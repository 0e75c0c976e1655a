#!/usr/bin/env bash
# scikit-commpy 0.8.0: a raised cosine filter of odd length has no middle: its times lie between the samples.
#
# Guess: a filter of 9 samples is symmetric about its fifth, which is 1 at time 0, and is 0 at every other symbol; one of 8 is not symmetric.
# What it does: the times are those of n - N/2, so that those of an odd length miss 0 by half a sample: 9 samples reach from -2.25 to 1.75, the two
#   largest are 0.8872, and neighbouring symbols disturb each other. Root raised cosine and Gaussian filters likewise. The even length has it all.
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
from commpy.filters import gaussianfilter, rcosfilter, rrcosfilter

show = lambda values: " ".join(f"{x:.4f}" for x in values + 0.0)
for function in rcosfilter, rrcosfilter, gaussianfilter:
    for length in 8, 9, 16, 17:
        times, filter = function(length, 0.5, 1, 2)
        print(function.__name__, length, "from", times[0], "to", times[-1], "time 0", 0 in times, "largest", f"{max(filter):.4f}")
for length in 8, 9:
    times, filter = rcosfilter(length, 0.5, 1, 2)
    print("raised cosine", length, show(filter), "symmetric", np.allclose(filter, filter[::-1]))
    middle = np.argmax(filter)
    print("  at the symbols", show(filter[middle % 2 :: 2]))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
rcosfilter 8 from -2.0 to 1.5 time 0 True largest 1.0000
rcosfilter 9 from -2.25 to 1.75 time 0 False largest 0.8872
rcosfilter 16 from -4.0 to 3.5 time 0 True largest 1.0000
rcosfilter 17 from -4.25 to 3.75 time 0 False largest 0.8872
rrcosfilter 8 from -2.0 to 1.5 time 0 True largest 1.1366
rrcosfilter 9 from -2.25 to 1.75 time 0 False largest 0.9745
rrcosfilter 16 from -4.0 to 3.5 time 0 True largest 1.1366
rrcosfilter 17 from -4.25 to 3.75 time 0 False largest 0.9745
gaussianfilter 8 from -2.0 to 1.5 time 0 True largest 3.5449
gaussianfilter 9 from -2.25 to 1.75 time 0 False largest 0.3006
gaussianfilter 16 from -4.0 to 3.5 time 0 True largest 3.5449
gaussianfilter 17 from -4.25 to 3.75 time 0 False largest 0.3006
raised cosine 8 -0.0000 -0.1200 0.0000 0.6002 1.0000 0.6002 0.0000 -0.1200 symmetric False
  at the symbols -0.0000 0.0000 1.0000 0.0000
raised cosine 9 0.0227 -0.0576 -0.1225 0.2625 0.8872 0.8872 0.2625 -0.1225 -0.0576 symmetric False
  at the symbols 0.0227 -0.1225 0.8872 0.2625 -0.0576
EXPECTED
