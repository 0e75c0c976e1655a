#!/usr/bin/env bash
# js-quantities 1.8.0 (npm): 1 sqft is 1 square metre.
#
# Guess: a unit that is listed is converted; "sqft" and "ft2" are the same.
# What it does: "sqft" has a factor of 1 in square metres, though it is shown as ft2 in base units, so that 1 ft2 is
#   0.0929 sqft and not equal to 1 sqft. Of the lengths a rod is 16.4993 feet (16.5), a fathom 6.0007 (6), as they
#   are kept with four digits; a light-year is 0.003 % short.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" js-quantities@1.8.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Qty = require("js-quantities");

for (const [text, unit] of [["1 sqft", "m2"], ["1 ft2", "m2"], ["1 ft2", "sqft"], ["1 sqft", "acre"], ["1 rod", "ft"], ["1 fathom", "ft"], ["1 light-year", "m"], ["1 acre", "m2"]]) {
  console.log(text, "is", Qty(text).to(unit).scalar, unit);
}
console.log("1 ft2 equals 1 sqft:", Qty("1 ft2").eq("1 sqft"));
console.log("1 sqft in base units:", Qty("1 sqft").toBase().toString());
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 sqft is 1 m2
1 ft2 is 0.09290304 m2
1 ft2 is 0.09290304 sqft
1 sqft is 0.0002471053816137119 acre
1 rod is 16.499343832020998 ft
1 fathom is 6.0006561679790025 ft
1 light-year is 9460528000000000 m
1 acre is 4046.85642 m2
1 ft2 equals 1 sqft: false
1 sqft in base units: 1 ft2
EXPECTED
