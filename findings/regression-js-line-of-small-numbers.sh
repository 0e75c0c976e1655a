#!/usr/bin/env bash
# regression 2.0.1 (npm): the line through (0, 0.001), (1, 0.002) and (2, 0.003) is y = 0x, with an r2 of -6.
#
# Guess: the equation is rounded to two decimals where it is printed, which is the documented precision.
# What it does: the coefficients themselves are rounded, and predict, points and r2 are computed from the rounded
#   ones. With precision 6 the same line is exact. Near x = 1e9 the slope is 0 at any precision.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" regression@2.0.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const regression = require("regression");

for (const [points, options] of [[[[0, 0.001], [1, 0.002], [2, 0.003]], {}], [[[0, 0.001], [1, 0.002], [2, 0.003]], { precision: 6 }], [[[0, 0.005], [1, 0.014]], {}], [[[0, 0], [1, 1], [2, 2]], {}], [[[1e9, 0], [1e9 + 1, 1], [1e9 + 2, 2]], { precision: 9 }]]) {
  const { string, r2, predict } = regression.linear(points, options);
  console.log(JSON.stringify(points), JSON.stringify(options), string, "r2", r2, "at", points[1][0], predict(points[1][0])[1]);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[[0,0.001],[1,0.002],[2,0.003]] {} y = 0x r2 -6 at 1 0
[[0,0.001],[1,0.002],[2,0.003]] {"precision":6} y = 0.001x + 0.001 r2 1 at 1 0.002
[[0,0.005],[1,0.014]] {} y = 0.01x r2 -0.01 at 1 0.01
[[0,0],[1,1],[2,2]] {} y = 1x r2 1 at 1 1
[[1000000000,0],[1000000001,1],[1000000002,2]] {"precision":9} y = 0x + 1 r2 0 at 1000000001 1
EXPECTED
