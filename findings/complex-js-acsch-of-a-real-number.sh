#!/usr/bin/env bash
# complex.js 2.4.2: acsch of 2 is 1.4436, which is asinh of 2; acsch of 2 + 1e-9i is 0.4812.
#
# Guess: 0.4812, the inverse of csch, which is asinh(1 / 2).
# What it does: for a real number the hyperbolic sine's inverse is taken of the number and not of its reciprocal;
#   off the real line it is right. So acsch(1000) is 7.6, where it is 0.001. acoth, asech, acsc and asec are right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" complex.js@2.4.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Complex = require("complex.js").default || require("complex.js");

for (const x of [0.5, 1, 2, 1000, -2]) {
  console.log(x, "acsch", +new Complex(x, 0).acsch().re.toFixed(6), "beside it", +new Complex(x, 1e-9).acsch().re.toFixed(6), "asinh(x)", +Math.asinh(x).toFixed(6), "asinh(1/x)", +Math.asinh(1 / x).toFixed(6));
}
for (const name of ["acoth", "asech", "acsc", "asec"]) {
  const [real, beside] = [new Complex(0.5, 0)[name](), new Complex(0.5, 1e-9)[name]()];
  console.log(name, Math.hypot(Math.abs(real.re) - Math.abs(beside.re), Math.abs(real.im) - Math.abs(beside.im)) < 1e-6);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.5 acsch 0.481212 beside it 1.443635 asinh(x) 0.481212 asinh(1/x) 1.443635
1 acsch 0.881374 beside it 0.881374 asinh(x) 0.881374 asinh(1/x) 0.881374
2 acsch 1.443635 beside it 0.481212 asinh(x) 1.443635 asinh(1/x) 0.481212
1000 acsch 7.600903 beside it 0.001 asinh(x) 7.600903 asinh(1/x) 0.001
-2 acsch -1.443635 beside it -0.481212 asinh(x) -1.443635 asinh(1/x) -0.481212
acoth true
asech true
acsc true
asec true
EXPECTED
