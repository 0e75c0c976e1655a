#!/usr/bin/env bash
# mathjs 15.2.0: the derivative of acoth(x) is given as -1 / (1 - x^2), of the wrong sign everywhere; cbrt has a
#   complex one below 0.
#
# Guess: 1 / (1 - x^2), as of atanh; and that of a real cube root is real.
# What it does: acoth(3) falls by 0.125, derivative says it rises by that. cbrt(-8) is -2 and its slope 1/12;
#   derivative prints x ^ (-2 / 3) / 3, which is computed by the complex power. nthRoot(x, 3) likewise.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathjs@15.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { derivative, evaluate, format } = require("mathjs");

for (const [text, x] of [["atanh(x)", 0.5], ["acoth(x)", 3], ["acoth(x)", -3], ["acoth(x)", 1.5], ["cbrt(x)", 8], ["cbrt(x)", -8], ["nthRoot(x, 3)", -8], ["tanh(x)", 0.5], ["coth(x)", 0.5]]) {
  const h = 1e-4;
  const slope = (evaluate(text, { x: x + h }) - evaluate(text, { x: x - h })) / (2 * h);
  const printed = derivative(text, "x");
  console.log(text, "at", x, "slope", slope.toFixed(5), "derivative", printed.toString(), "=", format(printed.evaluate({ x }), 4));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
atanh(x) at 0.5 slope 1.33333 derivative 1 / (1 - x ^ 2) = 1.333
acoth(x) at 3 slope -0.12500 derivative -(1 / (1 - x ^ 2)) = 0.125
acoth(x) at -3 slope -0.12500 derivative -(1 / (1 - x ^ 2)) = 0.125
acoth(x) at 1.5 slope -0.80000 derivative -(1 / (1 - x ^ 2)) = 0.8
cbrt(x) at 8 slope 0.08333 derivative x ^ (-2 / 3) / 3 = 0.08333
cbrt(x) at -8 slope 0.08333 derivative x ^ (-2 / 3) / 3 = -0.04167 - 0.07217i
nthRoot(x, 3) at -8 slope 0.08333 derivative x ^ (-2 / 3) / 3 = -0.04167 - 0.07217i
tanh(x) at 0.5 slope 0.78645 derivative sech(x) ^ 2 = 0.7864
coth(x) at 0.5 slope -3.68269 derivative -csch(x) ^ 2 = -3.683
EXPECTED
