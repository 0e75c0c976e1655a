#!/usr/bin/env bash
# ml-knn 3.0.0 (npm): of two neighbours with different classes the farther one decides.
#
# Guess: a tie goes to the nearer one, or to the smaller class as in scikit-learn.
# What it does: neighbours are counted from the farthest to the nearest, and the class that has the largest count first
#   wins. With k = 2 every point between an "a" and a "b" is given the class of the other side.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-knn@3.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const knn = require("ml-knn");
const KNN = knn.default || knn;

const two = new KNN([[0], [10]], ["a", "b"], { k: 2 });
for (const x of [-5, 0, 1, 4, 6, 9, 10, 15]) console.log("a at 0, b at 10, k = 2, at", x, two.predict([[x]])[0]);
const four = new KNN([[0], [1], [9], [10]], ["a", "a", "b", "b"], { k: 4 });
for (const x of [0, 10]) console.log("a at 0 and 1, b at 9 and 10, k = 4, at", x, four.predict([[x]])[0]);
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a at 0, b at 10, k = 2, at -5 b
a at 0, b at 10, k = 2, at 0 b
a at 0, b at 10, k = 2, at 1 b
a at 0, b at 10, k = 2, at 4 b
a at 0, b at 10, k = 2, at 6 a
a at 0, b at 10, k = 2, at 9 a
a at 0, b at 10, k = 2, at 10 a
a at 0, b at 10, k = 2, at 15 a
a at 0 and 1, b at 9 and 10, k = 4, at 0 b
a at 0 and 1, b at 9 and 10, k = 4, at 10 a
EXPECTED
