#!/usr/bin/env bash
# dannjs 2.3.13 (npm): tanH of 1000 is NaN, the slope of leakySigmoid not its derivative, and bce of exact answers NaN.
#
# Guess: tanh is 1 far out; each activation's "_d" is the slope of the function; a cross-entropy of answers that are exactly
#   right is 0.
# What it does: tanh is the quotient of two exponentials, infinite from 710 on, and log(cosh) of the loss "lcl"
#   likewise. leakySigmoid adds x / 100 to the sigmoid, its derivative takes y (1 - y) of that sum, which is below
#   half the slope at 3 and negative at 100. In bce 0 times the logarithm of 0 is NaN.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" dannjs@2.3.13 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { activations, lossfuncs } = require("dannjs");

for (const x of [20, 700, 710, -1000]) console.log("tanH of", x, activations.tanH(x), "sigmoid", activations.sigmoid(x).toPrecision(3));
const names = ["sigmoid", "tanH", "siLU", "softsign", "softplus", "sinc", "leakySigmoid"];
for (const name of names) {
  const f = activations[name], slope = (x) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
  const off = [-3, -1, 0.3, 1, 3].map((x) => Math.abs(slope(x) - activations[`${name}_d`](x)));
  console.log(name, "derivative off by", Math.max(...off).toFixed(4));
}
for (const x of [3, 20, 100]) console.log("leakySigmoid at", x, "derivative", activations.leakySigmoid_d(x).toFixed(4), "slope", ((activations.leakySigmoid(x + 1e-3) - activations.leakySigmoid(x - 1e-3)) / 2e-3).toFixed(4));
console.log("bce of [1, 0] for [1, 0]", lossfuncs.bce([1, 0], [1, 0]), "of [0.9, 0.1]", lossfuncs.bce([0.9, 0.1], [1, 0]).toFixed(4));
console.log("lcl of an error of 800", lossfuncs.lcl([800], [0]), "of 700", lossfuncs.lcl([700], [0]).toFixed(1));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
tanH of 20 1 sigmoid 1.00
tanH of 700 1 sigmoid 1.00
tanH of 710 NaN sigmoid 1.00
tanH of -1000 NaN sigmoid 0.00
sigmoid derivative off by 0.0000
tanH derivative off by 0.0000
siLU derivative off by 0.0000
softsign derivative off by 0.0000
softplus derivative off by 0.0000
sinc derivative off by 0.0000
leakySigmoid derivative off by 0.0381
leakySigmoid at 3 derivative 0.0171 slope 0.0552
leakySigmoid at 20 derivative -0.2400 slope 0.0100
leakySigmoid at 100 derivative -2.0000 slope 0.0100
bce of [1, 0] for [1, 0] NaN of [0.9, 0.1] 0.1054
lcl of an error of 800 Infinity of 700 699.3
EXPECTED
