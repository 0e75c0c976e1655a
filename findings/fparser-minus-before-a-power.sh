#!/usr/bin/env bash
# fparser 4.2.0 (npm): -x^2 at x = 3 is 9, and 0-x^2 is -9.
#
# Guess: the power binds tighter than the sign, as in mathematics, Python and mathjs.
# What it does: a sign at the beginning of an expression, of brackets or after an operator belongs to the number or the
#   variable behind it; between two terms it is a difference. So 1-x^2 and -x^2+1 differ.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" fparser@4.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("fparser").then(({ default: Formula }) => {
  for (const text of ["-x^2", "0-x^2", "1-x^2", "-x^2+1", "-3^2", "-(x)^2", "2*-x^2", "(-x^2)", "2^-x", "2^3^2"]) {
    console.log(text, "is", new Formula(text).evaluate({ x: 3 }));
  }
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
-x^2 is 9
0-x^2 is -9
1-x^2 is -8
-x^2+1 is 10
-3^2 is 9
-(x)^2 is 9
2*-x^2 is 18
(-x^2) is 9
2^-x is 0.125
2^3^2 is 512
EXPECTED
