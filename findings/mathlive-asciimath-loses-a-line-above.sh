#!/usr/bin/env bash
# mathlive 0.111.1 (npm): convertLatexToAsciiMath drops \overline{z}, and (1/2)^x becomes 1/(2^x).
#
# Guess: AsciiMath of the same meaning: bar(z), mod, and brackets around a fraction that is a base.
# What it does: \overline, \underline, \boxed and \overrightarrow vanish with what is below them, so that "\overline{z} + 1" is
#   "+1". \bmod is the word undefined. The power of a fraction is written (1)/(2)^x, in which the exponent belongs to the 2, though
#   its MathML has the fraction as the base. The letters of \operatorname are single symbols.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathlive@0.111.1 > "$folder/log" 2>&1

cat > "$folder/seen.mjs" <<'JAVASCRIPT'
import { convertLatexToAsciiMath, convertLatexToMathMl } from "mathlive/ssr";

const formulas = [
  "\\overline{z}+1", "\\bar{z}+1", "\\underline{x}+1", "\\boxed{x}+1", "\\overrightarrow{AB}+1", "a\\bmod b", "\\frac{1}{2}^x",
  "\\frac{a}{b}_i", "\\left(\\frac{1}{2}\\right)^x", "\\operatorname{softmax}(x)", "\\frac{a+b}{c}",
];
for (const formula of formulas) console.log(formula, "is", convertLatexToAsciiMath(formula).trim().replace(/\s+/g, " "));
console.log("MathML", convertLatexToMathMl("\\frac{1}{2}^x"));
JAVASCRIPT
node "$folder/seen.mjs" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
\overline{z}+1 is +1
\bar{z}+1 is bar z +1
\underline{x}+1 is +1
\boxed{x}+1 is +1
\overrightarrow{AB}+1 is +1
a\bmod b is a undefined b
\frac{1}{2}^x is (1)/(2)^x
\frac{a}{b}_i is (a)/(b)_i
\left(\frac{1}{2}\right)^x is ((1)/(2))^x
\operatorname{softmax}(x) is s o f t m a x (x)
\frac{a+b}{c} is (a+b)/(c)
MathML <msup><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi></msup>
EXPECTED
