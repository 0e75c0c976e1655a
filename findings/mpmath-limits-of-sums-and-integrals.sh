#!/usr/bin/env bash
# mpmath 1.4.1: the harmonic series is 9.46, the limit of sin at infinity 0, and the integral over a bell at 100 is 0.
#
# Guess: a sum or limit that does not exist raises NoConvergence, and 15 digits are right where one does.
# What it does: nsum of 1/n from 1 on is a finite number, and of 1/(n log(n)^2), which converges slowly, 1.91 in place of
#   2.11. limit of sin is below 1e-70. quad of exp(-(x - 100)^2) over the real line is below 1e-1000 (sqrt(pi)), as no
#   point that it evaluates is near 100; with the points [-inf, 100, inf] it is right. None of them warns.
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
    mpmath==1.4.1

cat > "$folder/seen.py" <<'PYTHON'
from mpmath import exp, inf, limit, log, mpf, nsum, nstr, pi, quad, sin, sqrt

print("sum of 1/n", nstr(nsum(lambda n: 1 / n, [1, inf]), 6))
print("sum of 1/(n log(n)^2)", nstr(nsum(lambda n: 1 / (n * log(n) ** 2), [2, inf]), 6))
print("sum of 1/n^2", nstr(nsum(lambda n: 1 / n**2, [1, inf]) - pi**2 / 6, 3))
print("limit of sin", abs(limit(sin, inf)) < mpf("1e-70"))
for centre in 0, 10, 100:
    area = quad(lambda x: exp(-((x - centre) ** 2)), [-inf, inf])
    told = quad(lambda x: exp(-((x - centre) ** 2)), [-inf, centre, inf])
    print("bell at", centre, nstr(area if area > 1e-300 else mpf(0), 6), "with that point", nstr(told, 6), "exactly", nstr(sqrt(pi), 6), "below 1e-1000", area < mpf("1e-1000"))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sum of 1/n 9.46338
sum of 1/(n log(n)^2) 1.91056
sum of 1/n^2 0.0
limit of sin True
bell at 0 1.77245 with that point 1.77245 exactly 1.77245 below 1e-1000 False
bell at 10 1.77245 with that point 1.77245 exactly 1.77245 below 1e-1000 False
bell at 100 0.0 with that point 1.77245 exactly 1.77245 below 1e-1000 True
EXPECTED
