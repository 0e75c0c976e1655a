#!/usr/bin/env bash
# stats-lite 2.2.0 (npm): the percentile 0 of [100, 200] is 50.
#
# Guess: it is the smallest number, as the percentile 1 is the largest, in every definition of percentiles.
# What it does: numbers stand at the middles of n equal steps, and below the first middle the line through the first two
#   goes on, so that small percentiles are below every number. Above the last middle the largest number stays.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" stats-lite@2.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const stats = require("stats-lite");

for (const values of [[100, 200], [1, 2, 3], [-3, -2], [5]]) {
  const at = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
  console.log(JSON.stringify(values), at.map((p) => `${p}: ${stats.percentile(values, p).toFixed(2)}`).join(", "));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[100,200] 0: 50.00, 0.05: 60.00, 0.25: 100.00, 0.5: 150.00, 0.75: 200.00, 0.95: 200.00, 1: 200.00
[1,2,3] 0: 0.50, 0.05: 0.65, 0.25: 1.25, 0.5: 2.00, 0.75: 2.75, 0.95: 3.00, 1: 3.00
[-3,-2] 0: -3.50, 0.05: -3.40, 0.25: -3.00, 0.5: -2.50, 0.75: -2.00, 0.95: -2.00, 1: -2.00
[5] 0: 5.00, 0.05: 5.00, 0.25: 5.00, 0.5: 5.00, 0.75: 5.00, 0.95: 5.00, 1: 5.00
EXPECTED
