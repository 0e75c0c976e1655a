#!/usr/bin/env bash
# ml-regression 6.3.0: the line through (1e9, 0), (1e9 + 1, 1) and (1e9 + 2, 2) has a slope of Infinity.
#
# Guess: 1; the differences from the mean are exact.
# What it does: the slope is a quotient of n * sum(x * x) - sum(x) * sum(x), which cancels; at 1e7 it is right, from
#   1e8 on the divisor is 0. Times in seconds or milliseconds are of this size. PolynomialRegression of degree 1 is
#   wrong from 1e6 on, then refuses; TheilSenRegression is right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-regression@6.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { SLR, PolynomialRegression, TheilSenRegression } = require("ml-regression");

const degree1 = (x, y) => {
  try {
    return new PolynomialRegression(x, y, 1).coefficients[1];
  } catch (error) {
    return `refused (${error.message})`;
  }
};
for (const start of [0, 1e6, 1e7, 1e8, 3e8, 1e9]) {
  const [x, y] = [[start, start + 1, start + 2], [0, 1, 2]];
  console.log(start, "slope", new SLR(x, y).slope, "of degree 1", degree1(x, y), "Theil-Sen", new TheilSenRegression(x, y).slope);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0 slope 1 of degree 1 1 Theil-Sen 1
1000000 slope 1 of degree 1 0.9999913856231014 Theil-Sen 1
10000000 slope 1 of degree 1 0.9942052938320018 Theil-Sen 1
100000000 slope Infinity of degree 1 refused (LU matrix is singular) Theil-Sen 1
300000000 slope Infinity of degree 1 refused (LU matrix is singular) Theil-Sen 1
1000000000 slope Infinity of degree 1 -0.004194303415715694 Theil-Sen 1
EXPECTED
