#!/usr/bin/env bash
# ion-js 5.2.1 (npm): the decimal 0.3 as a number is 0.30000000000000004, and every second decimal of four places is off.
#
# Guess: numberValue is the double nearest to the decimal, as Number("0.3") is.
# What it does: the digits are multiplied by a power of ten that is itself rounded, 3 * 0.1, so that two roundings
#   follow one another. Prices like 4.35 and 9.95 are off, and 1 with 25 zeros behind the point is above 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ion-js@5.2.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { load } = require("ion-js");

for (const text of ["0.3", "1.1", "4.35", "9.95", "2.675", "1.0000000000000000000000001"]) {
  console.log(text, "decimal", load(text).numberValue(), "float", load(`${text}e0`).numberValue(), "JavaScript", Number(text));
}
let off = 0;
for (let i = 1; i <= 10000; i++) off += load((i / 1e4 + 7).toFixed(4)).numberValue() !== Number((i / 1e4 + 7).toFixed(4));
console.log("of 10000 decimals from 7.0001 to 8.0000 off:", off);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.3 decimal 0.30000000000000004 float 0.3 JavaScript 0.3
1.1 decimal 1.1 float 1.1 JavaScript 1.1
4.35 decimal 4.3500000000000005 float 4.35 JavaScript 4.35
9.95 decimal 9.950000000000001 float 9.95 JavaScript 9.95
2.675 decimal 2.6750000000000003 float 2.675 JavaScript 2.675
1.0000000000000000000000001 decimal 1.0000000000000002 float 1 JavaScript 1
of 10000 decimals from 7.0001 to 8.0000 off: 7396
EXPECTED
