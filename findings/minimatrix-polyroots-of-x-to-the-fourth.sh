#!/usr/bin/env bash
# minimatrix-polyroots 3.0.5 (npm): x^4 - 1 and (x - 1)^4 have no roots, x^4 + 1 has eight, and none of them is one.
#
# Guess: four roots for each polynomial of degree 4, as there are three for each cubic, with each of them the polynomial is nearly 0.
# What it does: quartics with four different real roots and x^4 + x^3 + x^2 + x + 1 are solved. Others give an empty list, also x^4 - 16 and 2x^4,
#   or numbers where the polynomial is not 0. Cubics and quadratics are right; 2x - 4 as a quadratic has a second root -Infinity.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" minimatrix-polyroots@3.0.5 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { getQuadraticRoots, getCubicRoots, getQuarticRoots } = require("minimatrix-polyroots");

const times = (a, b) => ({ real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real });
const value = (coefficients, root) => coefficients.reduce((sum, c) => { const p = times(sum, root); return { real: p.real + c, imag: p.imag }; }, { real: 0, imag: 0 });
const round = x => Number(x.toFixed(3)) + 0;
for (const coefficients of [[1, -3, 2], [0, 2, -4], [1, 0, 0, -8], [1, -3, 3, -1], [1, -10, 35, -50, 24], [1, 0, -5, 0, 4], [1, 0, 0, 0, -1], [1, -4, 6, -4, 1], [1, 0, 2, 0, 1],
    [1, 0, 0, 0, 1], [1, 0, 0, 0, -16], [1, 1, 1, 1, 1], [2, 0, 0, 0, 0]]) {
  const roots = [, , , getQuadraticRoots, getCubicRoots, getQuarticRoots][coefficients.length](...coefficients);
  const largest = Math.max(0, ...roots.map(root => { const v = value(coefficients, root); return Math.hypot(v.real, v.imag); }));
  console.log(coefficients.join(" "), "has", roots.length, "roots", roots.map(r => `${round(r.real)}${r.imag < 0 ? "-" : "+"}${round(Math.abs(r.imag))}i`).join(" "), "largest value there", round(largest));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 -3 2 has 2 roots 1+0i 2+0i largest value there 0
0 2 -4 has 2 roots 2+0i -Infinity+0i largest value there NaN
1 0 0 -8 has 3 roots 2+0i -1+1.732i -1-1.732i largest value there 0
1 -3 3 -1 has 3 roots 1+0i 1+0i 1+0i largest value there 0
1 -10 35 -50 24 has 4 roots 3+0i 1+0i 2+0i 4+0i largest value there 0
1 0 -5 0 4 has 4 roots 1+0i -2+0i -1+0i 2+0i largest value there 0
1 0 0 0 -1 has 0 roots  largest value there 0
1 -4 6 -4 1 has 0 roots  largest value there 0
1 0 2 0 1 has 0 roots  largest value there 0
1 0 0 0 1 has 8 roots -1+1i -1-1i 0.293+0i 1.707+0i 1+1i 1-1i -0.293+0i -1.707+0i largest value there 9.493
1 0 0 0 -16 has 0 roots  largest value there 0
1 1 1 1 1 has 4 roots -0.809+0.588i -0.809-0.588i 0.309+0.951i 0.309-0.951i largest value there 0
2 0 0 0 0 has 0 roots  largest value there 0
EXPECTED
