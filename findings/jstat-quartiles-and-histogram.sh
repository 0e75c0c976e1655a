#!/usr/bin/env bash
# jstat 1.9.6: the second of quartiles([1, 2, 3, 4]) is 2, where median gives 2.5; a histogram of equal numbers is
#   empty.
#
# Guess: the second quartile is the median; every number falls into a bin.
# What it does: quartiles takes the number at a rounded place; of [1, 2, 3, 4, 5] the last is 4, of quantiles 4.3.
#   Where all numbers are equal, the width of a bin is 0 and none is counted: histogram([1, 1, 1], 2) is [0, 0].
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" jstat@1.9.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { jStat } = require("jstat");

for (const n of [2, 3, 4, 5, 6, 8]) {
  const numbers = jStat.seq(1, n, n);
  console.log("1 to", n, "quartiles", jStat.quartiles(numbers).join(" "), "median", jStat.median(numbers), "quantiles", jStat.quantiles(numbers, [0.25, 0.5, 0.75]).join(" "));
}
for (const numbers of [[1, 1, 1], [1, 1, 2], [5]]) console.log(numbers.join(" "), "in 2 bins", jStat.histogram(numbers, 2).join(" "));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 to 2 quartiles 1 1 2 median 1.5 quantiles 1 1.5 2
1 to 3 quartiles 1 2 2 median 2 quantiles 1.1875 2 2.8125
1 to 4 quartiles 1 2 3 median 2.5 quantiles 1.4375 2.5 3.5625
1 to 5 quartiles 1 3 4 median 3 quantiles 1.6875 3 4.3125
1 to 6 quartiles 2 3 5 median 3.5 quantiles 1.9375 3.5 5.0625
1 to 8 quartiles 2 4 6 median 4.5 quantiles 2.4375 4.5 6.5625
1 1 1 in 2 bins 0 0
1 1 2 in 2 bins 2 1
5 in 2 bins 0 0
EXPECTED
