#!/usr/bin/env bash
# jstat 1.9.6: the Poisson probability of 200 at a mean of 200 is NaN, and that of 171 at any mean is 0 or NaN.
#
# Guess: 0.0282, by logarithms, as the same package's binomial probability of 500 in 1000 is right.
# What it does: the power, the exponential and the factorial are computed each by itself; 200 ** 200 and 171! are
#   infinite. The normal quantile of 0 is -141 times the deviation, not -Infinity, and the probability below -10 is
#   0.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" jstat@1.9.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { jStat } = require("jstat");

for (const n of [100, 143, 144, 170, 171, 200]) console.log("poisson", n, "at mean", n, +jStat.poisson.pdf(n, n).toPrecision(6));
console.log("poisson 171 at mean 1", jStat.poisson.pdf(171, 1), "at mean 65", jStat.poisson.pdf(171, 65));
console.log("binomial 500 of 1000", +jStat.binomial.pdf(500, 1000, 0.5).toPrecision(6));
for (const p of [0, 1e-300, 1e-30, 1]) console.log("normal.inv", p, +jStat.normal.inv(p, 0, 1).toPrecision(6));
for (const x of [-5, -8, -9, -10]) console.log("normal.cdf", x, +jStat.normal.cdf(x, 0, 1).toPrecision(3));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
poisson 100 at mean 100 0.039861
poisson 143 at mean 143 0.0333418
poisson 144 at mean 144 Infinity
poisson 170 at mean 170 Infinity
poisson 171 at mean 171 NaN
poisson 200 at mean 200 NaN
poisson 171 at mean 1 0 at mean 65 NaN
binomial 500 of 1000 0.025225
normal.inv 0 -141.421
normal.inv 1e-300 -37.0175
normal.inv 1e-30 -11.3701
normal.inv 1 141.421
normal.cdf -5 2.87e-7
normal.cdf -8 6.11e-16
normal.cdf -9 0
normal.cdf -10 0
EXPECTED
