#!/usr/bin/env bash
# cubic-spline 3.0.3 (npm): right of its last point the spline is NaN, left of its first one it goes on.
#
# Guess: on both sides the outermost piece goes on, or both sides are refused.
# What it does: on the left the first piece goes on, on the right the piece after the last one is taken, which there
#   is not. Points that are not in order give a third spline, without a word, through none of the values between.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" cubic-spline@3.0.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const spline = require("cubic-spline");
const Spline = spline.default || spline;

const inOrder = new Spline([0, 1, 2, 3], [0, 1, 8, 27]);
for (const x of [-1, 0, 2.5, 3, 3.0000001, 4]) console.log("at", x, inOrder.at(x));
const exchanged = new Spline([0, 2, 1, 3], [0, 8, 1, 27]);
for (const x of [0.5, 1, 1.5, 2]) console.log("at", x, "in order", inOrder.at(x).toFixed(4), "exchanged", exchanged.at(x).toFixed(4));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
at -1 -1
at 0 0
at 2.5 16.45
at 3 27
at 3.0000001 NaN
at 4 NaN
at 0.5 in order 0.2000 exchanged -1.7500
at 1 in order 1.0000 exchanged -2.0000
at 1.5 in order 3.1500 exchanged 0.9375
at 2 in order 8.0000 exchanged 6.5000
EXPECTED
