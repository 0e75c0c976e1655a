#!/usr/bin/env bash
# galois 0.4.11: over GF(7), np.tensordot of [5, 5] with itself is 50, and np.append(x, 9) is an element 9 of GF(7).
#
# Guess: NumPy functions compute in the field, as np.dot does, or are refused, as np.gradient is; 9 is refused, as by
#   x[0] = 9.
# What it does: tensordot, einsum, vecdot and matvec add and multiply the integers and return a plain array; correlate
#   does so and returns a field array with a 50 in it. append, concatenate and full_like write numbers into a field
#   array that are no elements of it, and arithmetic on them goes on.
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
    galois==0.4.11 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import galois
import numpy as np

field = galois.GF(7)
x = field([5, 5])
for name, value in {
    "dot": np.dot(x, x), "inner": np.inner(x, x), "x @ x": x @ x, "convolve": np.convolve(x, x),
    "tensordot": np.tensordot(x, x, 1), "einsum": np.einsum("i,i", x, x), "vecdot": np.vecdot(x, x),
    "matvec": np.matvec(field([[5, 5]]), x), "correlate": np.correlate(x, x),
}.items():
    print(name, np.asarray(value).tolist(), "in the field:", isinstance(value, field))
for name, value in {
    "append": np.append(x, 9), "concatenate": np.concatenate([x, [9]]),
    "full_like": np.full_like(x, 9),
}.items():
    print(name, np.asarray(value).tolist(), "in the field:", isinstance(value, field), "plus 0:", (value + field(0)).tolist())
y = field([1, 2])
try:
    y[0] = 9
except ValueError as error:
    print("y[0] = 9:", error)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
dot 1 in the field: True
inner 1 in the field: True
x @ x 1 in the field: True
convolve [4, 1, 4] in the field: True
tensordot 50 in the field: False
einsum 50 in the field: False
vecdot 50 in the field: False
matvec [50] in the field: False
correlate [50] in the field: True
append [5, 5, 9] in the field: True plus 0: [5, 5, 2]
concatenate [5, 5, 9] in the field: True plus 0: [5, 5, 2]
full_like [9, 9] in the field: True plus 0: [2, 2]
y[0] = 9: GF(7) scalars must be in `0 <= x < 7`, not 9.
EXPECTED
