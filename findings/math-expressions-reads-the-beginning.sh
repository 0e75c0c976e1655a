#!/usr/bin/env bash
# math-expressions 1.8.1 (npm): |x||y| is |x|, "1,000" is 1 and "5%" is 5.
#
# Guess: a text that is no expression as a whole is refused; what is read is all of it.
# What it does: reading ends where the grammar ends, without a word, and the rest is dropped. A number with a comma for
#   thousands is read whole and taken for the digits before the comma. 1e3 is 3 times Euler's number, without the 1,
#   and log is the natural logarithm.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" math-expressions@1.8.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const expressions = require("math-expressions");
const read = (expressions.default || expressions).fromText;

for (const text of ["|x||y|", "|x| |y|", "|x|*|y|", "1,000", "1,000 + x", "5%", "1e3", "log(100)"]) {
  const expression = read(text);
  console.log(JSON.stringify(text), "is", expression.toString(), "at x = 3, y = 2:", expression.evaluate({ x: 3, y: 2 }));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
"|x||y|" is |x| at x = 3, y = 2: 3
"|x| |y|" is |x| at x = 3, y = 2: 3
"|x|*|y|" is |x| |y| at x = 3, y = 2: 6
"1,000" is 1 at x = 3, y = 2: 1
"1,000 + x" is 1 + x at x = 3, y = 2: 4
"5%" is 5 at x = 3, y = 2: 5
"1e3" is e  * 3 at x = 3, y = 2: 8.154845485377136
"log(100)" is log (100) at x = 3, y = 2: 4.605170185988092
EXPECTED
