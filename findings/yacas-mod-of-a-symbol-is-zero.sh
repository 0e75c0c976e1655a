#!/usr/bin/env bash
# yacas 1.3.6 (Debian 12): Mod(x,3) of a symbol is 0, the variance is not the square of the standard deviation, and |x|/x has a limit.
#
# Guess: Mod(x,3) stays as it is until x is known; StandardDeviation^2 = Variance; Limit(x,0)Abs(x)/x is undefined, as 1 and -1
#   are its limits from the two sides.
# What it does: a symbol is taken for a polynomial, which 3 divides, so that the answer is 0 whatever x becomes. Variance
#   divides by n and StandardDeviation by n - 1. The limit is 0, also with a direction from either side, and so is that of Sign(x).
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq yacas=1.3.6-2.1) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

for expression in "Mod(7,3)" "Mod(x,3)" "Subst(x,7)Mod(x,3)" "Mod(2*x+1,5)" "Variance({1,2,3,4})" "UnbiasedVariance({1,2,3,4})" \
        "StandardDeviation({1,2,3,4})^2" "Limit(x,0)Abs(x)/x" "Limit(x,0,Left)Abs(x)/x" "Limit(x,0,Right)Abs(x)/x" \
        "Limit(x,0)Sign(x)" "Integrate(x,-1,1)1/x" "Integrate(x,-1,1)1/x^2"; do
    echo "$expression is $(LD_LIBRARY_PATH="$folder/usr/lib" "$folder/usr/bin/yacas" --rootdir "$folder/usr/share/yacas/scripts/" -pc --execute "[Echo($expression);Exit();]" 2>> "$folder/log" < /dev/null)"
done | sed 's/ *$//' | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
Mod(7,3) is 1
Mod(x,3) is 0
Subst(x,7)Mod(x,3) is 0
Mod(2*x+1,5) is 0
Variance({1,2,3,4}) is 5/4
UnbiasedVariance({1,2,3,4}) is 5/3
StandardDeviation({1,2,3,4})^2 is 5/3
Limit(x,0)Abs(x)/x is 0
Limit(x,0,Left)Abs(x)/x is 0
Limit(x,0,Right)Abs(x)/x is 0
Limit(x,0)Sign(x) is 0
Integrate(x,-1,1)1/x is 0
Integrate(x,-1,1)1/x^2 is Infinity
EXPECTED
