#!/usr/bin/env bash
# matrix-inverse 2.0.0 (npm): the inverse of [[1e-20, 1], [1, 2]] begins with 0 and not with -2.
#
# Guess: [[-2, 1], [1, 0]], as of [[0, 1], [1, 2]], whose product with the matrix is the identity, as rows are exchanged for a larger first element.
# What it does: rows are exchanged only where the element is exactly 0: the 2 is lost beside 1e20, and the product with the matrix is [[1, 2], [0, 1]]. With 1e-10 seven digits
#   are right. A 0 in that place is no problem, and linear-solve answers as guessed.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" matrix-inverse@2.0.0 linear-solve@1.2.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const inverse = require("matrix-inverse");
const { invert } = require("linear-solve");

const times = (a, b) => a.map(row => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
const show = matrix => matrix.map(row => row.map(x => (Math.abs(x) < 1e-9 ? 0 : x).toFixed(8)).join(" ")).join(" | ");
for (const small of [0, 1e-20, 1e-17, 1e-10, 1e-3, 1]) {
  const matrix = [[small, 1], [1, 2]];
  console.log(small, "is", show(inverse(matrix)), "product", show(times(inverse(matrix), matrix)), "by linear-solve", show(invert(matrix)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0 is -2.00000000 1.00000000 | 1.00000000 0.00000000 product 1.00000000 0.00000000 | 0.00000000 1.00000000 by linear-solve -2.00000000 1.00000000 | 1.00000000 0.00000000
1e-20 is 0.00000000 1.00000000 | 1.00000000 0.00000000 product 1.00000000 2.00000000 | 0.00000000 1.00000000 by linear-solve -2.00000000 1.00000000 | 1.00000000 0.00000000
1e-17 is 0.00000000 1.00000000 | 1.00000000 0.00000000 product 1.00000000 2.00000000 | 0.00000000 1.00000000 by linear-solve -2.00000000 1.00000000 | 1.00000000 0.00000000
1e-10 is -2.00000017 1.00000000 | 1.00000000 0.00000000 product 1.00000000 -0.00000017 | 0.00000000 1.00000000 by linear-solve -2.00000000 1.00000000 | 1.00000000 0.00000000
0.001 is -2.00400802 1.00200401 | 1.00200401 -0.00100200 product 1.00000000 0.00000000 | 0.00000000 1.00000000 by linear-solve -2.00400802 1.00200401 | 1.00200401 -0.00100200
1 is 2.00000000 -1.00000000 | -1.00000000 1.00000000 product 1.00000000 0.00000000 | 0.00000000 1.00000000 by linear-solve 2.00000000 -1.00000000 | -1.00000000 1.00000000
EXPECTED
