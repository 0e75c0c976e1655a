#!/usr/bin/env bash
# ruptures 1.1.10: the change of a series after 7 zeros is found at 5, and Pelt finds two: at 5 and at 10.
#
# Guess: at 7: the searches called exact look at every place.
# What it does: only every fifth place is looked at unless jump=1 is given, and Pelt explains one step by two. KernelCPD
#   looks at every place, with the same kernel and the same call, so that the searches differ.
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
    ruptures==1.1.10 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
import ruptures

step = np.r_[np.zeros(7), np.full(9, 5.0)]
for name, search, target in (
    ("Dynp", ruptures.Dynp(model="l2"), {"n_bkps": 1}), ("Dynp, jump=1", ruptures.Dynp(model="l2", jump=1), {"n_bkps": 1}),
    ("Pelt", ruptures.Pelt(model="l2"), {"pen": 1}), ("Pelt, jump=1", ruptures.Pelt(model="l2", jump=1), {"pen": 1}),
    ("Binseg", ruptures.Binseg(model="l2"), {"n_bkps": 1}),
    ("KernelCPD", ruptures.KernelCPD(kernel="linear"), {"n_bkps": 1}),
):
    print(name, [int(place) for place in search.fit(step).predict(**target)])
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Dynp [5, 16]
Dynp, jump=1 [7, 16]
Pelt [5, 10, 16]
Pelt, jump=1 [7, 16]
Binseg [5, 16]
KernelCPD [7, 16]
EXPECTED
