#!/usr/bin/env bash
# moving-averages 4.0.6 (npm): after one 1e16 the moving average of ones is 0 to the end, and a missing value counts as 0.
#
# Guess: the average of the last 2 numbers, so 1 again two places later; NaN or a gap where a number is missing.
# What it does: a running sum keeps the rounding error of the large number for good. An undefined value is 0 in the
#   sum and still counts in the divisor. The smoothed average sma begins with 0, not with the first number.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" moving-averages@4.0.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { ma, sma, ema } = require("moving-averages");

const show = (values) => Array.from(values, (value) => (value === undefined ? "none" : value)).join(" ");
console.log("ma of 2", show(ma([1, 1, 1e16, 1, 1, 1, 1], 2)));
console.log("ma of 2", show(ma([1, undefined, 3, 4], 2)));
console.log("sma of 3", show(sma([6, 6, 6, 6], 3)));
console.log("ema of 3", show(ema([6, 6, 6, 6], 3)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ma of 2 none 1 5000000000000000 5000000000000000 0 0 0
ma of 2 none 0.5 1.5 3.5
sma of 3 0 6 6 6
ema of 3 6 6 6 6
EXPECTED
