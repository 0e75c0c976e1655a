#!/usr/bin/env bash
# mathml-to-latex 1.8.0 (npm): the identifiers sin, log and lim become the letters s i n, l o g and l i m.
#
# Guess: an <mi> of several letters is set upright in MathML, so it becomes \sin or \mathrm{sin}.
# What it does: the letters are printed as they stand, which TeX sets as a product in italics; so do names like "ab" and
#   a "d" that MathML marks as upright. The text of <ms> is dropped, the operator _ becomes \underline over nothing.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathml-to-latex@1.8.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { MathMLToLaTeX } = require("mathml-to-latex");

for (const markup of ["<mi>sin</mi><mi>x</mi>", "<mi>log</mi><mi>x</mi>", "<munder><mi>lim</mi><mi>n</mi></munder>", "<mi>ab</mi>", "<mi mathvariant='normal'>d</mi>", "<mi>a</mi><mo>=</mo><ms>text</ms>", "<mtext>text</mtext>", "<mi>a</mi><mo>_</mo><mi>b</mi>"]) {
  console.log(markup, "is", JSON.stringify(MathMLToLaTeX.convert(`<math>${markup}</math>`)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
<mi>sin</mi><mi>x</mi> is "sin x"
<mi>log</mi><mi>x</mi> is "log x"
<munder><mi>lim</mi><mi>n</mi></munder> is "\\underset{n}{lim}"
<mi>ab</mi> is "ab"
<mi mathvariant='normal'>d</mi> is "d"
<mi>a</mi><mo>=</mo><ms>text</ms> is "a ="
<mtext>text</mtext> is "\\text{text}"
<mi>a</mi><mo>_</mo><mi>b</mi> is "a \\underline b"
EXPECTED
