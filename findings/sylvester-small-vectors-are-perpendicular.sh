#!/usr/bin/env bash
# sylvester 0.0.21 (npm): [0.001, 0] and [0.001, 0.001] are perpendicular, and a matrix of 1e-7 that has an inverse has the rank 0.
#
# Guess: directions and ranks do not depend on the length: an angle of 45 degrees stays one in millimetres.
# What it does: a fixed 1e-6 is compared with the inner product itself, with each element, and with each pivot, whatever
#   the size of the numbers. isPerpendicularTo, rank and eql take small numbers for 0; angleFrom, inverse and
#   determinant of the same objects are right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" sylvester@0.0.21 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Matrix, Vector } = require("sylvester");

for (const size of [1, 1e-2, 1e-3, 1e-6, 1e-7]) {
  const a = Vector.create([size, 0]), b = Vector.create([size, size]);
  console.log("vectors of", size, "perpendicular", a.isPerpendicularTo(b), "angle", ((a.angleFrom(b) * 180) / Math.PI).toFixed(1), "equal", a.eql(b));
  const matrix = Matrix.create([[size, 0], [0, 2 * size]]);
  console.log("  matrix of rank", matrix.rank(), "inverse", matrix.inverse().elements.map((row) => row.map((x) => +x.toPrecision(6)).join(" ")).join("; "));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
vectors of 1 perpendicular false angle 45.0 equal false
  matrix of rank 2 inverse 1 0; 0 0.5
vectors of 0.01 perpendicular false angle 45.0 equal false
  matrix of rank 2 inverse 100 0; 0 50
vectors of 0.001 perpendicular true angle 45.0 equal false
  matrix of rank 2 inverse 1000 0; 0 500
vectors of 0.000001 perpendicular true angle 45.0 equal true
  matrix of rank 1 inverse 1000000 0; 0 500000
vectors of 1e-7 perpendicular true angle 45.0 equal true
  matrix of rank 0 inverse 10000000 0; 0 5000000
EXPECTED
