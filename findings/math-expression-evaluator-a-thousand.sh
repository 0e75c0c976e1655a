#!/usr/bin/env bash
# math-expression-evaluator 2.0.7 (npm): "1e3" is 8.15, three times Euler's number, and 2^3^2 is 64.
#
# Guess: 1000, as the numbers that JavaScript prints are read back; 512, as powers are taken from the right; 2^-1 is 0.5.
# What it does: e is always the constant, which is multiplied with its neighbours, so that String(1e21) is read as 1 e + 21. Powers
#   are taken from the left, and an exponent with a sign is an error; in brackets it is not.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" math-expression-evaluator@2.0.7 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Mexp = require("math-expression-evaluator");

const mexp = new Mexp();
for (const text of ["1e3", "1e-3", String(1e21), String(1e-7), "2^3^2", "2^(3^2)", "2^-1", "2^(-1)", "-2^2", "5!", "2e", "1-2-3"]) {
  let seen;
  try {
    seen = mexp.eval(text);
  } catch (error) {
    seen = error.name;
  }
  console.log(text, "is", seen);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1e3 is 8.154845485377136
1e-3 is -0.281718171540955
1e+21 is 23.718281828459045
1e-7 is -4.281718171540955
2^3^2 is 64
2^(3^2) is 512
2^-1 is TypeError
2^(-1) is 0.5
-2^2 is -4
5! is 120
2e is 5.43656365691809
1-2-3 is -4
EXPECTED
