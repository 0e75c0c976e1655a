#!/usr/bin/env bash
# yacas 1.3.6 (Debian 12): TeXForm((-1)^n) is -1^n, and CForm(2/3*n) of a fraction divides integers.
#
# Guess: brackets where the meaning needs them, as TeXForm((a+b)^2) and TeXForm((2/3)^n) have them; 2.0 / 3.0 in C.
# What it does: a negative number that is a base gets no brackets, so that the formula shown is -(1^n); a symbol with a minus gets
#   them. In C the numbers of a quotient stay integers: 2 / 3 is 0 there.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq yacas=1.3.6-2.1) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

for expression in "TeXForm((-1)^n)" "TeXForm((-2)^n)" "TeXForm((-x)^n)" "TeXForm((2/3)^n)" "TeXForm((a+b)^n)" \
        "CForm(2/3)" "CForm(1/2)" "CForm((1/2)*Pi)" "CForm(x+1/3)" "CForm(Sqrt(x/3))" "CForm(x^(2/3))"; do
    echo "$expression is $(LD_LIBRARY_PATH="$folder/usr/lib" "$folder/usr/bin/yacas" --rootdir "$folder/usr/share/yacas/scripts/" -pc --execute "[Echo($expression);Exit();]" 2>> "$folder/log" < /dev/null)"
done | sed 's/ *$//' | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
TeXForm((-1)^n) is $-1 ^{n}$
TeXForm((-2)^n) is $-2 ^{n}$
TeXForm((-x)^n) is $\left(  - x\right)  ^{n}$
TeXForm((2/3)^n) is $\left( \frac{2}{3} \right)  ^{n}$
TeXForm((a+b)^n) is $\left( a + b\right)  ^{n}$
CForm(2/3) is 2 / 3
CForm(1/2) is 1 / 2
CForm((1/2)*Pi) is Pi / 2
CForm(x+1/3) is x + 1 / 3
CForm(Sqrt(x/3)) is sqrt(x / 3)
CForm(x^(2/3)) is pow(x, 2 / 3)
EXPECTED
