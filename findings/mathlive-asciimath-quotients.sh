#!/usr/bin/env bash
# mathlive 0.111.1 (npm): convertAsciiMathToLatex reads e^-x as e^{} - x, and sin(x)/2 as the sine of x/2.
#
# Guess: what the language of AsciiMath defines: e^{-x}, \frac{\sin(x)}{2} and \frac{a}{b}.
# What it does: a minus after ^ leaves the exponent empty, unless a number follows it. A function takes the fraction that its bracket
#   begins, so that sin(x)/2 is half the argument. Numbers and brackets make a fraction, letters and roots do not.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mathlive@0.111.1 > "$folder/log" 2>&1

cat > "$folder/seen.mjs" <<'JAVASCRIPT'
import { convertAsciiMathToLatex } from "mathlive/ssr";

for (const formula of ["e^-x", "e^-1", "e^(-x)", "x_-i", "sin(x)/2", "(sin(x))/2", "ln(x)/x", "sqrt(x)/2", "1/2x", "(a+b)/c", "a/b", "1/2/3"])
  console.log(formula, "is", convertAsciiMathToLatex(formula));
JAVASCRIPT
node "$folder/seen.mjs" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
e^-x is e^{}-x
e^-1 is e^{-1}
e^(-x) is e^{-x}
x_-i is x_{}-i
sin(x)/2 is \sin \frac{x}{2}
(sin(x))/2 is \frac{\sin \left(x\right)}{2}
ln(x)/x is \ln \frac{x}{x}
sqrt(x)/2 is \sqrt{x}/2
1/2x is \frac{1}{2}x
(a+b)/c is \frac{a+b}{c}
a/b is a/b
1/2/3 is \frac{1}{2}/3
EXPECTED
