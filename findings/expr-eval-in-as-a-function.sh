#!/usr/bin/env bash
# expr-eval 2.0.2: "x in [1, 2]" at x = 2 is true by evaluate and false by the function of toJSFunction.
#
# Guess: both compute the same, the one quicker.
# What it does: the printed function holds JavaScript's own in, which asks for an index: 0 and 1 are in, 2 is not.
#   "if(x > 0, 1, 2)" cannot be printed at all. Other expressions, also with %, ! and ^, agree.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" expr-eval@2.0.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Parser } = require("expr-eval");

for (const text of ["x in [1, 2]", "not (x in [1, 2])", "x in [5, 6, 7]", "x > 0 ? 1 : 2", "if(x > 0, 1, 2)", "-x ^ 2", "x! % 3"]) {
  for (const x of [0, 2, 5]) {
    const expression = Parser.parse(text);
    let printed;
    try {
      printed = expression.toJSFunction("x")(x);
    } catch (error) {
      printed = error.name;
    }
    console.log(text, "x =", x, "evaluate", expression.evaluate({ x }), "function", printed);
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x in [1, 2] x = 0 evaluate false function true
x in [1, 2] x = 2 evaluate true function false
x in [1, 2] x = 5 evaluate false function false
not (x in [1, 2]) x = 0 evaluate true function false
not (x in [1, 2]) x = 2 evaluate false function true
not (x in [1, 2]) x = 5 evaluate true function true
x in [5, 6, 7] x = 0 evaluate false function true
x in [5, 6, 7] x = 2 evaluate false function true
x in [5, 6, 7] x = 5 evaluate true function false
x > 0 ? 1 : 2 x = 0 evaluate 2 function 2
x > 0 ? 1 : 2 x = 2 evaluate 1 function 1
x > 0 ? 1 : 2 x = 5 evaluate 1 function 1
if(x > 0, 1, 2) x = 0 evaluate 2 function SyntaxError
if(x > 0, 1, 2) x = 2 evaluate 1 function SyntaxError
if(x > 0, 1, 2) x = 5 evaluate 1 function SyntaxError
-x ^ 2 x = 0 evaluate 0 function -0
-x ^ 2 x = 2 evaluate -4 function -4
-x ^ 2 x = 5 evaluate -25 function -25
x! % 3 x = 0 evaluate 1 function 1
x! % 3 x = 2 evaluate 2 function 2
x! % 3 x = 5 evaluate 0 function 0
EXPECTED
