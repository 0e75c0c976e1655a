#!/usr/bin/env bash
# Algebrite 1.4.0 (npm): 1e-7 is e - 7, and 2e3 is 2 times a symbol "e3"; 1.0e-7 is a number.
#
# Guess: numbers are read as JavaScript prints them, so that a text with 1e-7 or 1e+21 in it is that number.
# What it does: only a number with a point may have an exponent. An integer ends before the letter, which is Euler's
#   number if a sign follows and a symbol of its own if a digit does. So 1.5e-7 is read and 1e-7 becomes something
#   else, without a word, and the same program is right or wrong by the number of digits that it is given.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" algebrite@1.4.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const algebrite = require("algebrite");

for (const text of ["1e-7", "1.0e-7 * 10000000", "2e3", "2.0e3", `${1e21} + x`, `${1.5e21} + x`, `${1 / 1e7} * x`]) {
  console.log(text, "is", algebrite.run(text));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1e-7 is -7+e
1.0e-7 * 10000000 is 1.0
2e3 is 2*e3
2.0e3 is 2000.0
1e+21 + x is x+21+e
1.5e+21 + x is x+1.5e+21
1e-7 * x is -7*x+e
EXPECTED
