#!/usr/bin/env bash
# numeric 1.2.6 (npm): the singular values of [[1, 2], [2, 4]] are 0 and NaN.
#
# Guess: 5 and 0, since the second row is twice the first, and U S V^T is the matrix again, as it is for [[1, 1], [1, 1]] and [[3, 6], [1, 2]].
# What it does: where the second column is a multiple of the first, and the first step leaves exactly 0, a 0 is divided by 0: the singular values
#   are 0 and NaN, all of U and V is NaN, and no error is raised. With 2.0000001 in place of a 2, or rows of zeros, they are right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" numeric@1.2.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const numeric = require("numeric");

for (const matrix of [[[1, 2], [2, 4]], [[1, 2.0000001], [2, 4]], [[1, 1], [1, 1]], [[3, 6], [1, 2]], [[1, 2], [3, 6]], [[1, 0], [0, 0]], [[1, 2], [2, 4], [3, 6]], [[1, 2], [2, 4], [3, 7]],
    [[1, 2], [1, 2], [1, 2]], [[0, 1], [0, 2], [0, 3]], [[1, 2, 3], [2, 4, 6], [3, 6, 9]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]) {
  const { U, S, V } = numeric.svd(matrix);
  const product = numeric.dot(numeric.dot(U, numeric.diag(S)), numeric.transpose(V));
  const squares = matrix.flat().reduce((sum, x) => sum + x * x, 0);
  console.log(JSON.stringify(matrix), "has", S.map(s => s.toFixed(4)).join(" "), "squares", S.reduce((sum, s) => sum + s * s, 0).toFixed(3), "of", squares.toFixed(3), "product is right", numeric.norminf(numeric.sub(product, matrix)) < 1e-12);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[[1,2],[2,4]] has 0.0000 NaN squares NaN of 25.000 product is right false
[[1,2.0000001],[2,4]] has 5.0000 0.0000 squares 25.000 of 25.000 product is right true
[[1,1],[1,1]] has 2.0000 0.0000 squares 4.000 of 4.000 product is right true
[[3,6],[1,2]] has 7.0711 0.0000 squares 50.000 of 50.000 product is right true
[[1,2],[3,6]] has 7.0711 0.0000 squares 50.000 of 50.000 product is right true
[[1,0],[0,0]] has 1.0000 0.0000 squares 1.000 of 1.000 product is right true
[[1,2],[2,4],[3,6]] has 0.0000 NaN squares NaN of 70.000 product is right false
[[1,2],[2,4],[3,7]] has 9.1071 0.2455 squares 83.000 of 83.000 product is right true
[[1,2],[1,2],[1,2]] has 0.0000 NaN squares NaN of 15.000 product is right false
[[0,1],[0,2],[0,3]] has 3.7417 0.0000 squares 14.000 of 14.000 product is right true
[[1,2,3],[2,4,6],[3,6,9]] has 0.0000 NaN 0.0000 squares NaN of 196.000 product is right false
[[1,2,3],[4,5,6],[7,8,9]] has 16.8481 1.0684 0.0000 squares 285.000 of 285.000 product is right true
EXPECTED
