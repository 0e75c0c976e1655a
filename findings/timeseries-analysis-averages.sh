#!/usr/bin/env bash
# timeseries-analysis 1.0.12 (npm): a moving average leaves out the value itself, and lwma weighs the oldest one most.
#
# Guess: the average of the last 3 values up to this one; a linearly weighted average has the largest weight at the
#   newest value.
# What it does: the average at a value is that of the 3 before it, and the first 3 stay as they are, so that the
#   result lags by one. The weights 3, 2, 1 stand from the oldest to the newest.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" timeseries-analysis@1.0.12 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { main: Series, adapter } = require("timeseries-analysis");

for (const values of [[1, 2, 3, 4, 5, 6], [0, 0, 0, 6, 0, 0, 0, 0]]) {
  for (const average of ["ma", "lwma"]) {
    const series = new Series(adapter.fromArray(values))[average]({ period: 3 }).output();
    console.log(average, "of", values.join(" "), "is", series.map((row) => row[1].toFixed(2)).join(" "));
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
ma of 1 2 3 4 5 6 is 1.00 2.00 3.00 2.00 3.00 4.00
lwma of 1 2 3 4 5 6 is 1.00 2.00 3.00 1.67 2.67 3.67
ma of 0 0 0 6 0 0 0 0 is 0.00 0.00 0.00 0.00 2.00 2.00 2.00 0.00
lwma of 0 0 0 6 0 0 0 0 is 0.00 0.00 0.00 0.00 1.00 2.00 3.00 0.00
EXPECTED
