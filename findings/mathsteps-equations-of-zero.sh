#!/usr/bin/env bash
# mathsteps 0.2.0 (npm): the solution of 0x = 0 is x = 0, 0/0 is 0, and the square root of x^2 is x.
#
# Guess: 0 = 0, as of x = x; 0/0 is left as it stands; nthRoot(x^2, 2) is abs(x) or stays.
# What it does: the left side of 0x = 0 counts as a multiple of x and is divided by 0; 0 over anything is 0. Of x^2 = 4
#   there are no steps at all, of x^2 - 1 = 0 both solutions are found.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathsteps@0.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const mathsteps = require("mathsteps");

for (const text of ["0x = 0", "0x = 1", "x = x", "x^2 = 4", "x^2 - 1 = 0", "x^2 = x"]) {
  const steps = mathsteps.solveEquation(text);
  console.log(text, "is", steps.length ? steps[steps.length - 1].newEquation.ascii() : "not solved");
}
for (const text of ["0/0", "0/x", "0^0", "x/x", "nthRoot(x^2, 2)", "nthRoot(4, 2)"]) {
  const steps = mathsteps.simplifyExpression(text);
  console.log(text, "is", steps.length ? steps[steps.length - 1].newNode.toString() : "left as it is");
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0x = 0 is x = 0
0x = 1 is 0 = 1
x = x is 0 = 0
x^2 = 4 is not solved
x^2 - 1 = 0 is x = [-1, 1]
x^2 = x is x = [0, 1]
0/0 is 0
0/x is 0
0^0 is 1
x/x is 1
nthRoot(x^2, 2) is x
nthRoot(4, 2) is 2
EXPECTED
