#!/usr/bin/env bash
# geolib 3.3.14 (npm): -0.5 degrees in degrees and minutes is 0° 30', as is 0.5.
#
# Guess: decimalToSexagesimal and sexagesimalToDecimal are inverses: the sign is kept or refused, and seconds stay
#   below 60.
# What it does: the sign is dropped without a word. 51.99999999 is 51° 59' 60.0". A negative number of degrees as text
#   is refused by sexagesimalToDecimal, which wants a letter, and so nothing of the southern or western half can come
#   back.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" geolib@3.3.14 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const geolib = require("geolib");

for (const degrees of [0.5, -0.5, 51.49611, -51.49611, 51.99999999]) {
  const text = geolib.decimalToSexagesimal(degrees);
  console.log(degrees, "is", text, "and back", geolib.sexagesimalToDecimal(text.replace(/\.0"/, '"') + " N"));
}
try {
  console.log(geolib.sexagesimalToDecimal("-0° 30' 00\""));
} catch (error) {
  console.log("a sign:", error.message);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.5 is 0° 30' 00.0" and back 0.5
-0.5 is 0° 30' 00.0" and back 0.5
51.49611 is 51° 29' 45.996" and back 51.49611
-51.49611 is 51° 29' 45.996" and back 51.49611
51.99999999 is 51° 59' 60.0" and back 52
a sign: Given value is not in sexagesimal format
EXPECTED
