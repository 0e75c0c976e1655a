#!/usr/bin/env bash
# jexl 2.3.0 (npm): 2 ^ 3 ^ 2 is 64, -2 ^ 2 is 4, and -x is no expression.
#
# Guess: powers associate to the right, as in mathematics, JavaScript and Python (512); a sign before a variable is
#   taken as one before a number.
# What it does: powers are computed from the left. A sign is part of a number that follows it, and so comes before the
#   power; before a variable or brackets it is refused. The relation 3 < 2 < 1 is true, as in JavaScript.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" jexl@2.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const jexl = require("jexl");

for (const text of ["2 ^ 3 ^ 2", "-2 ^ 2", "0 - 2 ^ 2", "2 * -3", "-x", "-(1)", "0 - x", "3 - -2", "3 < 2 < 1"]) {
  try {
    console.log(text, "is", jexl.evalSync(text, { x: 3 }));
  } catch (error) {
    console.log(text, "is refused:", error.message);
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2 ^ 3 ^ 2 is 64
-2 ^ 2 is 4
0 - 2 ^ 2 is -4
2 * -3 is -6
-x is refused: Invalid expression token: -x
-(1) is refused: Invalid expression token: -(
0 - x is -3
3 - -2 is 5
3 < 2 < 1 is true
EXPECTED
