#!/usr/bin/env bash
# simple-statistics 7.12.1: sum([Infinity, 1]) and mean([Infinity, 1]) are NaN; sumSimple gives Infinity.
#
# Guess: Infinity, as + gives it.
# What it does: sum keeps the rounding error of every addition beside it (Kahan and Babuska), and infinity less
#   infinity makes the error NaN. Likewise finite numbers whose sum passes 1.8e308 on the way. min and extent of
#   numbers with a NaN depend on their order, and median sorts it last.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" simple-statistics@7.12.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const ss = require("simple-statistics");

for (const numbers of [[Infinity, 1], [1, -Infinity, 2], [1e308, 1e308], [1e16, 1, -1e16]]) {
  console.log(numbers.join(" "), "sum", ss.sum(numbers), "sumSimple", ss.sumSimple(numbers), "mean", ss.mean(numbers), "meanSimple", ss.meanSimple(numbers));
}
for (const numbers of [[NaN, 1, 2], [1, NaN, 2], [1, 2, NaN]]) {
  console.log(numbers.join(" "), "min", ss.min(numbers), "max", ss.max(numbers), "extent", ss.extent(numbers).join(" "), "median", ss.median(numbers));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Infinity 1 sum NaN sumSimple Infinity mean NaN meanSimple Infinity
1 -Infinity 2 sum NaN sumSimple -Infinity mean NaN meanSimple -Infinity
1e+308 1e+308 sum NaN sumSimple Infinity mean NaN meanSimple Infinity
10000000000000000 1 -10000000000000000 sum 1 sumSimple 0 mean 0.3333333333333333 meanSimple 0
NaN 1 2 min NaN max NaN extent NaN NaN median 1
1 NaN 2 min 1 max 2 extent 1 2 median 2
1 2 NaN min 1 max 2 extent 1 2 median 1
EXPECTED
