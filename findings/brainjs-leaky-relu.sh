#!/usr/bin/env bash
# brain.js 1.6.1: "leaky-relu" is 0 for negative numbers and alpha times the number for positive ones.
#
# Guess: the number where it is positive, alpha times the number where it is negative.
# What it does: 0 where it is negative, and alpha times the number where it is positive; toFunction() writes the same.
#   toJSON() leaves out alpha, so that a network read back computes with 0.01.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" brain.js@1.6.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { NeuralNetwork } = require("brain.js");

const identity = { sizes: [1, 1], layers: [{ x: {} }, { y: { bias: 0, weights: { x: 1 } } }], inputLookup: true, outputLookup: true };
const answers = (run) => [-2, -1, 1, 2].map((x) => run({ x }).y.toFixed(3)).join(" ");
for (const activation of ["relu", "leaky-relu"]) {
  const net = new NeuralNetwork().fromJSON({ ...identity, activation, leakyReluAlpha: 0.25 });
  const read = new NeuralNetwork().fromJSON(JSON.parse(JSON.stringify(net.toJSON())));
  console.log(activation, "run", answers((x) => net.run(x)));
  console.log(activation, "toFunction", answers(net.toFunction()));
  console.log(activation, "read back", answers((x) => read.run(x)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
relu run 0.000 0.000 1.000 2.000
relu toFunction 0.000 0.000 1.000 2.000
relu read back 0.000 0.000 1.000 2.000
leaky-relu run 0.000 0.000 0.250 0.500
leaky-relu toFunction 0.000 0.000 0.250 0.500
leaky-relu read back 0.000 0.000 0.010 0.020
EXPECTED
