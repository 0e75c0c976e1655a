#!/usr/bin/env bash
# brain.js 1.6.1: CrossValidate with k = 10 tests 10 of 19 rows; the others are in no test set.
#
# Guess: every row is tested once, in parts of 1 or 2 rows.
# What it does: a part has 19 / 10 = 1.9 rows, and both its beginning and its size are cut to whole numbers. The statistics
#   are those of the rows that were tested, and testSize says 1.9.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" brain.js@1.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { CrossValidate, NeuralNetwork } = require("brain.js");

for (const [rows, k] of [[8, 4], [7, 4], [19, 10]]) {
  const data = Array.from({ length: rows }, (_, i) => ({ input: [i / rows], output: [i % 2] }));
  const tested = new Set();
  class Watched extends NeuralNetwork {
    test(part) {
      part.forEach((row) => tested.add(row.input[0]));
      return super.test(part);
    }
  }
  const { stats } = new CrossValidate(Watched, { hiddenLayers: [2] }).train(data, { iterations: 5 }, k);
  console.log("rows", rows, "k", k, "tested", tested.size, "total", stats.total, "testSize", stats.testSize);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
rows 8 k 4 tested 8 total 8 testSize 2
rows 7 k 4 tested 4 total 4 testSize 1.75
rows 19 k 10 tested 10 total 10 testSize 1.9
EXPECTED
