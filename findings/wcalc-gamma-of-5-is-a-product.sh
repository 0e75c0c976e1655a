#!/usr/bin/env bash
# wcalc 2.5 (Debian 12): gamma(5) is 2.886, five times Euler's constant.
#
# Guess: 24, the gamma function, as lngamma(5) is its logarithm, or an error.
# What it does: gamma is the name of the constant 0.5772, and a constant before a bracket is multiplied with it. The function
#   is reached by fact(4) alone. fact(0.5) is that of a whole number, 1, although lngamma takes fractions.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq wcalc=2.5-3+b1) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

for sum in "gamma(5)" "gamma*5" "exp(lngamma(5))" "fact(4)" "gamma(0.5)" "exp(lngamma(0.5))" "fact(0.5)" "exp(lngamma(1.5))" "zeta(2)"; do
    echo "$sum $("$folder/usr/bin/wcalc" "$sum" 2>> "$folder/log")"
done | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
gamma(5)  = 2.88608
gamma*5  = 2.88608
exp(lngamma(5))  = 24
fact(4)  = 24
gamma(0.5)  = 0.288608
exp(lngamma(0.5))  = 1.77245
fact(0.5)  = 1
exp(lngamma(1.5))  = 0.886227
zeta(2)  = 1.64493
EXPECTED
