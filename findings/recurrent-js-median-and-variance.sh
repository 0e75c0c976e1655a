#!/usr/bin/env bash
# recurrent-js 1.7.4: the median of 1, 10 and 2 is 10, and the "biased" variance is divided by n + 1.
#
# Guess: 2; and the biased variance is the one divided by n.
# What it does: the numbers are sorted as text, in place, so that the caller's array changes too; a Float64Array is
#   sorted rightly. "uncorrected" is divided by n, "unbiased" by n - 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" recurrent-js@1.7.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Utils } = require("recurrent-js");

const numbers = [1, 2, 10];
console.log("median", Utils.median(numbers), "the array is then", String(numbers));
console.log("median of a Float64Array", Utils.median(Float64Array.of(1, 2, 10)));
for (const kind of ["unbiased", "uncorrected", "biased"]) console.log("variance of 1 2 3 4", kind, Utils.var([1, 2, 3, 4], kind).toFixed(3));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
median 10 the array is then 1,10,2
median of a Float64Array 2
variance of 1 2 3 4 unbiased 1.667
variance of 1 2 3 4 uncorrected 1.250
variance of 1 2 3 4 biased 1.000
EXPECTED
