#!/usr/bin/env bash
# num-utils 0.5 (Debian 12): +5 is left out of a sum, 1e3 counts as 1, and numnormalize of -1 and 2 gives -1 and 2.
#
# Guess: 8, 1002 and 2003; numnormalize, "between 0 and 1 by default", maps the least number to 0 and the largest to 1.
# What it does: a line counts from its first digit as far as digits and one point go, and not at all where a plus stands before them. numnormalize
#   divides by the sum: 1, 2, 3, 4 end at 0.4, numbers of both signs leave the range, and a sum of 0 is a division by zero.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || { echo "skipped: Debian's apt-get is needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get download -qq num-utils=0.5-15) > "$folder/log" 2>&1 \
    || { echo "skipped: the packages of Debian 12 are needed"; exit 77; }
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder"; done

for line in "numsum +5 3" "numsum -5 3" "numsum 1e3 2" "numsum 1.5e-3 1" "numsum 2,000 3" "numaverage +5 3" "numaverage 1e3 2" "numbound 1e3 2" "numround 1.5e3" \
        "numnormalize 1 2 3 4" "numnormalize 5 5" "numnormalize -1 2" "numnormalize -1 1" "numnormalize -R 0..10 1 2 3 4"; do
    set -- $line
    program=$1 options=()
    shift
    [ "$1" != -R ] || { options=(-R "$2"); shift 2; }
    seen=$(printf '%s\n' "$@" | "$folder/usr/bin/$program" "${options[@]}" 2>> "$folder/log" | tr '\n' ' ') || seen="an error"
    echo "$line is ${seen% }"
done | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
numsum +5 3 is 3
numsum -5 3 is -2
numsum 1e3 2 is 3
numsum 1.5e-3 1 is 2.5
numsum 2,000 3 is 5
numaverage +5 3 is 3
numaverage 1e3 2 is 1.5
numbound 1e3 2 is 2
numround 1.5e3 is 2
numnormalize 1 2 3 4 is 0.1 0.2 0.3 0.4
numnormalize 5 5 is 0.5 0.5
numnormalize -1 2 is -1 2
numnormalize -1 1 is an error
numnormalize -R 0..10 1 2 3 4 is 1 2 3 4
EXPECTED
