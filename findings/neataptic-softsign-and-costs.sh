#!/usr/bin/env bash
# neataptic 1.4.7: the derivative of SOFTSIGN has the wrong sign for negative numbers, the cost MSLE is negative,
# and the cross entropy of a perfect prediction is NaN.
#
# Guess: 1 / (1 + |x|) ** 2, which is positive; a mean of squares, so at least 0; and 0.
# What it does: the derivative is x / (1 + |x|) ** 2, 0 at 0; MSLE is a difference of logarithms that is never
#   squared, best where it is lowest, not where output and target agree. synaptic, from which this
#   package comes, gives 0 for the perfect prediction.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" neataptic@1.4.7 synaptic@1.1.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { methods } = require("neataptic");
const { Trainer } = require("synaptic");

const { SOFTSIGN, TANH } = methods.activation;
for (const f of [TANH, SOFTSIGN])
  for (const x of [-1, 0, 1]) {
    const slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6;
    console.log(f.name, x, "derivative", f(x, true).toFixed(3), "slope", slope.toFixed(3));
  }
for (const output of [[0.5, 0.5], [0.9, 0.1], [1, 0]])
  console.log("target 1,0 output", String(output),
    "MSLE", methods.cost.MSLE([1, 0], output).toFixed(2),
    "cross entropy", methods.cost.CROSS_ENTROPY([1, 0], output).toFixed(2),
    "synaptic's", Math.abs(Trainer.cost.CROSS_ENTROPY([1, 0], output)).toFixed(2));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
TANH -1 derivative 0.420 slope 0.420
TANH 0 derivative 1.000 slope 1.000
TANH 1 derivative 0.420 slope 0.420
SOFTSIGN -1 derivative -0.250 slope 0.250
SOFTSIGN 0 derivative 0.000 slope 1.000
SOFTSIGN 1 derivative 0.250 slope 0.250
target 1,0 output 0.5,0.5 MSLE -33.15 cross entropy 0.69 synaptic's 1.39
target 1,0 output 0.9,0.1 MSLE -32.13 cross entropy 0.11 synaptic's 0.21
target 1,0 output 1,0 MSLE 0.00 cross entropy NaN synaptic's 0.00
EXPECTED
