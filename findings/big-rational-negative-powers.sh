#!/usr/bin/env bash
# big-rational 0.10.9 (npm): (2/3) to the power of -1 is a "Division by zero", and 19999/10000 with two decimals 1.99.
#
# Guess: 3/2, as pow takes any whole number and reciprocate exists; 2.00 by rounding, and "0" for a negative number that is rounded to it.
# What it does: a negative exponent is passed on to the whole numbers above and below the line, where 2 to the power of -1 is 0. Decimals
#   are cut off, so that -1/200 becomes "-0.0".
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" big-rational@0.10.9 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const rational = require("big-rational");

for (const [a, b, power] of [[2, 3, 2], [2, 3, 0], [2, 3, -1], [2, 3, -2], [-1, 2, -1], [1, 2, -3], [1, 1, -1]]) {
  let seen;
  try {
    seen = rational(a, b).pow(power).toString();
  } catch (error) {
    seen = String(error.message ?? error);
  }
  console.log(`${a}/${b} to the power of ${power} is`, seen);
}
console.log("reciprocal of 2/3 is", rational(2, 3).reciprocate().toString());
for (const [a, b, digits] of [[2, 3, 5], [19999, 10000, 2], [-1, 200, 1], [-19, 10, 0]]) console.log(`${a}/${b} with ${digits} decimals is`, rational(a, b).toDecimal(digits));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2/3 to the power of 2 is 4/9
2/3 to the power of 0 is 1/1
2/3 to the power of -1 is Division by zero
2/3 to the power of -2 is Division by zero
-1/2 to the power of -1 is Denominator cannot be 0.
1/2 to the power of -3 is Denominator cannot be 0.
1/1 to the power of -1 is 1/1
reciprocal of 2/3 is 3/2
2/3 with 5 decimals is 0.66666
19999/10000 with 2 decimals is 1.99
-1/200 with 1 decimals is -0.0
-19/10 with 0 decimals is -1
EXPECTED
