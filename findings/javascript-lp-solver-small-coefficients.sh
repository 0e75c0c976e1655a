#!/usr/bin/env bash
# javascript-lp-solver 1.0.3 (npm): with profits of 1e-9 and 2e-9 the best plan is to do nothing, and a third is 0.33333333.
#
# Guess: the same plan as with profits of 1 and 2, and the result with the 16 digits of a float.
# What it does: coefficients are compared with a fixed 1e-8, so that a smaller one is taken for 0 whatever the others
#   are; a bound of 1e-9 likewise. The result and the variables are rounded to 8 digits behind the point. "feasible" and
#   "bounded" are true in each case.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" javascript-lp-solver@1.0.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const solver = require("javascript-lp-solver");

const best = (scale, bound) => solver.Solve({
  optimize: "profit", opType: "max", constraints: { hours: { max: bound } },
  variables: { x: { profit: 1 * scale, hours: 3 }, y: { profit: 2 * scale, hours: 3 } },
});
for (const scale of [1, 1e-3, 1e-7, 1e-8, 1e-9]) console.log("profits of", scale, "and", 2 * scale, JSON.stringify(best(scale, 1)));
for (const bound of [1e-6, 1e-7, 1e-9]) console.log("a bound of", bound, JSON.stringify(best(1, bound)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
profits of 1 and 2 {"feasible":true,"result":0.66666667,"bounded":true,"y":0.33333333}
profits of 0.001 and 0.002 {"feasible":true,"result":0.00066667,"bounded":true,"y":0.33333333}
profits of 1e-7 and 2e-7 {"feasible":true,"result":7e-8,"bounded":true,"y":0.33333333}
profits of 1e-8 and 2e-8 {"feasible":true,"result":1e-8,"bounded":true,"y":0.33333333}
profits of 1e-9 and 2e-9 {"feasible":true,"result":0,"bounded":true}
a bound of 0.000001 {"feasible":true,"result":6.7e-7,"bounded":true,"y":3.3e-7}
a bound of 1e-7 {"feasible":true,"result":7e-8,"bounded":true,"y":3e-8}
a bound of 1e-9 {"feasible":true,"result":0,"bounded":true}
EXPECTED
