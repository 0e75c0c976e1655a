#!/usr/bin/env bash
# ml-spectra-processing 14.35.1 (npm): the first quarter of a distribution on 10 and 20 is reached at x = 5.
#
# Guess: x25, x50 and x75 of xyCumulativeDistributionStatistics lie between x0 and x100, and x50 of a symmetric distribution is
#   its mean, 15.
# What it does: the sum up to a point is interpolated from the point before, so that half a step is missing: of a triangle over 0 to
#   4 the median is 1.5, its mean 2. Where the first point has more than a quarter, x25 is extrapolated to the left of
#   all points, without a bound.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-spectra-processing@14.35.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("ml-spectra-processing").then(({ xyCumulativeDistributionStatistics }) => {
  for (const [x, y] of [[[10, 20], [1, 1]], [[1, 2, 3], [1, 1, 1]], [[0, 1, 2, 3, 4], [1, 2, 3, 2, 1]], [[100, 101, 102, 103, 104], [0, 0, 1, 0, 0]]]) {
    const { x0, x25, x50, x75, x100, xMean } = xyCumulativeDistributionStatistics({ x, y });
    console.log("x", x.join(" "), "y", y.join(" "), "from", x0, "to", x100, "quartiles", [x25, x50, x75].map((q) => +q.toFixed(3)).join(" "), "mean", xMean);
  }
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x 10 20 y 1 1 from 10 to 20 quartiles 5 10 15 mean 15
x 1 2 3 y 1 1 1 from 1 to 3 quartiles 0.75 1.5 2.25 mean 2
x 0 1 2 3 4 y 1 2 3 2 1 from 0 to 4 quartiles 0.625 1.5 2.375 mean 2
x 100 101 102 103 104 y 0 0 1 0 0 from 100 to 104 quartiles 101.25 101.5 101.75 mean 102
EXPECTED
