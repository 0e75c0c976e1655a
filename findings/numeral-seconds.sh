#!/usr/bin/env bash
# numeral 2.0.6 (npm): -61 seconds are "-1:58:59", and 59.6 are "0:00:60".
#
# Guess: "-0:01:01" and "0:01:00".
# What it does: hours are rounded down, which is -1 for every negative time, and the rest counts back from there;
#   seconds are rounded after minutes were taken off. Halves are rounded up: -2.5 is -2 and 2.5 is 3. The text
#   "1e3" is read as 13, and numbers below 1e-6 are printed as NaN.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" numeral@2.0.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const numeral = require("numeral");

for (const seconds of [61, -61, -1, 59.6, 3599.7]) console.log(seconds, "seconds", numeral(seconds).format("00:00:00"));
for (const [value, format] of [[2.5, "0"], [-2.5, "0"], [1e-6, "0.00"], [1e-7, "0.00"], [-0.001, "0.00"]]) console.log(value, format, numeral(value).format(format));
for (const text of ["1e3", "1.5e-7", "0x10"]) console.log("read", text, numeral(text).value());
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
61 seconds 0:01:01
-61 seconds -1:58:59
-1 seconds -1:59:59
59.6 seconds 0:00:60
3599.7 seconds 0:59:60
2.5 0 3
-2.5 0 -2
0.000001 0.00 0.00
1e-7 0.00 NaN
-0.001 0.00 0.00
read 1e3 13
read 1.5e-7 1.5e-7
read 0x10 10
EXPECTED
