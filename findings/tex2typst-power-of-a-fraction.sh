#!/usr/bin/env bash
# tex2typst 0.6.2 (npm): \frac{1}{2}^x is written 1/2^x, in which only the 2 has the exponent.
#
# Guess: (1/2)^x or frac(1, 2)^x, as \frac{\frac{a}{b}}{c} gets its brackets, and as \dfrac is written frac(1, 2).
# What it does: a fraction is printed with a slash, also where it is the base of a power or an index, and a slash binds less than ^ in
#   Typst. The package's own way back, typst2tex, gives \frac{1}{2^x}.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" tex2typst@0.6.2 > "$folder/log" 2>&1

cat > "$folder/seen.mjs" <<'JAVASCRIPT'
import { tex2typst, typst2tex } from "tex2typst";

for (const formula of ["\\frac{1}{2}^x", "\\frac{a}{b}_i", "\\frac{a}{b}!", "\\frac{a}{b}'", "\\dfrac{1}{2}^x", "{\\frac{1}{2}}^x", "\\left(\\frac{1}{2}\\right)^x", "\\frac{\\frac{a}{b}}{c}", "2^{\\frac{1}{2}}"])
  console.log(formula, "is", tex2typst(formula), "and back", typst2tex(tex2typst(formula)));
JAVASCRIPT
node "$folder/seen.mjs" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
\frac{1}{2}^x is 1/2^x and back \frac{1}{2^x}
\frac{a}{b}_i is a/b_i and back \frac{a}{b_i}
\frac{a}{b}! is a/b ! and back \frac{a}{b} !
\frac{a}{b}' is a/b' and back \frac{a}{b'}
\dfrac{1}{2}^x is frac(1, 2)^x and back \frac{1}{2}^x
{\frac{1}{2}}^x is 1/2^x and back \frac{1}{2^x}
\left(\frac{1}{2}\right)^x is (1/2)^x and back \left(\frac{1}{2} \right)^x
\frac{\frac{a}{b}}{c} is (a/b)/c and back \frac{\frac{a}{b}}{c}
2^{\frac{1}{2}} is 2^(1/2) and back 2^\frac{1}{2}
EXPECTED
