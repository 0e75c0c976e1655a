#!/usr/bin/env bash
# bessel 1.0.2 (npm): J of order 0.5 is J of order 1, and K and Y of order 0.75 are those of order 0.
#
# Guess: Bessel functions of a fractional order, J_0.5(2.5) = sqrt(2 / (2.5 pi)) sin(2.5) = 0.302, or an error.
# What it does: besselj and besseli round the order to the nearest integer, halves upward, besselk and bessely cut it off,
#   so that J and Y of one call belong to different equations. Nothing is said.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" bessel@1.0.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { besselj, bessely, besseli, besselk } = require("bessel");

const functions = { J: besselj, I: besseli, Y: bessely, K: besselk };
for (const order of [0.25, 0.5, 0.75, 1.5]) {
  const same = Object.entries(functions).map(([name, f]) => `${name} as of order ${[0, 1, 2, 3].find((n) => f(2.5, order) === f(2.5, n))}`);
  console.log("order", order, same.join(", "));
}
// Of order one half there are closed forms
const root = Math.sqrt(2 / (Math.PI * 2.5));
console.log("J", besselj(2.5, 0.5).toFixed(4), "truly", (root * Math.sin(2.5)).toFixed(4));
console.log("Y", bessely(2.5, 0.5).toFixed(4), "truly", (-root * Math.cos(2.5)).toFixed(4));
console.log("I", besseli(2.5, 0.5).toFixed(4), "truly", (root * Math.sinh(2.5)).toFixed(4));
console.log("K", besselk(2.5, 0.5).toFixed(4), "truly", (Math.sqrt(Math.PI / 5) * Math.exp(-2.5)).toFixed(4));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
order 0.25 J as of order 0, I as of order 0, Y as of order 0, K as of order 0
order 0.5 J as of order 1, I as of order 1, Y as of order 0, K as of order 0
order 0.75 J as of order 1, I as of order 1, Y as of order 0, K as of order 0
order 1.5 J as of order 2, I as of order 2, Y as of order 1, K as of order 1
J 0.4971 truly 0.3020
Y 0.4981 truly 0.4043
I 2.5167 truly 3.0531
K 0.0623 truly 0.0651
EXPECTED
