#!/usr/bin/env bash
# complex.js 2.4.2: tanh of 1000 is NaN, and the imaginary part of sinh and expm1 of 1000; that of exp is 0.
#
# Guess: a real number has the real result that Math.tanh and Math.sinh give.
# What it does: both parts are computed by the formulas for two parts, where an infinity is divided by an infinity
#   or multiplied by the sine of 0. Real tanh is NaN from 356 on. atan of 1e200 is NaN, where it is pi / 2.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" complex.js@2.4.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Complex = require("complex.js").default || require("complex.js");

for (const [name, x] of [["tanh", 1], ["tanh", 350], ["tanh", 360], ["tanh", 1000], ["sinh", 1000], ["expm1", 1000], ["exp", 1000], ["atan", 1e100], ["atan", 1e200]]) {
  const { re, im } = new Complex(x, 0)[name]();
  console.log(name, x, "is", re, im, "Math", Math[name](x));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
tanh 1 is 0.761594155955765 0 Math 0.7615941559557649
tanh 350 is 1 0 Math 1
tanh 360 is NaN 0 Math 1
tanh 1000 is NaN 0 Math 1
sinh 1000 is Infinity NaN Math Infinity
expm1 1000 is Infinity NaN Math Infinity
exp 1000 is Infinity 0 Math Infinity
atan 1e+100 is 1.5707963267948966 0 Math 1.5707963267948966
atan 1e+200 is NaN NaN Math 1.5707963267948966
EXPECTED
