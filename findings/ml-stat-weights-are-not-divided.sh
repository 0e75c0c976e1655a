#!/usr/bin/env bash
# ml-stat 1.3.3: weightedMean([10, 10], [1, 1]) is 20, and the weighted variance of equal numbers is not 0.
#
# Guess: 10: the weights are divided by their sum.
# What it does: the products are added and not divided, so weights have to sum to 1; the variance is taken about
#   this mean.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-stat@1.3.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { array } = require("ml-stat");

for (const [numbers, weights] of [[[10, 10], [1, 1]], [[10, 10], [2, 6]], [[10, 10], [0.5, 0.5]], [[1, 2, 6], [1, 1, 2]], [[1, 2, 6], [0.25, 0.25, 0.5]]]) {
  console.log(numbers.join(" "), "weights", weights.join(" "), "mean", array.weightedMean(numbers, weights), "variance", array.weightedVariance(numbers, weights));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
10 10 weights 1 1 mean 20 variance 200
10 10 weights 2 6 mean 80 variance 13066.666666666666
10 10 weights 0.5 0.5 mean 10 variance 0
1 2 6 weights 1 1 2 mean 15 variance 210.8
1 2 6 weights 0.25 0.25 0.5 mean 3.75 variance 8.3
EXPECTED
