#!/usr/bin/env bash
# math-expressions 1.8.1 (npm): equals takes 1 for 1.001, 0.333 for 1/3 and x for x + 0.01.
#
# Guess: equality is that of expressions, up to the rounding of a double: the package grades answers.
# What it does: both are evaluated at random points and compared with a relative tolerance between 0.1 % and 1 %, which
#   is that for numbers without a variable too. Beside 0 the tolerance is narrow.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" math-expressions@1.8.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const expressions = require("math-expressions");
const read = (expressions.default || expressions).fromText;

const pairs = [["1", "1.001"], ["1", "1.01"], ["0.333", "1/3"], ["0.33", "1/3"], ["1000000", "1001000"]];
pairs.push(["x", "x + 0.01"], ["x", "1.001x"], ["x", "x + 0.1"], ["0", "0.001"], ["0", "10^(-12)"]);
for (const [first, second] of pairs) console.log(first, "equals", second, read(first).equals(read(second)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 equals 1.001 true
1 equals 1.01 false
0.333 equals 1/3 true
0.33 equals 1/3 false
1000000 equals 1001000 true
x equals x + 0.01 true
x equals 1.001x true
x equals x + 0.1 false
0 equals 0.001 false
0 equals 10^(-12) true
EXPECTED
