#!/usr/bin/env bash
# science 1.9.3 (npm): the singular matrix [[1, 2], [2, 4]] has the inverse [[0, 1], [1, -0.5]].
#
# Guess: an error, or infinite numbers.
# What it does: the elimination stops half way and says so by returning false, which inverse does not look at. What is
#   returned is no inverse of anything. determinant is for 4 rows only and gives NaN for 2. A tie of two modes is
#   undefined, and not one of them.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" science@1.9.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const science = require("science");

for (const matrix of [[[1, 2], [3, 4]], [[1, 2], [2, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 0], [0, 1]]]) {
  console.log(JSON.stringify(matrix), "inverse", JSON.stringify(science.lin.inverse(matrix).map((row) => row.map((value) => +value.toPrecision(3)))), "determinant", science.lin.determinant(matrix));
}
for (const values of [[1, 1, 2], [1, 1, 2, 2], [1, 2, 3]]) console.log("mode of", values.join(" "), "is", science.stats.mode(values));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[[1,2],[3,4]] inverse [[-2,1],[1.5,-0.5]] determinant NaN
[[1,2],[2,4]] inverse [[0,1],[1,-0.5]] determinant NaN
[[1,2,3],[4,5,6],[7,8,9]] inverse [[0,0,1],[1,0,-0.143],[-0.5,1,-0.5]] determinant NaN
[[0,0],[0,1]] inverse [[1,0],[0,1]] determinant NaN
mode of 1 1 2 is 1
mode of 1 1 2 2 is undefined
mode of 1 2 3 is undefined
EXPECTED
