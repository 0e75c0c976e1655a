#!/usr/bin/env bash
# apache-arrow 21.2.0 (npm): a million as Float16 is 3.81, and 2049 is 2050.
#
# Guess: infinity, as 65520 is, and 2048: the nearest, halves to even.
# What it does: of larger numbers the exponent is cut to the bits that the type has, so that 100000 comes back as 3.05,
#   without a word; 1e10 is infinite again. Halves are rounded away from zero.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" apache-arrow@21.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const arrow = require("apache-arrow");

const values = [65504, 65519, 65520, 100000, 131072, 200000, 1e6, -1e6, 1e10, 2049, 2051, -2049];
const vector = arrow.vectorFromArray(values, new arrow.Float16());
values.forEach((value, i) => console.log(value, "is", vector.get(i)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
65504 is 65504
65519 is 65504
65520 is Infinity
100000 is 3.05078125
131072 is 2
200000 is 3.05078125
1000000 is 3.814453125
-1000000 is -3.814453125
10000000000 is Infinity
2049 is 2050
2051 is 2052
-2049 is -2050
EXPECTED
