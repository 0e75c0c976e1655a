#!/usr/bin/env bash
# js-stats 1.0.5 (npm): the chi-square distribution of 2 degrees of freedom is that of 1, of 4 that of 5, and of 1 it is always 1.
#
# Guess: with 2 degrees of freedom 1 - exp(-x/2), so 0.63212 at 2; with 1 degree 0.6827 at 1; the t distribution to all digits.
# What it does: whether the degrees are even is read with parseInt(..., 2), which takes 1 for even and no other number: even degrees are computed
#   as odd ones. Odd ones from 3 on are right. The t distribution is rounded to 5 digits, so that its quantile at 0.999999 of 30 degrees is 5.30, not 5.87.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" js-stats@1.0.5 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { ChiSquareDistribution, TDistribution } = require("js-stats");

const show = x => x.toFixed(5);
// Even degrees have a finite sum: 1 - exp(-x/2) (1 + (x/2) + (x/2)^2/2! + ...).
const even = (degrees, x) => {
  let term = 1, sum = 0;
  for (let k = 0; k < degrees / 2; k++, term *= x / 2 / k) sum += term;
  return 1 - Math.exp(-x / 2) * sum;
};
for (const degrees of [1, 2, 3, 4, 5, 6, 10, 11, 100])
  console.log("degrees", degrees, "at", degrees, "is", show(new ChiSquareDistribution(degrees).cumulativeProbability(degrees)), ...(degrees % 2 ? [] : ["truly", show(even(degrees, degrees))]));
const two = new ChiSquareDistribution(2), four = new ChiSquareDistribution(4), five = new ChiSquareDistribution(5), one = new ChiSquareDistribution(1);
for (const x of [0.1, 1, 5]) console.log("at", x, "of 1 degree", one.cumulativeProbability(x), "of 2", show(two.cumulativeProbability(x)), "of 4", show(four.cumulativeProbability(x)), "of 5", show(five.cumulativeProbability(x)));
const t = new TDistribution(30);
console.log("t distribution at 1", t.cumulativeProbability(1), "at 6", t.cumulativeProbability(6), "quantile of 0.99999", t.invCumulativeProbability(0.99999).toFixed(2), "of 0.999999", t.invCumulativeProbability(0.999999).toFixed(2));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
degrees 1 at 1 is 1.00000
degrees 2 at 2 is 0.84270 truly 0.63212
degrees 3 at 3 is 0.60837
degrees 4 at 4 is 0.45058 truly 0.59399
degrees 5 at 5 is 0.58412
degrees 6 at 6 is 0.46025 truly 0.57681
degrees 10 at 10 is 0.46961 truly 0.55951
degrees 11 at 11 is 0.55674
degrees 100 at 100 is 0.49058 truly 0.51881
at 0.1 of 1 degree 1 of 2 0.24817 of 4 0.00016 of 5 0.00016
at 1 of 1 degree 1 of 2 0.68269 of 4 0.03743 of 5 0.03743
at 5 of 1 degree 1 of 2 0.97465 of 4 0.58412 of 5 0.58412
t distribution at 1 0.83735 at 6 1 quantile of 0.99999 4.91 of 0.999999 5.30
EXPECTED
