#!/usr/bin/env bash
# omml2mathml 1.3.0 (npm): a brace without an end, as before cases, gets a closing parenthesis, and 3.14 is 3, a point and 14.
#
# Guess: a brace alone, as the empty m:endChr says; <mn>3.14</mn>, <mtext>if x</mtext> for normal text, and upright names of functions.
# What it does: an empty sign at the end is not written, and that of MathML's mfenced is then ")". An empty one at the beginning is the same. Numbers
#   end at the point. Each letter of normal text is a variable of its own, and sin, marked as a function, is set in italics.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" omml2mathml@1.3.0 @xmldom/xmldom@0.8.10 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const convert = require("omml2mathml");
const { DOMParser } = require("@xmldom/xmldom");

const run = (text, properties = "") => `<m:r>${properties}<m:t>${text}</m:t></m:r>`;
const fence = (begin, end) => `<m:d><m:dPr><m:begChr m:val="${begin}"/><m:endChr m:val="${end}"/></m:dPr><m:e>${run("a")}</m:e></m:d>`;
const formulas = {
  "brackets [a]": fence("[", "]"), "a brace before a": fence("{", ""), "a line behind a": fence("", "|"), "3.14": run("3.14"), "314": run("314"),
  "normal text": run("if x", '<m:rPr><m:nor/></m:rPr>'), "sin x": `<m:func><m:fName>${run("sin")}</m:fName><m:e>${run("x")}</m:e></m:func>`,
};
for (const [name, formula] of Object.entries(formulas)) {
  const xml = `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${formula}</m:oMath>`;
  const mathml = convert(new DOMParser().parseFromString(xml, "text/xml").documentElement).outerHTML;
  console.log(name, "is", mathml.replace(/<\/?math[^>]*>/g, ""));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
314 is <mn>314</mn>
brackets [a] is <mfenced open="[" close="]" separators="|"><mrow><mi>a</mi></mrow></mfenced>
a brace before a is <mfenced open="{" separators="|"><mrow><mi>a</mi></mrow></mfenced>
a line behind a is <mfenced close="|" separators="|"><mrow><mi>a</mi></mrow></mfenced>
3.14 is <mn>3</mn><mo>.</mo><mn>14</mn>
normal text is <mi>i</mi><mi>f</mi><mi>&nbsp;</mi><mi>x</mi>
sin x is <mrow><mrow><mi mathvariant="italic">sin</mi></mrow><mo>⁡</mo><mrow><mi>x</mi></mrow></mrow>
EXPECTED
