#!/usr/bin/env bash
# distributions-truncated-normal-pdf 0.0.0 (npm): between 10 and 15 the density is infinite; the normal cdf at -10 is 0.
#
# Guess: the density between 10 and 15 is 10.1 at 10 and falls from there, and the integral over it is 1, as between 0 and 5; the
#   distribution function at -10 is 7.6e-24, as the complementary error function gives it.
# What it does: the distribution function is half of 1 + erf, which is exactly 0 below -8.3 and 1 above 8.3: the share between the bounds is 0,
#   by which the density is divided. Between 8 and 13 it is 7 % too small.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" distributions-truncated-normal-pdf@0.0.0 distributions-normal-cdf@0.0.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const pdf = require("distributions-truncated-normal-pdf");
const cdf = require("distributions-normal-cdf");

// The density is exp(-x^2/2) over its integral, here by the midpoint rule.
const truly = (x, a, b) => {
  const n = 100000, h = (b - a) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.exp((x * x - (a + (i + 0.5) * h) ** 2) / 2) * h;
  return 1 / sum;
};
for (const [a, b] of [[0, 5], [5, 10], [7, 12], [8, 13], [8.4, 13], [10, 15], [-15, -10]])
  console.log("between", a, "and", b, "at", a, "is", pdf(a, { a, b }).toPrecision(4), "truly", truly(a, a, b).toPrecision(4));
for (const x of [-5, -7, -8, -9, -10]) console.log("cdf at", x, cdf(x).toExponential(3));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
between 0 and 5 at 0 is 0.7979 truly 0.7979
between 5 and 10 at 5 is 5.187 truly 5.187
between 7 and 12 at 7 is 7.137 truly 7.138
between 8 and 13 at 8 is 7.584 truly 8.121
between 8.4 and 13 at 8.4 is Infinity truly 8.516
between 10 and 15 at 10 is Infinity truly 10.10
between -15 and -10 at -15 is Infinity truly 7.258e-27
cdf at -5 2.867e-7
cdf at -7 1.280e-12
cdf at -8 6.106e-16
cdf at -9 0.000e+0
cdf at -10 0.000e+0
EXPECTED
