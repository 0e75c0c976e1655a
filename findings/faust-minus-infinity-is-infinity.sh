#!/usr/bin/env bash
# faust 2.54.9 (Debian 12): process = log(0) is compiled to INFINITY, and pow(2, 40) to 0.
#
# Guess: -INFINITY, which log(x) gives at run time for x = 0, and 1099511627776.0, as pow(2, -1) is 0.5.
# What it does: a constant that is minus infinity is printed without its sign, in C, C++ and Rust alike, while the compiler
#   itself computes with the right one: log(0) > 0 is 0 and exp(log(0)) is 0. pow of two whole numbers is an integer of 32
#   bits if the exponent is not negative.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq faust=2.54.9+ds0-1) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

"$folder/usr/bin/faust" --version >> "$folder/log" 2>&1 || { echo "skipped: faust needs LLVM 14"; exit 77; }
for language in c cpp rust; do
    for process in "log(0)" "log10(0)" "0 - exp(1000)" "log(0) > 0" "exp(log(0))" "max(log(0), -5)" "pow(2, 40)" "pow(3, 21)" "pow(2.0, 40)" "pow(2, -1)"; do
        echo "process = $process;" > "$folder/seen.dsp"
        echo "$process in $language: $("$folder/usr/bin/faust" -double -lang "$language" "$folder/seen.dsp" 2>> "$folder/log" | grep -E 'output0\[|\*output0 =' | head -1 | sed 's/^.*= //')"
    done
done | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
log(0) in c: (FAUSTFLOAT)(INFINITY);
log10(0) in c: (FAUSTFLOAT)(INFINITY);
0 - exp(1000) in c: (FAUSTFLOAT)(INFINITY);
log(0) > 0 in c: (FAUSTFLOAT)(0);
exp(log(0)) in c: (FAUSTFLOAT)(0.0);
max(log(0), -5) in c: (FAUSTFLOAT)(-5.0);
pow(2, 40) in c: (FAUSTFLOAT)(0);
pow(3, 21) in c: (FAUSTFLOAT)(1870418611);
pow(2.0, 40) in c: (FAUSTFLOAT)(1099511627776.0);
pow(2, -1) in c: (FAUSTFLOAT)(0.5);
log(0) in cpp: FAUSTFLOAT(INFINITY);
log10(0) in cpp: FAUSTFLOAT(INFINITY);
0 - exp(1000) in cpp: FAUSTFLOAT(INFINITY);
log(0) > 0 in cpp: FAUSTFLOAT(0);
exp(log(0)) in cpp: FAUSTFLOAT(0.0);
max(log(0), -5) in cpp: FAUSTFLOAT(-5.0);
pow(2, 40) in cpp: FAUSTFLOAT(0);
pow(3, 21) in cpp: FAUSTFLOAT(1870418611);
pow(2.0, 40) in cpp: FAUSTFLOAT(1099511627776.0);
pow(2, -1) in cpp: FAUSTFLOAT(0.5);
log(0) in rust: INFINITY;
log10(0) in rust: INFINITY;
0 - exp(1000) in rust: INFINITY;
log(0) > 0 in rust: ((0) as F64);
exp(log(0)) in rust: 0.0;
max(log(0), -5) in rust: -5.0;
pow(2, 40) in rust: ((0) as F64);
pow(3, 21) in rust: ((1870418611) as F64);
pow(2.0, 40) in rust: 1099511627776.0;
pow(2, -1) in rust: 0.5;
EXPECTED
