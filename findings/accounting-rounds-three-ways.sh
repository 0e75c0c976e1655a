#!/usr/bin/env bash
# accounting 0.4.1 (npm): toFixed(1.005, 2) is "1.00", toFixed(-2.5) is "-2" and formatNumber(-2.5) "-3".
#
# Guess: toFixed "treats floats like decimals", as it is documented with 0.615, so 1.005 is "1.01" too, and all functions
#   round alike.
# What it does: 1.005 times 100 is 100.49999999999999 before it is rounded, so that only some numbers are mended. Halves
#   go up in toFixed, and away from zero in formatNumber and formatMoney, which take the sign off first. unformat
#   takes "1e3" for 13.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" accounting@0.4.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const accounting = require("accounting");

for (const [value, digits] of [[0.615, 2], [1.005, 2], [-1.005, 2], [8.345, 2], [2.5, 0], [-2.5, 0], [-0.5, 0]]) {
  console.log(value, "toFixed", accounting.toFixed(value, digits), "formatNumber", accounting.formatNumber(value, digits));
}
for (const text of ["1e3", "(5)", "1,000.5"]) console.log("unformat", text, accounting.unformat(text));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.615 toFixed 0.62 formatNumber 0.62
1.005 toFixed 1.00 formatNumber 1.00
-1.005 toFixed -1.00 formatNumber -1.00
8.345 toFixed 8.35 formatNumber 8.35
2.5 toFixed 3 formatNumber 3
-2.5 toFixed -2 formatNumber -3
-0.5 toFixed 0 formatNumber -1
unformat 1e3 13
unformat (5) -5
unformat 1,000.5 1000.5
EXPECTED
