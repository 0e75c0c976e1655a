#!/usr/bin/env bash
# asciimath-parser 0.6.11 (npm): a/b/c is a over b/c, and f(x)/g(x) is f times x/g times (x).
#
# Guess: what the language of AsciiMath gives: \frac{a}{b}/c, \frac{f(x)}{g(x)}, half the sine, and a matrix.
# What it does: the denominator of a fraction takes the next fraction in, so that 8/4/2 reads as 4. f and g with their brackets are not
#   one thing, and sin takes x/2. A matrix [[1,2],[3,4]] stays a list of lists.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" asciimath-parser@0.6.11 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { AsciiMath } = require("asciimath-parser");

const parser = new AsciiMath();
for (const formula of ["a/b", "a/b/c", "8/4/2", "(a/b)/c", "f(x)/g(x)", "sinx/2", "sin(x)/2", "sqrt(x)/2", "x^2/3", "[[1,2],[3,4]]"])
  console.log(formula, "is", parser.toTex(formula).replace(/\s+/g, " "));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a/b is \displaystyle{ \frac{ a }{ b } }
a/b/c is \displaystyle{ \frac{ a }{ \frac{ b }{ c } } }
8/4/2 is \displaystyle{ \frac{ 8 }{ \frac{ 4 }{ 2 } } }
(a/b)/c is \displaystyle{ \frac{ \frac{ a }{ b } }{ c } }
f(x)/g(x) is \displaystyle{ f \frac{ x }{ g } \left( x \right) }
sinx/2 is \displaystyle{ \sin \frac{ x }{ 2 } }
sin(x)/2 is \displaystyle{ \sin \frac{ x }{ 2 } }
sqrt(x)/2 is \displaystyle{ \frac{ \sqrt{ x } }{ 2 } }
x^2/3 is \displaystyle{ \frac{ x ^{ 2 } }{ 3 } }
[[1,2],[3,4]] is \displaystyle{ \left[ \left[ 1 , 2 \right] , \left[ 3 , 4 \right] \right] }
EXPECTED
