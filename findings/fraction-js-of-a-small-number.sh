#!/usr/bin/env bash
# fraction.js 5.3.4: new Fraction(1e-10) is 0, and so is 1e-8; the text "0.0000000001" is 1/10000000000.
#
# Guess: the exact fraction of the float, or the shortest that gives it back, as 0.1 gives 1/10.
# What it does: a number is replaced by the best fraction whose denominator is at most 1e7, so that 6e-8 is 0, and
#   1.0000000001 is 1. Math.PI is off by 2e-13.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" fraction.js@5.3.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Fraction = require("fraction.js").default || require("fraction.js");

for (const number of [0.1, 1 / 3, Math.PI, 1.0000000001, 1e-6, 1e-7, 6e-8, 4e-8, 1e-10, 123456.00000001]) {
  const ofNumber = new Fraction(number);
  const ofText = new Fraction(number.toFixed(16));
  console.log(number, "is", ofNumber.toFraction(), "off by", Math.abs(ofNumber.valueOf() - number).toExponential(0), "as text", ofText.toFraction());
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.1 is 1/10 off by 0e+0 as text 1/10
0.3333333333333333 is 1/3 off by 0e+0 as text 3333333333333333/10000000000000000
3.141592653589793 is 11985110/3814979 off by 2e-13 as text 31415926535897931/10000000000000000
1.0000000001 is 1 off by 1e-10 as text 10000000001/10000000000
0.000001 is 1/1000000 off by 0e+0 as text 1/1000000
1e-7 is 1/10000000 off by 0e+0 as text 1/10000000
6e-8 is 0 off by 6e-8 as text 3/50000000
4e-8 is 0 off by 4e-8 as text 1/25000000
1e-10 is 0 off by 1e-10 as text 1/10000000000
123456.00000001 is 123456 off by 1e-8 as text 617280000000049985829/5000000000000000
EXPECTED
