#!/usr/bin/env bash
# mathomatic 16.0.5 (Debian 12): the C and Java code of y = x//3 is x/3.0.
#
# Guess: floor(x/3.0) or trunc(x/3.0), as it knows that 10//3 is 3; fmod for the remainder of doubles.
# What it does: integer division is printed as the division of real numbers, so that 10//3 becomes 3.33; the Python code keeps //,
#   which rounds -7//3 to -3 and not to -2 as mathomatic does. The remainder is % in C, where doubles have none. Powers are taken from the left: 2^3^2 is 64.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq mathomatic=16.0.5-5) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

ask() { printf '%b\n' "$1" | "$folder/usr/bin/mathomatic" -qc 2>> "$folder/log" | grep -v '#' | grep -E 'answer|y = ' | tail -1; }
{
    for sum in "10//3" "-7//3" "10%3" "2^3^2"; do echo "$sum: $(ask "$sum\ncalculate")"; done
    for language in c java python; do
        for equation in "y=x//3" "y=x//n+1" "y=x%n"; do echo "$equation in $language: $(ask "$equation\ncode $language")"; done
    done
} | sed 's/ *$//' | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
10//3:  answer = 3
-7//3:  answer = -2
10%3:  answer = 1
2^3^2:  answer = 64
y=x//3 in c: y = (x/3.0);
y=x//n+1 in c: y = ((x/n) + 1.0);
y=x%n in c: y = (x % n);
y=x//3 in java: y = (x/3.0);
y=x//n+1 in java: y = ((x/n) + 1.0);
y=x%n in java: y = (x % n);
y=x//3 in python: y = (x//3.0)
y=x//n+1 in python: y = ((x//n) + 1.0)
y=x%n in python: y = (x % n)
EXPECTED
