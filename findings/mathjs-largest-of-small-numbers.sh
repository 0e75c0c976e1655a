#!/usr/bin/env bash
# mathjs 15.2.0: max(1e-20, 3e-20, 2e-20) is 1e-20, sort leaves these numbers as they are, and 1e-20 > 0 is false.
#
# Guess: comparisons allow for rounding in relation to the numbers; max and sort give what is largest.
# What it does: two numbers that differ by less than 1e-15 are equal to every comparison, and so to max, min, median
#   and sort; setDistinct keeps one of them. Quantities with a unit are compared by their number in SI units: 1 fF <
#   2 fF is false. abs, sign and ? : take the number as it is.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathjs@15.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { evaluate, format } = require("mathjs");

for (const text of ["1e-20 > 0", "isZero(1e-20)", "sign(1e-20)", "1e-20 ? 1 : 2", "max(1e-20, 3e-20, 2e-20)", "min(3e-20, 1e-20)", "median(3e-20, 1e-20, 2e-20)", "sort([3e-20, 1e-20, 2e-20])", "setDistinct([1e-20, 2e-20])", "1 fF < 2 fF", "1 pF < 2 pF", "6.6e-34 == 9.1e-31", "bignumber(1e-20) > 0", "1e20 < 1.1e20"]) {
  console.log(text, "is", format(evaluate(text)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1e-20 > 0 is false
isZero(1e-20) is true
sign(1e-20) is 1
1e-20 ? 1 : 2 is 1
max(1e-20, 3e-20, 2e-20) is 1e-20
min(3e-20, 1e-20) is 3e-20
median(3e-20, 1e-20, 2e-20) is 3e-20
sort([3e-20, 1e-20, 2e-20]) is [3e-20, 1e-20, 2e-20]
setDistinct([1e-20, 2e-20]) is [1e-20]
1 fF < 2 fF is false
1 pF < 2 pF is true
6.6e-34 == 9.1e-31 is true
bignumber(1e-20) > 0 is false
1e20 < 1.1e20 is true
EXPECTED
