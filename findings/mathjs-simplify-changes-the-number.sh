#!/usr/bin/env bash
# mathjs 15.2.0: simplify("(x^2)^0.5") is x, so 2 becomes -2 at x = -2; simplify("sqrt(x^2)") stays.
#
# Guess: rules hold for real numbers, as the documentation says, unless one asks for more.
# What it does: exponents are multiplied whatever the sign: (x^2)^0.5, (x^4)^0.25 and (x^-2)^-0.5 become x, (x *
#   y)^0.5 the product of two roots. "0 / 0" becomes 0, where it is NaN.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathjs@15.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { parse, simplify, format } = require("mathjs");

for (const text of ["(x^2)^0.5", "sqrt(x^2)", "(x^4)^0.25", "(x^-2)^-0.5", "(x^3)^(1/3)", "(x * y)^0.5", "abs(x)^2", "0/0"]) {
  const at = { x: -2, y: -3 };
  const simple = simplify(text);
  console.log(text, "becomes", simple.toString(), "at x = -2, y = -3:", format(parse(text).evaluate(at), 4), "becomes", format(simple.evaluate(at), 4));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
(x^2)^0.5 becomes x at x = -2, y = -3: 2 becomes -2
sqrt(x^2) becomes sqrt(x ^ 2) at x = -2, y = -3: 2 becomes 2
(x^4)^0.25 becomes x at x = -2, y = -3: 2 becomes -2
(x^-2)^-0.5 becomes x at x = -2, y = -3: 2 becomes -2
(x^3)^(1/3) becomes x at x = -2, y = -3: 1 + 1.732i becomes -2
(x * y)^0.5 becomes x ^ (1 / 2) * y ^ (1 / 2) at x = -2, y = -3: 2.449 becomes -2.449
abs(x)^2 becomes abs(x) ^ 2 at x = -2, y = -3: 4 becomes 4
0/0 becomes 0 at x = -2, y = -3: NaN becomes 0
EXPECTED
