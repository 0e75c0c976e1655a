#!/usr/bin/env bash
# similaritymeasures 1.5.0: the area between the two lines of an X of width and height 2 is 4, where the two triangles have 2.
#
# Guess: 2, with how many points the lines may be given, as two parallel lines at a distance of 1 have 2; zigzags around 0 have their triangles.
# What it does: a quadrilateral whose sides cross is turned into the simple one of the same corners, here the whole square; a corner on the other curve
#   can lose a triangle: 0.75 in place of 1. With 9 and with 101 points the areas are right.
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
    similaritymeasures==1.5.0 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import numpy as np
from similaritymeasures import area_between_two_curves


def truly(x, difference):
    many = np.linspace(x[0], x[-1], 200001)
    height = np.abs(np.interp(many, x, difference))
    return float(((height[1:] + height[:-1]) / 2 * np.diff(many)).sum())


for points in 2, 3, 4, 5, 9, 101:
    x = np.linspace(0, 2, points)
    seen = []
    for name, first, second in ("X", x, 2 - x), ("parallel", 0 * x, 0 * x + 1), ("around 0", 0 * x, np.cos(np.pi * x)):
        seen.append(f"{name} {area_between_two_curves(np.c_[x, first], np.c_[x, second]):.4f} truly {truly(x, first - second):.4f}")
    print(points, "points", *seen)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2 points X 4.0000 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 2.0000 truly 2.0000
3 points X 2.0000 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 2.0000 truly 1.0000
4 points X 2.2222 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 1.3333 truly 0.8889
5 points X 2.0000 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 0.7500 truly 1.0000
9 points X 2.0000 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 1.2071 truly 1.2071
101 points X 2.0000 truly 2.0000 parallel 2.0000 truly 2.0000 around 0 1.2728 truly 1.2728
EXPECTED
