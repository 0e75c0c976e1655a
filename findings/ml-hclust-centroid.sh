#!/usr/bin/env bash
# ml-hclust 4.0.0 (npm): with "centroid" the clusters {0, 2} and {10} are 8.5 apart, not 9.
#
# Guess: the height is the distance of the two centres, as in SciPy: 10 - 1.
# What it does: the formula that updates squared distances is used on the distances themselves, for "centroid" and
#   "median" both; on a line that is the mean distance less a quarter of the first height. R leaves it to the
#   caller to square them, but here the distances are computed from the points.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-hclust@4.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { agnes } = require("ml-hclust");

for (const method of ["centroid", "median", "average", "single"]) {
  console.log(method, "0, 2 and 10:", agnes([[0], [2], [10]], { method }).height, "0, 1, 5 and 5.5:", agnes([[0], [1], [5], [5.5]], { method }).height);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
centroid 0, 2 and 10: 8.5 0, 1, 5 and 5.5: 4.375
median 0, 2 and 10: 8.5 0, 1, 5 and 5.5: 4.375
average 0, 2 and 10: 9 0, 1, 5 and 5.5: 4.75
single 0, 2 and 10: 8 0, 1, 5 and 5.5: 4
EXPECTED
