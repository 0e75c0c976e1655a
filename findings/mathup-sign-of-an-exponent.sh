#!/usr/bin/env bash
# mathup 1.0.2 and ascii2mathml 0.7.1 (npm): 2^-x is 2 to the power of a minus sign, times x.
#
# Guess: an exponent with a sign is one exponent, as "e^-x" is meant, f(x)/g(x) is one fraction, and (i,j) as an index
#   keeps its comma.
# What they do: the sign alone is raised and the rest stands behind it on the line: e^-x^2 is e^- x^2. The fraction takes
#   what stands next to the slash, (x) over g, with f in front and (x) behind. ascii2mathml drops the comma of a_(i,j).
#   Both are valid MathML, and show another formula.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathup@1.0.2 ascii2mathml@0.7.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { default: ascii2mathml } = require("ascii2mathml");

const bare = (mathml) => String(mathml).replace(/<\/?math[^>]*>/g, "").replace(/<(\w+) [^>]*>/g, "<$1>");
import("mathup").then(({ default: mathup }) => {
  for (const text of ["2^-x", "2^(-x)", "e^-x^2", "f(x)/g(x)", "(f(x))/(g(x))", "a_(i,j)"]) {
    console.log(text, "mathup", bare(mathup(text)));
    console.log(text, "ascii2mathml", bare(ascii2mathml(text)));
  }
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2^-x mathup <mrow><msup><mn>2</mn><mo>−</mo></msup><mi>x</mi></mrow>
2^-x ascii2mathml <msup><mn>2</mn><mo>-</mo></msup><mi>x</mi>
2^(-x) mathup <msup><mn>2</mn><mrow><mo>−</mo><mi>x</mi></mrow></msup>
2^(-x) ascii2mathml <msup><mn>2</mn><mrow><mo>-</mo><mi>x</mi></mrow></msup>
e^-x^2 mathup <mrow><msup><mi>e</mi><mo>−</mo></msup><msup><mi>x</mi><mn>2</mn></msup></mrow>
e^-x^2 ascii2mathml <msup><mi>e</mi><mo>-</mo></msup><msup><mi>x</mi><mn>2</mn></msup>
f(x)/g(x) mathup <mrow><mi>f</mi><mfrac><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mi>g</mi></mfrac><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>
f(x)/g(x) ascii2mathml <mi>f</mi><mfrac><mi>x</mi><mi>g</mi></mfrac><mfenced><mi>x</mi></mfenced>
(f(x))/(g(x)) mathup <mfrac><mrow><mi>f</mi><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow><mrow><mi>g</mi><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow></mfrac>
(f(x))/(g(x)) ascii2mathml <mfrac><mrow><mi>f</mi><mfenced><mi>x</mi></mfenced></mrow><mrow><mi>g</mi><mfenced><mi>x</mi></mfenced></mrow></mfrac>
a_(i,j) mathup <msub><mi>a</mi><mrow><mo>(</mo><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow><mo>)</mo></mrow></msub>
a_(i,j) ascii2mathml <msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>
EXPECTED
