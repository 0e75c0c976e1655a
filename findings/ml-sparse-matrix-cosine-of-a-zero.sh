#!/usr/bin/env bash
# ml-sparse-matrix 3.1.0 (npm): the cosine and the exponential of a zero are 0, and adding 1 leaves the zeros as they are.
#
# Guess: what the same calls of ml-matrix give: cos 0 = exp 0 = 1 and 0 + 1 = 1, or an error where the result is not sparse.
# What it does: every function is applied to the elements that are stored alone. Two matrices of equal elements, of which one has a stored NaN or
#   not, then differ: NaN times a zero is 0 in a product.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-sparse-matrix@3.1.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { SparseMatrix } = require("ml-sparse-matrix");

const values = [[0, 1, -2]];
const truth = { add: (x) => x + 1, sub: (x) => x - 1, mul: (x) => x * 1, exp: Math.exp, cos: Math.cos, acos: Math.acos, cosh: Math.cosh, abs: Math.abs, log1p: Math.log1p };
for (const [name, f] of Object.entries(truth)) {
  const matrix = new SparseMatrix(values);
  console.log(name, matrix[name](1).to2DArray()[0].map((x) => +x.toFixed(4)).join(" "), "truly", values[0].map((x) => +f(x).toFixed(4)).join(" "));
}
console.log("NaN times 0", new SparseMatrix([[NaN, 0]]).mmul(new SparseMatrix([[0], [1]])).to2DArray()[0][0], "truly", NaN * 0);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
add 0 2 -1 truly 1 2 -1
sub 0 0 -3 truly -1 0 -3
mul 0 1 -2 truly 0 1 -2
exp 0 2.7183 0.1353 truly 1 2.7183 0.1353
cos 0 0.5403 -0.4161 truly 1 0.5403 -0.4161
acos 0 0 NaN truly 1.5708 0 NaN
cosh 0 1.5431 3.7622 truly 1 1.5431 3.7622
abs 0 1 2 truly 0 1 2
log1p 0 0.6931 NaN truly 0 0.6931 NaN
NaN times 0 0 truly NaN
EXPECTED
