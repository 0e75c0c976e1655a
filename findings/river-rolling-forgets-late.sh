#!/usr/bin/env bash
# river 0.26.1: the variance of the last three of 1e9, 1, 2, ... is 64.7 by utils.Rolling, where 1 is right.
#
# Guess: a window has the statistic of what is in it; what left it no longer matters.
# What it does: a number that leaves is subtracted again, so that one large number leaves its rounding error
#   behind for good. After 1e17 the mean stays 1.7 too high and the variance is negative. RollingMax and
#   RollingQuantile look at the window itself.
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
    river==0.26.1

cat > "$folder/seen.py" <<'PYTHON'
from river import stats, utils

for first in 0.0, 1e9, 1e17:
    kept = {"mean": utils.Rolling(stats.Mean(), 3), "variance": utils.Rolling(stats.Var(), 3), "maximum": stats.RollingMax(3)}
    for value in [first, *map(float, range(1, 101))]:
        for statistic in kept.values():
            statistic.update(value)
    print(f"98, 99, 100, after {first:g} long before:", ", ".join(f"{name} {s.get():.4g}" for name, s in kept.items()))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
98, 99, 100, after 0 long before: mean 99, variance 1, maximum 100
98, 99, 100, after 1e+09 long before: mean 99, variance 64.75, maximum 100
98, 99, 100, after 1e+17 long before: mean 100.7, variance -484.7, maximum 100
EXPECTED
