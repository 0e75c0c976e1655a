#!/usr/bin/env bash
# technicalindicators 3.1.0 (npm): the highest of -5, -1 and -2 is 0, and rsi is rounded to two decimals.
#
# Guess: -1, as lowest of positive numbers is right; rsi with all digits, as its other indicators have them; 50 or nothing for constant prices.
# What it does: the search for the highest value begins with 0, so that a window of negative numbers, such as returns, has the highest
#   value 0. rsi is rounded, and 100 where prices stand still, that is the same as for a rise without a fall.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" technicalindicators@3.1.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { highest, lowest, rsi, sma } = require("technicalindicators");

for (const values of [[-5, -1, -2, -3, -4], [-1, -2, -3, -4, -5], [5, 1, 2, 3, 4]])
  console.log("highest of 3 of", values.join(" "), "is", highest({ period: 3, values }).join(" "), "truly", values.slice(2).map((_, i) => Math.max(...values.slice(i, i + 3))).join(" "));
for (const values of [[5, 1, 2, 3, 4], [-5, -1, -2, -3, -4]]) console.log("lowest of 3 of", values.join(" "), "is", lowest({ period: 3, values }).join(" "));
const prices = [44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.1];
let gain = 0, loss = 0;
for (let i = 1; i <= 5; i++) gain += Math.max(prices[i] - prices[i - 1], 0), loss += Math.max(prices[i - 1] - prices[i], 0);
console.log("rsi", rsi({ period: 5, values: prices })[0], "truly", (100 - 100 / (1 + gain / loss)).toFixed(6), "sma", sma({ period: 3, values: prices })[0]);
for (const values of [[1, 1, 1, 1], [1, 2, 3, 4], [4, 3, 2, 1]]) console.log("rsi of", values.join(" "), "is", rsi({ period: 3, values })[0]);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
highest of 3 of -5 -1 -2 -3 -4 is 0 0 0 truly -1 -1 -2
highest of 3 of -1 -2 -3 -4 -5 is 0 0 0 truly -1 -2 -3
highest of 3 of 5 1 2 3 4 is 5 3 4 truly 5 3 4
lowest of 3 of 5 1 2 3 4 is 1 1 2
lowest of 3 of -5 -1 -2 -3 -4 is -5 -3 -4
rsi 61.84 truly 61.835749 sma 44.193333333333335
rsi of 1 1 1 1 is 100
rsi of 1 2 3 4 is 100
rsi of 4 3 2 1 is 0
EXPECTED
