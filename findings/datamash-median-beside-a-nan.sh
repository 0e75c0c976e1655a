#!/usr/bin/env bash
# datamash 1.7 (Debian 12): the median of 1, 3 and NaN is 1, 3 or NaN by the order of the lines, and so are the smallest and the largest.
#
# Guess: NaN wherever a number is missing, as sum and mean have it, or the numbers alone, for which there is the option --narm.
# What it does: NaN is compared like a number, so that the list is not sorted and min, max, range and mode depend on where it stands. Nothing
#   is said. With --narm all is right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq datamash=1.7-2) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

for numbers in "nan 1 3" "1 nan 3" "1 3 nan" "3 1 nan" "nan 3 1"; do
    echo "$numbers: median min max mode mean $(printf '%s\n' $numbers | "$folder/usr/bin/datamash" median 1 min 1 max 1 mode 1 mean 1 2>> "$folder/log" | tr '\t' ' ')"
    echo "$numbers: with --narm $(printf '%s\n' $numbers | "$folder/usr/bin/datamash" --narm median 1 min 1 max 1 mean 1 2>> "$folder/log" | tr '\t' ' ')"
done | tee "$folder/seen"


diff - "$folder/seen" <<'EXPECTED'
nan 1 3: median min max mode mean 1 nan nan nan nan
nan 1 3: with --narm 2 1 3 2
1 nan 3: median min max mode mean nan 1 3 nan nan
1 nan 3: with --narm 2 1 3 2
1 3 nan: median min max mode mean 3 1 3 3 nan
1 3 nan: with --narm 2 1 3 2
3 1 nan: median min max mode mean 3 1 3 3 nan
3 1 nan: with --narm 2 1 3 2
nan 3 1: median min max mode mean 1 nan nan nan nan
nan 3 1: with --narm 2 1 3 2
EXPECTED
