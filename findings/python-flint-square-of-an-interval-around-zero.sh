#!/usr/bin/env bash
# python-flint 0.9.0: the square of the interval [-1, 1], arb(0, 1) ** 2, is NaN.
#
# Guess: [-1, 1] or better, as for the product with itself; a power of an integer needs no logarithm.
# What it does: an interval whose middle is 0 has only NaN for a power, also with a fmpz as exponent and in a power
#   series; [-1, 3], where 0 is not in the middle, has one, as have acb, arb_mat and arb_poly. A NaN is not different
#   from itself (!= is False), so the usual test for it finds nothing, and every arb counts as true, also 0.
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
    python-flint==0.9.0

cat > "$folder/seen.py" <<'PYTHON'
from flint import acb, arb, arb_mat, arb_poly, arb_series, fmpz

around = arb(0, 1)
for word, value in (
    ("arb(0, 1) * arb(0, 1)", around * around),
    ("arb(0, 1) ** 2", around**2),
    ("arb(0, 1) ** 3", around**3),
    ("arb(0, 1) ** fmpz(2)", around ** fmpz(2)),
    ("arb(0, 0.001) ** 2", arb(0, 0.001) ** 2),
    ("arb(1, 2) ** 2", arb(1, 2) ** 2),
    ("arb(0) ** 2", arb(0) ** 2),
    ("acb(arb(0, 1)) ** 2", acb(around) ** 2),
    ("arb_mat([[arb(0, 1)]]) ** 2", arb_mat([[around]]) ** 2),
    ("arb_poly([arb(0, 1)]) ** 2", arb_poly([around]) ** 2),
    ("arb_series([arb(0, 1)]) ** 2", arb_series([around]) ** 2),
    ("arb('nan') != arb('nan')", arb("nan") != arb("nan")),
    ("bool(arb(0))", bool(arb(0))),
):
    print(word, "is", str(value).strip())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
arb(0, 1) * arb(0, 1) is [+/- 1.01]
arb(0, 1) ** 2 is nan
arb(0, 1) ** 3 is nan
arb(0, 1) ** fmpz(2) is nan
arb(0, 0.001) ** 2 is nan
arb(1, 2) ** 2 is [+/- 9.01]
arb(0) ** 2 is 0
acb(arb(0, 1)) ** 2 is [+/- 1.01]
arb_mat([[arb(0, 1)]]) ** 2 is [[+/- 1.01]]
arb_poly([arb(0, 1)]) ** 2 is ([+/- 1.01])
arb_series([arb(0, 1)]) ** 2 is nan + O(x^10)
arb('nan') != arb('nan') is False
bool(arb(0)) is True
EXPECTED
