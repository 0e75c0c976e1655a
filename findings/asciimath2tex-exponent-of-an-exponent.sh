#!/usr/bin/env bash
# asciimath2tex 1.5.0: e^-x^2 becomes e^{- x} \hat{} 2, a hat over nothing.
#
# Guess: e^{- x^{2}}, or an error, as TeX has it.
# What it does: an expression has one exponent; the second ^ is taken for the accent, and what follows stands on the
#   line. a/b/c is a fraction and a stroke, where one would write either. With brackets, e^(-x^2), it is right.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" asciimath2tex@1.5.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const AsciiMathParser = require("asciimath2tex");

const parser = new (AsciiMathParser.default || AsciiMathParser)();
for (const text of ["x^2", "e^-x", "e^-x^2", "e^(-x^2)", "a^b^c", "x_1^2", "x^2^2", "a_b_c", "1/2", "a/b/c"]) console.log(text, "is", parser.parse(text));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
x^2 is x^{2}
e^-x is e^{- x}
e^-x^2 is e^{- x} \hat{} 2
e^(-x^2) is e^{- x^{2}}
a^b^c is a^{b} \hat{} c
x_1^2 is x_{1}^{2}
x^2^2 is x^{2} \hat{} 2
a_b_c is a_{b} \_ c
1/2 is \frac{1}{2}
a/b/c is \frac{a}{b} / c
EXPECTED
