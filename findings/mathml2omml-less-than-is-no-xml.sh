#!/usr/bin/env bash
# mathml2omml 0.5.0 (npm): a < b becomes XML that is not well-formed, and (a + b)^2 with mfenced loses its brackets.
#
# Guess: the sign is escaped again, brackets are kept as a delimiter of OMML, and an invisible mphantom is not shown.
# What it does: the decoded text is put in as it is, so that a word processor cannot open the document. mfenced is passed over, with "Type not
#   supported" on the console, and so are mphantom, whose content is then seen. The line above x
#   is drawn over a power without an exponent.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathml2omml@0.5.0 @xmldom/xmldom@0.9.8 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { mml2omml } = require("mathml2omml");
const { DOMParser } = require("@xmldom/xmldom");

console.warn = () => {};
const formulas = {
  "a = b": "<mi>a</mi><mo>=</mo><mi>b</mi>", "a < b": "<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a & b": "<mi>a</mi><mo>&amp;</mo><mi>b</mi>",
  "(a+b)^2 with mo": "<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>",
  "(a+b)^2 with mfenced": "<msup><mfenced><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfenced><mn>2</mn></msup>",
  "an invisible x": "<mphantom><mi>x</mi></mphantom><mi>y</mi>", "a line above x": "<mover><mi>x</mi><mo>¯</mo></mover>",
};
for (const [name, formula] of Object.entries(formulas)) {
  const omml = mml2omml(`<math xmlns="http://www.w3.org/1998/Math/MathML">${formula}</math>`);
  let wellFormed = true;
  try {
    new DOMParser({ onError: () => { throw new Error(); } }).parseFromString(omml, "text/xml");
  } catch (error) {
    wellFormed = false;
  }
  const elements = omml.replace(/<m:r>|<\/m:r>|<m:rPr>.*?<\/m:rPr>|<w:rPr>.*?<\/w:rPr>|<m:ctrlPr\/>|<m:\w*Pr>.*?<\/m:\w*Pr>| \w+(:\w+)?="[^"]*"|<\/?m:oMath>/g, "");
  console.log(name, "is", elements, "well-formed", wellFormed);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a = b is <m:oMath><m:t>a=b</m:t> well-formed true
a < b is <m:oMath><m:t>a<b</m:t> well-formed false
a & b is <m:oMath><m:t>a&b</m:t> well-formed false
(a+b)^2 with mo is <m:oMath><m:sSup><m:e><m:t>(a+b)</m:t></m:e><m:sup><m:t>2</m:t></m:sup></m:sSup> well-formed true
(a+b)^2 with mfenced is <m:oMath><m:sSup><m:e><m:t>a+b</m:t></m:e><m:sup><m:t>2</m:t></m:sup></m:sSup> well-formed true
an invisible x is <m:oMath><m:t>x</m:t><m:t>y</m:t> well-formed true
a line above x is <m:oMath><m:bar><m:e><m:sSup><m:e><m:t>x</m:t></m:e><m:sub/></m:sSup></m:e></m:bar> well-formed true
EXPECTED
