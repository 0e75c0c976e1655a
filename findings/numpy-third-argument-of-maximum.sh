#!/usr/bin/env bash
# numpy 2.4.6: of all ufuncs with two inputs, maximum and minimum alone warn of a positional out.
#
# Guess: a ufunc takes its output as the argument after its inputs, and all ufuncs treat it alike:
#   either each of them warns in a release, or none.
# What it does: np.maximum(a, b, out) and np.minimum(a, b, out) give a DeprecationWarning from 2.4.0
#   on ("Passing more than 2 positional arguments ..."); add, multiply, fmax, fmin, copysign and
#   the other ufuncs do not, nor do these two with out=. 2.3.5 is silent.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

python=python3
"$python" -c 'import sys; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12), (3, 13)])' ||
    { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"

cat > "$folder/warnings_of.py" <<'PYTHON'
import warnings

import numpy as np

print("numpy", np.__version__)
inputs = np.array([1.0, 2.0]), np.array([2.0, 1.0])
binary, warned = [], []
for name in sorted(dir(np)):
    ufunc = getattr(np, name, None)
    if not isinstance(ufunc, np.ufunc) or (ufunc.nin, ufunc.nout, ufunc.signature) != (2, 1, None):
        continue
    try:
        out = np.empty_like(ufunc(*inputs))
    except TypeError:  # for integers alone
        continue
    binary.append(name)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ufunc(*inputs, out)
    if caught:
        warned.append(f"{name}: {caught[0].category.__name__}: {caught[0].message}"[:70])
print(len(binary), "ufuncs of two floats, of them warn", len(warned))
print(*warned, sep="\n", end="\n" if warned else "")
PYTHON
for pinned in numpy==2.3.5 numpy==2.4.6; do
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$pinned"
    "$folder/venv/bin/python" "$folder/warnings_of.py"
done | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numpy 2.3.5
33 ufuncs of two floats, of them warn 0
numpy 2.4.6
33 ufuncs of two floats, of them warn 2
maximum: DeprecationWarning: Passing more than 2 positional arguments 
minimum: DeprecationWarning: Passing more than 2 positional arguments 
EXPECTED
