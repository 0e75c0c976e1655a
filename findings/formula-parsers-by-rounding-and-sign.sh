#!/usr/bin/env bash
# hot-formula-parser 4.0.0 and fast-formula-parser 1.0.19 (npm): one formula, two numbers, and neither always a spreadsheet's.
#
# Guess: both give what a spreadsheet gives: ROUND(-2.5, 0) = -3, ROUND(1.005, 2) = 1.01, TRUNC(-2.55, 1) = -2.5,
#   -2^2 = 4 (the sign binds tighter there), ATAN2(1, 2) = 1.107 (x comes first), and text without regard to case.
# What they do: the first rounds negative halves up, takes -2^2 as mathematics does and y first in ATAN2; the second ignores
#   the digits of TRUNC. Both round 1.005 down and compare text by case.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" hot-formula-parser@4.0.0 fast-formula-parser@1.0.19 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Parser } = require("hot-formula-parser");
const FastParser = require("fast-formula-parser");

const hot = new Parser(), fast = new FastParser();
const spreadsheet = { "ROUND(-2.5,0)": -3, "ROUND(2.5,0)": 3, "ROUND(1.005,2)": 1.01, "TRUNC(-2.55,1)": -2.5, "TRUNC(1234.567,2)": 1234.56,
  "-2^2": 4, "2^3^2": 64, "ATAN2(1,2)": 1.1071487177940904, "ACOT(-2)": 2.677945044588987, "MOD(-3,2)": 1, "FLOOR(0.7,0.1)": 0.7,
  "\"a\"=\"A\"": true };
for (const [formula, value] of Object.entries(spreadsheet)) {
  console.log(formula, "hot", hot.parse(formula).result, "fast", fast.parse(formula, { row: 1, col: 1, sheet: "s" }), "spreadsheet", value);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ROUND(-2.5,0) hot -2 fast -3 spreadsheet -3
ROUND(2.5,0) hot 3 fast 3 spreadsheet 3
ROUND(1.005,2) hot 1 fast 1 spreadsheet 1.01
TRUNC(-2.55,1) hot -2.5 fast -2 spreadsheet -2.5
TRUNC(1234.567,2) hot 1234.56 fast 1234 spreadsheet 1234.56
-2^2 hot -4 fast 4 spreadsheet 4
2^3^2 hot 64 fast 64 spreadsheet 64
ATAN2(1,2) hot 0.4636476090008061 fast 1.1071487177940904 spreadsheet 1.1071487177940904
ACOT(-2) hot -0.4636476090008061 fast 2.677945044588987 spreadsheet 2.677945044588987
MOD(-3,2) hot 1 fast 1 spreadsheet 1
FLOOR(0.7,0.1) hot 0.6 fast 0.6000000000000001 spreadsheet 0.7
"a"="A" hot false fast false spreadsheet true
EXPECTED
