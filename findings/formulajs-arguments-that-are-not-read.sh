#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 (npm): F.TEST is a ratio, T.TEST has one type, and ATAN2 takes y first.
#
# Guess: functions with a spreadsheet's names give its numbers. For the data of its manual F.TEST is 0.648, a paired
#   two-sided T.TEST 0.196, ATAN2(1, 2) 1.107 (x first).
# What it does: F.TEST returns the ratio of the variances, not a probability, and can be above 1. T.TEST reads neither
#   its tails nor its type: all six are that of two tails and equal variances. ATAN2 is that of JavaScript, y first.
#   Functions of bits keep 32 of them, where a spreadsheet has 48.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @formulajs/formulajs@4.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const f = require("@formulajs/formulajs");

const a = [3, 4, 5, 8, 9, 1, 2, 4, 5], b = [6, 19, 3, 2, 14, 4, 5, 17, 1];
for (const tails of [1, 2]) console.log("T.TEST with tails", tails, "of types 1, 2, 3", [1, 2, 3].map((type) => f.T.TEST(a, b, tails, type).toFixed(6)).join(" "));
console.log("F.TEST", f.F.TEST([6, 7, 9, 15, 21], [20, 28, 31, 38, 40]).toFixed(6), "exchanged", f.F.TEST([20, 28, 31, 38, 40], [6, 7, 9, 15, 21]).toFixed(6));
console.log("ratio of the variances", (f.VAR.S([6, 7, 9, 15, 21]) / f.VAR.S([20, 28, 31, 38, 40])).toFixed(6));
console.log("ATAN2(1, 2)", f.ATAN2(1, 2).toFixed(4), "angle of x = 1, y = 2", Math.atan2(2, 1).toFixed(4));
console.log("BITAND(2^32 + 1, 2^32)", f.BITAND(2 ** 32 + 1, 2 ** 32), "BITOR(2^32, 1)", f.BITOR(2 ** 32, 1), "BITLSHIFT(1, 40)", f.BITLSHIFT(1, 40), "of", 2 ** 40);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
T.TEST with tails 1 of types 1, 2, 3 0.191996 0.191996 0.191996
T.TEST with tails 2 of types 1, 2, 3 0.191996 0.191996 0.191996
F.TEST 0.614198 exchanged 1.628141
ratio of the variances 0.614198
ATAN2(1, 2) 0.4636 angle of x = 1, y = 2 1.1071
BITAND(2^32 + 1, 2^32) 0 BITOR(2^32, 1) 1 BITLSHIFT(1, 40) 256 of 1099511627776
EXPECTED
